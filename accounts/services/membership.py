"""How people join and leave organisations: by invitation only."""

import datetime
import secrets

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import selectors, signals
from accounts.enums import InvitationState, Role
from accounts.errors import InvitationError, NotAllowedError
from accounts.models import Invitation, Membership, Organisation, User
from accounts.services import mail

VALID_FOR = datetime.timedelta(days=14)


@transaction.atomic
def invite_person(*, organisation: Organisation, email: str, role: str, invited_by: User | None) -> Invitation:
    """Offer a membership and queue the message that says so.

    Unanswered invitations of the same address into the same organisation are withdrawn: the newest one counts.

    Args:
        organisation: where.
        email: whom; case is ignored.
        role: a value of Role.
        invited_by: who offers it; None for the operator at the command line, who may do anything.

    Raises:
        NotAllowedError: the inviter may not offer this.
        InvitationError: the person has that role there already, or one that includes more.
    """
    if invited_by and not selectors.may_invite(invited_by, organisation_id=organisation.pk, role=role):
        raise NotAllowedError(_("You may not invite people with this role into this organisation."))
    email = email.strip().lower()
    _refuse_members(organisation, email, Role(role))
    now = timezone.now()
    Invitation.objects.unanswered().filter(organisation=organisation, email=email).update(withdrawn_at=now)
    invitation = Invitation.objects.create(
        token=secrets.token_urlsafe(32),
        organisation=organisation,
        email=email,
        role=role,
        invited_by=invited_by,
        expires_at=now + VALID_FOR,
    )
    queue_message(invitation, dedupe_key=f"invitation:{invitation.pk}")
    return invitation


def _refuse_members(organisation: Organisation, email: str, role: Role) -> None:
    members = Membership.objects.current().filter(organisation=organisation, user__email=email)
    for present in map(Role, members.values_list("role", flat=True)):
        if present is role:
            raise InvitationError(_("%(email)s has this role already.") % {"email": email})
        if present.outranks(role):
            text = _("%(email)s is %(role)s there already, and would lose that.")
            raise InvitationError(text % {"email": email, "role": present.label})


def queue_message(invitation: Invitation, *, dedupe_key: str) -> None:
    """Queue the message that offers a membership.

    Args:
        invitation: with its organisation at hand.
        dedupe_key: one message is sent per key, so that calling twice is safe.
    """
    path = reverse("accounts:invitation", args=[invitation.token])
    context = {
        "invitation": invitation,
        "site_name": settings.CHANCERY_SITE_NAME,
        "url": f"{settings.CHANCERY_PUBLIC_URL}{path}",
    }
    mail.queue(
        to=[invitation.email],
        subject=render_to_string("accounts/email/invitation_subject.txt", context),
        text=render_to_string("accounts/email/invitation_message.txt", context).strip() + "\n",
        dedupe_key=dedupe_key,
    )


@transaction.atomic
def accept_invitation(*, token: str, user: User) -> Membership:
    """Turn an invitation into a membership; announces membership_changed and invitation_accepted.

    The invitation is claimed by a conditional update, so it works once. Calling again as the same person returns the
    membership without announcing anything.

    Args:
        token: from the address in the message.
        user: who is signed in; the invitation must be for an address they have verified.

    Returns:
        The membership; a current one in the same organisation takes the new role, unless its own includes more: who
        coordinates or instructs is never made a learner.

    Raises:
        InvitationError: unknown, for another address, used, withdrawn or expired; the text says which.
    """
    invitation = Invitation.objects.filter(token=token).first()
    if invitation is None:
        raise InvitationError(_("There is no such invitation. Copy the whole address from the message."))
    if not selectors.has_verified_address(user, invitation.email):
        raise InvitationError(_("This invitation is for another e-mail address. Sign in with that address."))
    now = timezone.now()
    is_new = Invitation.objects.open(now).filter(pk=invitation.pk).update(accepted_at=now, accepted_by=user)
    # Read after the claim, which waits for whoever is accepting it at the same moment.
    joined = Membership.objects.current().filter(user=user, organisation=invitation.organisation_id).first()
    if not is_new:
        return _joined_before(joined, invitation, user)
    membership = _join(joined, invitation, user)
    signals.membership_changed.send(sender=Membership, user_id=user.pk)
    signals.invitation_accepted.send(sender=Membership, user_id=user.pk, membership_id=membership.pk)
    return membership


def _joined_before(joined: Membership | None, invitation: Invitation, user: User) -> Membership:
    invitation.refresh_from_db()
    if joined is None or invitation.accepted_by_id != user.pk:
        raise InvitationError(refusal(invitation.state(timezone.now())))
    return joined


def refusal(state: InvitationState) -> str:
    """Say why an invitation in this state cannot be accepted."""
    return {
        InvitationState.OPEN: "",
        InvitationState.USED: _("This invitation has been used already."),
        InvitationState.WITHDRAWN: _("This invitation was withdrawn. If you got a newer one, use its link."),
        InvitationState.EXPIRED: _("This invitation has expired. Ask the person who invited you for a new one."),
    }[state]


def _join(joined: Membership | None, invitation: Invitation, user: User) -> Membership:
    role = Role(invitation.role)
    if joined is None:
        return Membership.objects.create(user=user, organisation_id=invitation.organisation_id, role=role)
    lower = [other for other in Role if role.outranks(other)]
    if Membership.objects.current().filter(pk=joined.pk, role__in=lower).update(role=role):
        joined.role = role
    return joined


def withdraw_invitation(*, token: str, by: User | None) -> bool:
    """Take an invitation back, an expired one too: it leaves the list.

    Args:
        token: which.
        by: who does it; None for the operator.

    Returns:
        Whether it was unanswered until now; False makes a second call harmless.

    Raises:
        NotAllowedError: the person may not manage invitations of this organisation.
    """
    now = timezone.now()
    invitation = Invitation.objects.unanswered().filter(token=token).first()
    if invitation is None:
        return False
    if by and not selectors.may_invite(by, organisation_id=invitation.organisation_id, role=invitation.role):
        raise NotAllowedError(_("You may not withdraw this invitation."))
    return Invitation.objects.unanswered().filter(pk=invitation.pk).update(withdrawn_at=now) == 1


@transaction.atomic
def end_membership(*, membership_id: int, by: User | None) -> bool:
    """End a membership; the row stays, because enrolments name it. Announces membership_changed.

    Args:
        membership_id: which.
        by: who does it; None for the operator.

    Returns:
        Whether it was current until now; False makes a second call harmless.

    Raises:
        NotAllowedError: the person may not manage members of this organisation.
    """
    membership = Membership.objects.get(pk=membership_id)
    if by and not selectors.may_manage_membership(by, membership):
        raise NotAllowedError(_("You may not end this membership."))
    if not Membership.objects.current().filter(pk=membership_id).update(ended_at=timezone.now()):
        return False
    signals.membership_changed.send(sender=Membership, user_id=membership.user_id)
    return True
