"""What would happen to each address of a list, before anything is sent."""

from collections.abc import Sequence
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone

from accounts.enums import AddressState
from accounts.models import Invitation, Membership
from accounts.rules.addresses import Entry

LONGEST = 254


@dataclass(frozen=True, slots=True)
class CheckedAddress:
    """One entry of a list. `first_line` is where a double stands first; otherwise its own line."""

    line: int
    text: str
    state: AddressState
    first_line: int

    @property
    def is_ready(self) -> bool:
        return self.state is AddressState.READY


def checked_addresses(*, organisation_id: int, entries: Sequence[Entry]) -> list[CheckedAddress]:
    """Say of each entry whether it can be invited.

    Args:
        organisation_id: into which organisation; nothing of any other is looked at.
        entries: from rules.addresses, any number.

    Returns:
        One row per entry, in order. Three statements whatever the number.
    """
    members = _members(organisation_id)
    open_ones = Invitation.objects.open(timezone.now()).filter(organisation=organisation_id)
    invited = set(open_ones.values_list("email", flat=True))
    first: dict[str, int] = {}
    rows = []
    for entry in entries:
        state = _state(entry, members, invited)
        if state is not AddressState.INVALID and entry.text in first:
            state = AddressState.DOUBLE
        rows.append(CheckedAddress(entry.line, entry.text, state, first.setdefault(entry.text, entry.line)))
    return rows


def _members(organisation_id: int) -> set[str]:
    """Collect every address of the members: the one they sign in with and others they have proved to be theirs."""
    current = Membership.objects.current().filter(organisation=organisation_id)
    proved = EmailAddress.objects.filter(user__in=current.values("user"), verified=True)
    return {
        *current.values_list("user__email", flat=True),
        *(email.lower() for email in proved.values_list("email", flat=True)),
    }


def _state(entry: Entry, members: set[str], invited: set[str]) -> AddressState:
    if not _is_address(entry.text):
        return AddressState.INVALID
    if entry.text in members:
        return AddressState.MEMBER
    return AddressState.INVITED if entry.text in invited else AddressState.READY


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return len(text) <= LONGEST
