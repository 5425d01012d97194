"""What a person's memberships allow, and the invitations that wait for them."""

import datetime
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.enums import EDITORIAL_ROLES, InvitationState, OrganisationKind, Role
from accounts.models import Invitation, Membership, Organisation, User


@dataclass(frozen=True, slots=True)
class MembershipData:
    """One membership in words."""

    id: int
    organisation_id: int
    organisation_name: str
    role: Role
    started_at: datetime.datetime

    @property
    def role_label(self) -> str:
        return str(self.role.label)


@dataclass(frozen=True, slots=True)
class InvitationData:
    """One invitation in words."""

    token: str
    organisation_name: str
    role: Role
    email: str
    invited_by: str
    expires_at: datetime.datetime
    state: InvitationState

    @property
    def is_open(self) -> bool:
        return self.state is InvitationState.OPEN

    @property
    def role_label(self) -> str:
        return str(self.role.label)


def is_instructor(user: User) -> bool:
    """Tell whether the person instructs in any organisation today."""
    return Membership.objects.current().filter(user_id=user.pk, role=Role.INSTRUCTOR).exists()


def may_mark(user: User) -> bool:
    """Tell whether the person has business with the marking of written work; whose, the pages ask for each piece."""
    return user.is_superuser or is_instructor(user)


def instructor_ids() -> QuerySet[Membership, int]:
    """Ids of everybody who instructs in any organisation today.

    Returns:
        A queryset of user ids, to be used as a subquery.
    """
    return Membership.objects.current().filter(role=Role.INSTRUCTOR).values_list("user_id", flat=True)


def is_coordinator(user: User) -> bool:
    """Tell whether the person coordinates any organisation today."""
    return Membership.objects.current().filter(user_id=user.pk, role=Role.COORDINATOR).exists()


def editorial_roles(user: User) -> frozenset[Role]:
    """What the person does in the editor today, in whatever organisation.

    Returns:
        Members of EDITORIAL_ROLES; empty for who has no business there, and for a closed account.
    """
    if not user.is_active:
        return frozenset()
    roles = Membership.objects.current().filter(user_id=user.pk, role__in=EDITORIAL_ROLES)
    return frozenset(Role(role) for role in roles.values_list("role", flat=True))


def may_edit_content(user: User) -> bool:
    """Tell whether the person has business in the editor; Wagtail's own permissions decide what they may do there."""
    return bool(user.is_staff or editorial_roles(user))


def has_verified_address(user: User, email: str) -> bool:
    """Tell whether the person has proved that the address is theirs.

    Args:
        user: who is signed in.
        email: any spelling; case is ignored.
    """
    return EmailAddress.objects.filter(user_id=user.pk, email=email.strip().lower(), verified=True).exists()


def organisation_ids_coordinated_by(user: User) -> QuerySet[Organisation, int]:
    """Ids of the organisations whose people the person may see: those coordinated, and member cities of networks.

    Returns:
        A queryset of ids, to be used as a subquery; empty for who coordinates nothing.
    """
    return _organisation_ids_of(user, Role.COORDINATOR)


def organisation_ids_instructed_by(user: User) -> QuerySet[Organisation, int]:
    """Ids of the organisations whose people's written work the person may mark.

    Returns:
        Those the person instructs in today, and member cities of networks among them: a queryset of ids, to be used as
        a subquery; empty for who instructs nowhere.
    """
    return _organisation_ids_of(user, Role.INSTRUCTOR)


def _organisation_ids_of(user: User, role: Role) -> QuerySet[Organisation, int]:
    own = Membership.objects.current().filter(user_id=user.pk, role=role)
    networks = own.filter(organisation__kind=OrganisationKind.NETWORK)
    reached = Q(pk__in=own.values("organisation")) | Q(networks__in=networks.values("organisation"))
    return Organisation.objects.filter(reached).distinct().values_list("pk", flat=True)


def overseer_ids(user_id: int) -> QuerySet[Membership, int]:
    """Ids of everybody who coordinates or instructs in an organisation of somebody, or in a network of it.

    Args:
        user_id: of the somebody.

    Returns:
        A queryset of user ids, to be used as a subquery; the other way round than `organisation_ids_coordinated_by` and
        `organisation_ids_instructed_by`.
    """
    cities = Membership.objects.current().filter(user_id=user_id).values("organisation")
    networks = Organisation.objects.filter(kind=OrganisationKind.NETWORK, member_cities__in=cities).values("pk")
    found = Membership.objects.current().filter(role__in=(Role.COORDINATOR, Role.INSTRUCTOR))
    return found.filter(Q(organisation__in=cities) | Q(organisation__in=networks)).values_list("user_id", flat=True)


def memberships_visible_to(user: User) -> QuerySet[Membership]:
    """Memberships the person may see: their own, and those of the organisations they coordinate; superusers see all.

    Returns:
        A queryset, ended memberships included.
    """
    if user.is_superuser:
        return Membership.objects.all()
    return Membership.objects.filter(Q(user_id=user.pk) | Q(organisation__in=organisation_ids_coordinated_by(user)))


def may_invite(user: User, *, organisation_id: int, role: str) -> bool:
    """Tell whether the person may offer this role in this organisation.

    Coordinators invite learners and coordinators into their own organisation, those of a network also learners into its
    member cities. Instructors, authors, reviewers and publishers work on the content of the whole site, so only
    administrators appoint them.
    """
    if user.is_superuser:
        return True
    if role == Role.LEARNER:
        return organisation_ids_coordinated_by(user).filter(pk=organisation_id).exists()
    return role == Role.COORDINATOR and _coordinates(user, organisation_id)


def may_manage_membership(user: User, membership: Membership) -> bool:
    """Tell whether the person may end this membership."""
    return user.is_superuser or _coordinates(user, membership.organisation_id)


def _coordinates(user: User, organisation_id: int) -> bool:
    own = Membership.objects.current().filter(user_id=user.pk, role=Role.COORDINATOR)
    return own.filter(organisation_id=organisation_id).exists()


def current_membership(user_id: int) -> MembershipData | None:
    """The membership that a new enrolment is made under.

    Returns:
        The current membership that started last; None for a person of no organisation.
    """
    found = current_memberships(user_id)
    return found[0] if found else None


def current_memberships(user_id: int) -> list[MembershipData]:
    """All current memberships of one person, the newest first."""
    rows = Membership.objects.current().filter(user_id=user_id).select_related("organisation")
    return [
        MembershipData(row.pk, row.organisation_id, row.organisation.name, Role(row.role), row.started_at)
        for row in rows.order_by("-started_at", "-pk")
    ]


def open_invitations_for(user: User) -> list[InvitationData]:
    """Invitations that wait for this person, by verified addresses; the newest first."""
    now = timezone.now()
    addresses = EmailAddress.objects.filter(user_id=user.pk, verified=True).values("email")
    rows = Invitation.objects.open(now).filter(email__in=addresses).select_related("organisation", "invited_by")
    return [_invitation_data(row, now) for row in rows.order_by("-created_at")]


def invitation_by_token(token: str) -> InvitationData | None:
    """What an invitation offers.

    Returns:
        The invitation in whatever state it is; None for an unknown token.
    """
    row = Invitation.objects.filter(token=token).select_related("organisation", "invited_by").first()
    return _invitation_data(row, timezone.now()) if row else None


def _invitation_data(row: Invitation, now: datetime.datetime) -> InvitationData:
    return InvitationData(
        token=row.token,
        organisation_name=row.organisation.name,
        role=Role(row.role),
        email=row.email,
        invited_by=str(row.invited_by) if row.invited_by else "",
        expires_at=row.expires_at,
        state=row.state(now),
    )
