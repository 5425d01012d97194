"""What a coordinator's pages list: their organisations, the people in them, and invitations without an answer."""

import datetime
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.enums import OrganisationKind, Role
from accounts.models import Invitation, Membership, Organisation, User
from accounts.selectors.roles import memberships_visible_to, organisation_ids_coordinated_by


@dataclass(frozen=True, slots=True)
class OrganisationData:
    """One organisation in words."""

    id: int
    name: str
    slug: str
    is_network: bool


@dataclass(frozen=True, slots=True)
class OpenInvitation:
    """An invitation that nobody has answered. Its token stays out, so that no page can give it away.

    Attributes:
        role_label: empty for a learner.
        may_manage: whether the coordinator may send it again or withdraw it.
    """

    id: int
    email: str
    organisation_name: str
    role_label: str
    created_at: datetime.datetime
    expires_at: datetime.datetime
    is_expired: bool
    may_manage: bool


def coordinated_organisations(user: User) -> list[OrganisationData]:
    """Organisations whose people the person may see and invite: those coordinated, and member cities of networks.

    Returns:
        Networks first, then by name; empty for who coordinates nothing. One statement.
    """
    rows = Organisation.objects.filter(pk__in=organisation_ids_coordinated_by(user)).order_by("name", "pk")
    found = [OrganisationData(row.pk, row.name, row.slug, row.kind == OrganisationKind.NETWORK) for row in rows]
    return sorted(found, key=lambda organisation: not organisation.is_network)


def people_visible_in(user: User, organisation: OrganisationData) -> QuerySet[Membership]:
    """Memberships of today that a coordinator's page about an organisation lists.

    Args:
        user: who asks; sees nothing of what they do not coordinate.
        organisation: a city; of a network, its member cities are included.

    Returns:
        A queryset in the order of names, with user and organisation at hand.
    """
    within = Q(organisation=organisation.id)
    if organisation.is_network:
        cities = Organisation.objects.filter(networks=organisation.id)
        within |= Q(organisation__in=cities.values("pk"))
    rows = memberships_visible_to(user).filter(within, ended_at=None).select_related("user", "organisation")
    return rows.order_by("user__display_name", "user__email", "pk")


def unanswered_invitations(user: User) -> list[OpenInvitation]:
    """Invitations of a coordinator's organisations that were neither accepted nor withdrawn, expired ones included.

    Returns:
        The newest first. One statement.
    """
    now = timezone.now()
    rows = Invitation.objects.unanswered().filter(organisation__in=organisation_ids_coordinated_by(user))
    return [
        OpenInvitation(
            id=row.pk,
            email=row.email,
            organisation_name=row.organisation.name,
            role_label="" if row.role == Role.LEARNER else str(Role(row.role).label),
            created_at=row.created_at,
            expires_at=row.expires_at,
            is_expired=row.expires_at <= now,
            may_manage=row.role == Role.LEARNER,
        )
        for row in rows.select_related("organisation").order_by("-created_at", "-pk")
    ]
