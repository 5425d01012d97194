from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts import selectors
from accounts.errors import InvitationError
from accounts.forms import ProfileForm
from accounts.models import User
from accounts.services import mail, membership, people


class PersonRequest(HttpRequest):
    """A request behind login_required."""

    user: User


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: PersonRequest) -> HttpResponse:
    user = request.user
    initial = {name: getattr(user, name) for name in ProfileForm.base_fields}
    form = ProfileForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        people.update_profile(user=user, **form.cleaned_data)
        people.remember_in_session(session=request.session, user=user)
        with translation.override(user.language):
            messages.success(request, _("Your settings are saved."))
        return redirect("accounts:profile")
    context = {
        "form": form,
        "memberships": selectors.current_memberships(user.pk),
        "invitations": selectors.open_invitations_for(user),
    }
    return render(request, "accounts/profile.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    token = token.replace("\0", "")  # PostgreSQL refuses to look for it
    if request.method == "POST" and isinstance(request.user, User):
        return _accept(request, token, request.user)
    return _show_invitation(request, token)


def _accept(request: HttpRequest, token: str, user: User) -> HttpResponse:
    try:
        joined = membership.accept_invitation(token=token, user=user)
    except InvitationError as error:
        return _show_invitation(request, token, refusal=str(error))
    people.remember_in_session(session=request.session, user=user)
    messages.success(request, _("Welcome to %(name)s.") % {"name": joined.organisation.name})
    return redirect("accounts:profile")


def _show_invitation(request: HttpRequest, token: str, refusal: str = "") -> HttpResponse:
    user = request.user
    offer = selectors.invitation_by_token(token)
    for_me = bool(offer and isinstance(user, User) and selectors.has_verified_address(user, offer.email))
    context = {
        "offer": offer,
        "for_me": for_me,
        "refusal": refusal or (membership.refusal(offer.state) if offer else ""),
        "way_back": urlencode({"next": request.path}),
    }
    return render(request, "accounts/invitation.html", context, status=200 if offer else 404)


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/help.html")


@never_cache
@require_safe
def demo_mailbox(request: HttpRequest) -> HttpResponse:
    if not settings.CHANCERY_DEMO:
        raise Http404
    kept = mail.kept_messages(Path(getattr(settings, "EMAIL_FILE_PATH", "")))
    return render(request, "demo/mailbox.html", {"kept_messages": kept})
