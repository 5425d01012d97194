"""The publish check in the editor: what is not ready is kept as a draft, and every problem is listed with a link."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.models import Page

from cms.models import CheckedPage
from cms.refusals import say_refused
from cms.services import publishing

TO_PUBLISH = ("action-publish", "action-submit", "action-restart-workflow")
REFUSED = "chancery_refused"


def check_edit(request: HttpRequest, page: Page) -> None:
    """Before an edit: turn "publish" into "save draft" where the publish check finds problems."""
    if isinstance(page, CheckedPage) and _asks_to_publish(request):
        latest = Page.objects.get(pk=page.pk).get_latest_revision_as_object()
        _check(request, latest, latest.get_parent())


def check_create(request: HttpRequest, parent_page: Page, page_class: type[Page]) -> None:
    """Before a page is created: the same."""
    if issubclass(page_class, CheckedPage) and _asks_to_publish(request):
        _check(request, _placed(page_class(), parent_page), parent_page)


def tell_problems(request: HttpRequest, page: Page) -> HttpResponse | None:
    """After a draft was saved in the place of publishing: say why."""
    problems = getattr(request, REFUSED, None)
    if problems is None:
        return None
    say_refused(request, page.pk, problems)
    return redirect("wagtailadmin_pages:edit", page.pk)


def refuse(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Right before publishing, after the draft was saved: the last check."""
    problems = publishing.problems_of(page) if isinstance(page, CheckedPage) else ()
    if not problems:
        return None
    say_refused(request, page.pk, problems)
    return redirect("wagtailadmin_pages:edit", page.pk)


def _asks_to_publish(request: HttpRequest) -> bool:
    approves = request.POST.get("action-workflow-action") and request.POST.get("workflow-action-name") == "approve"
    return request.method == "POST" and bool(approves or any(name in request.POST for name in TO_PUBLISH))


def _check(request: HttpRequest, page: Any, parent_page: Page) -> None:
    form_class = page.get_edit_handler().get_form_class()
    form = form_class(request.POST, request.FILES, instance=page, parent_page=parent_page, for_user=request.user)
    form.defer_required_fields()
    if not form.is_valid():
        return  # such a form cannot be saved at all; the editor says so itself
    problems = publishing.problems_of(form.save(commit=False))
    if problems:
        setattr(request, REFUSED, problems)
        kept = request.POST.copy()
        for name in (*TO_PUBLISH, "action-workflow-action"):
            kept.pop(name, None)
        request.POST = kept  # type: ignore[assignment]  # views only read it


def _placed(page: Any, parent_page: Page) -> Any:
    """Give a page that is not in the tree yet the place it will have."""
    page.depth = parent_page.depth + 1
    last = parent_page.get_last_child()
    page.path = last._inc_path() if last else page._get_path(parent_page.path, page.depth, 1)  # noqa: SLF001  (as Wagtail's own preview does)
    page.locale = parent_page.locale
    return page
