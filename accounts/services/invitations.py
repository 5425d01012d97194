"""Many invitations at once, and what a coordinator does with those that nobody has answered."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.core import signing
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import selectors
from accounts.enums import Role
from accounts.errors import InvitationError, NotAllowedError
from accounts.models import Invitation, Organisation, User
from accounts.rules.addresses import Entry
from accounts.services import membership
from accounts.services.membership import VALID_FOR

SALT = "accounts.invitations"
SHOWN_FOR = datetime.timedelta(days=1)
# A second message within this time is a second click and not a second wish.
PAUSE = datetime.timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Sent:
    """What came of a list: how many were invited, and which addresses no longer needed it."""

    organisation_name: str
    invited: int
    left_out: tuple[str, ...]


def seal_list(*, organisation_id: int, emails: Sequence[str], shown_to: User) -> str:
    """Sign a list that was shown, so that exactly this list can be sent.

    Args:
        organisation_id: into which organisation.
        emails: those that are ready.
        shown_to: who saw it; nobody else can send it.

    Returns:
        A text for a hidden field; good for a day.
    """
    return signing.dumps([shown_to.pk, organisation_id, list(emails)], salt=SALT, compress=True)


@transaction.atomic
def send_list(*, sealed: str, by: User) -> Sent:
    """Invite everybody on a list that was shown, as learners; all of them or, if anything fails, nobody.

    Each address is checked again. Calling twice, even at once, invites nobody twice: the organisation's row is held by
    an update while the list is checked and sent.

    Args:
        sealed: from seal_list.
        by: who sends it.

    Raises:
        InvitationError: the list is too old or was not shown to this person.
        NotAllowedError: the person may not invite into this organisation (any more).
    """
    organisation_id, emails = _open_list(sealed, by)
    Organisation.objects.filter(pk=organisation_id).update(name=F("name"))
    organisation = Organisation.objects.get(pk=organisation_id)
    if not selectors.may_invite(by, organisation_id=organisation_id, role=Role.LEARNER):
        raise NotAllowedError(_("You may not invite people into this organisation."))
    entries = [Entry(number, email) for number, email in enumerate(emails, start=1)]
    rows = selectors.checked_addresses(organisation_id=organisation_id, entries=entries)
    ready = [row.text for row in rows if row.is_ready]
    for email in ready:
        membership.invite_person(organisation=organisation, email=email, role=Role.LEARNER, invited_by=by)
    return Sent(organisation.name, len(ready), tuple(row.text for row in rows if not row.is_ready))


def _open_list(sealed: str, by: User) -> tuple[int, list[str]]:
    try:
        shown_to, organisation_id, emails = signing.loads(sealed, salt=SALT, max_age=SHOWN_FOR)
    except signing.BadSignature as error:
        raise InvitationError(_("This list was checked too long ago. Please check it again.")) from error
    if shown_to != by.pk:
        raise InvitationError(_("This list was checked by somebody else. Please check it again."))
    return organisation_id, emails


@transaction.atomic
def resend_invitation(*, invitation_id: int, by: User) -> Invitation | None:
    """Send an unanswered invitation once more, good for another fortnight; the link in older messages works as well.

    Args:
        invitation_id: which; an expired one opens again.
        by: who asks.

    Returns:
        None when a message left within the last hour, so that a second click sends nothing.

    Raises:
        InvitationError: it is unknown, somebody else's, answered or withdrawn.
    """
    invitation = _manageable(invitation_id, by)
    now = timezone.now()
    due = Invitation.objects.unanswered().filter(pk=invitation.pk, expires_at__lte=now + VALID_FOR - PAUSE)
    if due.update(expires_at=now + VALID_FOR) == 0:
        return None
    invitation.expires_at = now + VALID_FOR
    membership.queue_message(invitation, dedupe_key=f"invitation:{invitation.pk}:{now.timestamp():.0f}")
    return invitation


def withdraw(*, invitation_id: int, by: User) -> bool:
    """Take an unanswered invitation back.

    Args:
        invitation_id: which.
        by: who asks.

    Returns:
        Whether it was unanswered until now; False makes a second call harmless.

    Raises:
        InvitationError: it is unknown, somebody else's, answered or withdrawn.
    """
    return membership.withdraw_invitation(token=_manageable(invitation_id, by).token, by=by)


def _manageable(invitation_id: int, by: User) -> Invitation:
    mine = Invitation.objects.unanswered().filter(organisation__in=selectors.organisation_ids_coordinated_by(by))
    found = mine.filter(pk=invitation_id, role=Role.LEARNER).select_related("organisation").first()
    if found is None:
        raise InvitationError(_("This invitation was answered or withdrawn meanwhile."))
    return found
