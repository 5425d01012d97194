"""The publish check in the editor: what is not ready is kept as a draft, and every problem is listed with a link."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.models import Page

from cms.changes import note_version, tell_change
from cms.enums import Step
from cms.models import CheckedPage
from cms.refusals import say_refused
from cms.services import publishing

ACTIONS = {
    "action-publish": Step.PUBLISH,
    "action-submit": Step.SUBMIT,
    "action-restart-workflow": Step.SUBMIT,
}
REFUSED = "chancery_refused"


def check_edit(request: HttpRequest, page: Page) -> None:
    """Before an edit: turn "publish", "submit" and "approve" into "save draft" where the check finds problems."""
    if not isinstance(page, CheckedPage) or _is_locked(request, page):
        return
    if step := _step(request, page):
        if step is Step.PUBLISH:
            note_version(request, page)
        latest = Page.objects.get(pk=page.pk).get_latest_revision_as_object()
        _check(request, latest, latest.get_parent(), step)


def check_create(request: HttpRequest, parent_page: Page, page_class: type[Page]) -> None:
    """Before a page is created: the same."""
    if issubclass(page_class, CheckedPage) and (step := _step(request)):
        _check(request, _placed(page_class(), parent_page), parent_page, step)


def tell_problems(request: HttpRequest, page: Page) -> HttpResponse | None:
    """After a page was saved: begin a search that takes long, say what publishing changed, or why it was refused."""
    publishing.begin_search(page)
    tell_change(request, page)
    refused = getattr(request, REFUSED, None)
    if refused is None:
        return None
    step, problems = refused
    say_refused(request, page.pk, problems, step)
    publishing.note_refusal(page, problems, request.user)
    return redirect("wagtailadmin_pages:edit", page.pk)


def refuse(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Right before publishing, after the draft was saved: the last check."""
    problems = publishing.problems_of(page) if isinstance(page, CheckedPage) else ()
    if not problems:
        return None
    say_refused(request, page.pk, problems)
    publishing.note_refusal(page, problems, request.user)
    return redirect("wagtailadmin_pages:edit", page.pk)


def _step(request: HttpRequest, page: Page | None = None) -> Step | None:
    """What somebody wants for the page; None for only saving it. The last approval publishes."""
    if request.method != "POST":
        return None
    if request.POST.get("action-workflow-action") and request.POST.get("workflow-action-name") == "approve":
        state = page.current_workflow_state if page else None
        return Step.PUBLISH if state and state.is_at_final_task else Step.APPROVE
    return next((step for name, step in ACTIONS.items() if name in request.POST), None)


def _is_locked(request: HttpRequest, page: Page) -> bool:
    """Such a page is not saved, and the editor says why."""
    lock = page.get_lock()
    return lock is not None and bool(lock.for_user(request.user))


def _check(request: HttpRequest, page: Any, parent_page: Page, step: Step) -> None:
    form_class = page.get_edit_handler().get_form_class()
    form = form_class(request.POST, request.FILES, instance=page, parent_page=parent_page, for_user=request.user)
    form.defer_required_fields()
    if not form.is_valid():
        return  # such a form cannot be saved at all; the editor says so itself
    draft = form.save(commit=False)
    problems = publishing.problems_of(draft) if step is Step.PUBLISH else publishing.content_problems_of(draft)
    if problems:
        setattr(request, REFUSED, (step, problems))
        kept = request.POST.copy()
        for name in (*ACTIONS, "action-workflow-action"):
            kept.pop(name, None)
        request.POST = kept  # type: ignore[assignment]  # views only read it


def _placed(page: Any, parent_page: Page) -> Any:
    """Give a page that is not in the tree yet the place it will have."""
    page.depth = parent_page.depth + 1
    last = parent_page.get_last_child()
    page.path = last._inc_path() if last else page._get_path(parent_page.path, page.depth, 1)  # noqa: SLF001  (as Wagtail's own preview does)
    page.locale = parent_page.locale
    return page
