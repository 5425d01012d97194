"""Asking for something about a certificate, and deciding what somebody else asked for."""

from collections.abc import Callable
from typing import Any, cast
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from courses import selectors, services
from courses.enums import RequestAct
from courses.errors import CourseError
from courses.forms import CorrectionForm, DeclineForm, ReinstateForm, RevokeForm
from courses.selectors import AskView, RequestView
from courses.views import unsent
from courses.views.access import learner_id, reader_id
from courses.views.strangers import limited, never_kept, unknown

PER_PAGE = 25
FORMS: dict[RequestAct, type[forms.Form]] = {
    RequestAct.REVOKE: RevokeForm,
    RequestAct.RENAME: CorrectionForm,
    RequestAct.REINSTATE: ReinstateForm,
}


@limited
def ask(request: HttpRequest, code: str, act: RequestAct) -> HttpResponse:
    """Ask for an act about a certificate; who may not, finds nothing here, as at an address that holds nothing."""
    if request.method == "POST" and not request.user.is_authenticated:
        return never_kept(unsent.sign_in_first(request, FORMS[act].base_fields, shown_at=request.path))
    view = selectors.ask_view(code=code, act=act, user_id=reader_id(request))
    if view is None:
        return unknown()
    if view.open_url:
        return redirect(view.open_url)
    names = {"printed_name": view.holder, "latin_name": view.latin_name}
    form = FORMS[act](request.POST or None, initial=names | _unsent(request))
    if request.method == "POST" and form.is_valid():
        return _asked(request, view, form)
    return never_kept(render(request, "certificates/ask.html", {"view": view, "form": form}))


def _unsent(request: HttpRequest) -> dict[str, str]:
    words = unsent.take(request, shown_at=request.path)
    if words:
        messages.warning(request, _("You were signed out, so this was not sent. Your words stand below."))
    return words


def _asked(request: HttpRequest, view: AskView, form: forms.Form) -> HttpResponse:
    try:
        made = services.ask_about_certificate(
            code=view.code, act=view.act, asked_by_id=learner_id(request), **form.cleaned_data
        )
    except CourseError as error:
        form.add_error(None, str(error))
        return never_kept(render(request, "certificates/ask.html", {"view": view, "form": form}))
    messages.success(request, _("You have asked for this. It waits for somebody else to decide."))
    return redirect("requests:request", made.key)


@never_cache
@login_required
@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    user = cast("Any", request.user)
    page = Paginator(selectors.waiting_requests(user), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": selectors.request_rows(page.object_list, user=user),
        "own": selectors.request_rows(selectors.own_requests(user)[:PER_PAGE], user=user),
    }
    return render(request, "certificates/requests.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, request_key: UUID) -> HttpResponse:
    """Show what is asked; a POST confirms, declines or withdraws it."""
    if not request.user.is_authenticated:
        return unsent.sign_in_first(request, DeclineForm.base_fields, shown_at=request.path)
    view = selectors.request_view(key=request_key, user=cast("Any", request.user))
    if view is None:
        raise Http404
    form = DeclineForm(initial=_unsent(request))
    if request.method == "POST":
        form = DeclineForm(request.POST)
        act = ACTIONS.get(request.POST.get("action", ""))
        if act and (act is not _decline or form.is_valid()):
            return act(request, view)
    return render(request, "certificates/request.html", {"view": view, "form": form})


def _confirm(request: HttpRequest, view: RequestView) -> HttpResponse:
    return _done(request, view, services.confirm_request, _("Confirmed. The holder gets an e-mail."))


def _decline(request: HttpRequest, view: RequestView) -> HttpResponse:
    told = _("Declined. Whoever asked gets an e-mail with your reason.")
    return _done(request, view, services.decline_request, told, answer=request.POST.get("answer", ""))


def _withdraw(request: HttpRequest, view: RequestView) -> HttpResponse:
    return _done(request, view, services.withdraw_request, _("Withdrawn. Nothing was changed."))


ACTIONS = {"confirm": _confirm, "decline": _decline, "withdraw": _withdraw}


def _done(
    request: HttpRequest, view: RequestView, service: Callable[..., None], told: str, **fields: str
) -> HttpResponse:
    try:
        service(key=view.key, user_id=learner_id(request), **fields)
        messages.success(request, told)
    except CourseError as error:
        messages.error(request, str(error))
    return redirect("requests:request", view.key)
