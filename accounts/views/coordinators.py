from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts import selectors
from accounts.errors import AccountsError
from accounts.forms import InviteForm
from accounts.models import User
from accounts.selectors import OrganisationData
from accounts.services import invitations

View = Callable[..., HttpResponse]


class CoordinatorRequest(HttpRequest):
    """A request behind coordinators_only."""

    user: User
    organisations: Sequence[OrganisationData]


def coordinators_only(view: View) -> View:
    """Refuse everybody who coordinates nothing today, and put the organisations of the others into the request."""

    @login_required
    @wraps(view)
    def answer(request: CoordinatorRequest, **kwargs: Any) -> HttpResponse:
        request.organisations = selectors.coordinated_organisations(request.user)
        if not request.organisations:
            raise PermissionDenied
        return view(request, **kwargs)

    return answer


@coordinators_only
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: CoordinatorRequest) -> HttpResponse:
    """Show the coordinator's page; a POST checks a list of addresses and sends nothing."""
    form = _form(request, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        return _check(request, form)
    context = {
        "form": form,
        "organisations": request.organisations,
        "invitations": selectors.unanswered_invitations(request.user),
    }
    return render(request, "accounts/people.html", context)


def _form(request: CoordinatorRequest, *data: Any, **options: Any) -> InviteForm:
    organisations = [(organisation.id, organisation.name) for organisation in request.organisations]
    return InviteForm(*data, organisations=organisations, **options)


def _check(request: CoordinatorRequest, form: InviteForm) -> HttpResponse:
    organisation_id, text = int(form.cleaned_data["organisation"]), form.cleaned_data["text"]
    rows = selectors.checked_addresses(organisation_id=organisation_id, entries=form.cleaned_data["entries"])
    ready = [row.text for row in rows if row.is_ready]
    context = {
        "rows": rows,
        "ready": len(ready),
        "left_out": len(rows) - len(ready),
        "organisation": next(found for found in request.organisations if found.id == organisation_id),
        "sealed": invitations.seal_list(organisation_id=organisation_id, emails=ready, shown_to=request.user),
        "form": _form(request, initial={"organisation": organisation_id, "addresses": text}),
    }
    return render(request, "accounts/people_check.html", context)


@coordinators_only
@require_POST
def send_invitations(request: CoordinatorRequest) -> HttpResponse:
    try:
        sent = invitations.send_list(sealed=request.POST.get("sealed", ""), by=request.user)
    except AccountsError as error:
        messages.error(request, str(error))
        return redirect("accounts:people")
    if sent.invited:
        text = ngettext(
            "%(number)d invitation into %(organisation)s is on its way.",
            "%(number)d invitations into %(organisation)s are on their way.",
            sent.invited,
        )
        messages.success(request, text % {"number": sent.invited, "organisation": sent.organisation_name})
    if sent.left_out:
        text = _("Invited or joined meanwhile, so nothing was sent to: %(emails)s.")
        messages.warning(request, text % {"emails": ", ".join(sent.left_out)})
    return redirect("accounts:people")


@coordinators_only
@require_POST
def resend(request: CoordinatorRequest, invitation: int) -> HttpResponse:
    try:
        sent = invitations.resend_invitation(invitation_id=invitation, by=request.user)
    except AccountsError as error:
        messages.error(request, str(error))
        return redirect("accounts:people")
    if sent:
        messages.success(request, _("The invitation of %(email)s is sent again.") % {"email": sent.email})
    else:
        messages.warning(request, _("It was sent within the last hour. Please wait before you send it again."))
    return redirect("accounts:people")


@coordinators_only
@require_POST
def withdraw(request: CoordinatorRequest, invitation: int) -> HttpResponse:
    try:
        invitations.withdraw(invitation_id=invitation, by=request.user)
    except AccountsError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The invitation is withdrawn. Its link no longer works."))
    return redirect("accounts:people")
