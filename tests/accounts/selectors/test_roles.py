import datetime

import pytest
from django.utils import timezone

from accounts import selectors
from accounts.enums import InvitationState, OrganisationKind, Role
from accounts.services import membership
from tests.factories.accounts import (
    make_coordinator,
    make_invitation,
    make_membership,
    make_network,
    make_organisation,
    make_user,
    make_verified_user,
)

pytestmark = pytest.mark.django_db


def ended(row):
    row.ended_at = timezone.now()
    row.save()
    return row


@pytest.fixture
def two_cities():
    """City A with a coordinator and a learner; city B with a canary."""
    a, b = make_organisation(name="City A"), make_organisation(name="City B")
    coordinator = make_coordinator(a)
    learner = make_membership(user=make_user(), organisation=a)
    canary = make_membership(user=make_user(display_name="CANARY-B"), organisation=b)
    return a, b, coordinator, learner, canary


def test_coordinators_see_their_own_city_and_no_other(two_cities):
    _, _, coordinator, learner, canary = two_cities
    visible = set(selectors.memberships_visible_to(coordinator))
    assert visible == {learner, coordinator.memberships.get()}
    assert canary not in visible


def test_learners_see_their_own_memberships_only(two_cities):
    *_, learner, _ = two_cities
    assert list(selectors.memberships_visible_to(learner.user)) == [learner]


def test_instructors_see_their_own_memberships_only(two_cities):
    a, *_ = two_cities
    mine = make_membership(user=make_user(), organisation=a, role=Role.INSTRUCTOR)
    assert list(selectors.memberships_visible_to(mine.user)) == [mine]


def test_coordinators_of_a_network_see_its_member_cities(two_cities):
    a, b, _, learner, canary = two_cities
    network = make_network(a)
    visible = set(selectors.memberships_visible_to(make_coordinator(network)))
    assert learner in visible
    assert canary not in visible
    network.member_cities.add(b)
    assert canary in set(selectors.memberships_visible_to(make_coordinator(network)))


def test_a_city_named_as_network_reaches_nobody(two_cities):
    a, b, coordinator, _, canary = two_cities
    b.networks.add(a)
    assert a.kind == OrganisationKind.CITY
    assert canary not in set(selectors.memberships_visible_to(coordinator))


def test_former_coordinators_see_nobody_else(two_cities):
    _, _, coordinator, *_ = two_cities
    mine = ended(coordinator.memberships.get())
    assert list(selectors.memberships_visible_to(coordinator)) == [mine]
    assert not selectors.is_coordinator(coordinator)


def test_coordinators_of_two_networks_see_each_membership_once(two_cities):
    a, *_, learner, _ = two_cities
    first, second = make_network(a), make_network(a)
    person = make_coordinator(first)
    make_membership(user=person, organisation=second, role=Role.COORDINATOR)
    visible = list(selectors.memberships_visible_to(person))
    assert visible.count(learner) == 1
    assert sorted(selectors.organisation_ids_coordinated_by(person)) == sorted([a.pk, first.pk, second.pk])


def test_superusers_see_everybody(two_cities):
    assert selectors.memberships_visible_to(make_user(is_superuser=True)).count() == 3


@pytest.mark.parametrize(
    ("role", "expected"), [(Role.INSTRUCTOR, True), (Role.LEARNER, False), (Role.COORDINATOR, False)]
)
def test_instructors_are_those_with_the_role(role, expected):
    row = make_membership(user=make_user(), organisation=make_organisation(), role=role)
    assert selectors.is_instructor(row.user) is expected
    assert selectors.may_edit_content(row.user) is expected
    ended(row)
    assert not selectors.is_instructor(row.user)


@pytest.mark.parametrize("role", [Role.AUTHOR, Role.REVIEWER, Role.PUBLISHER])
def test_other_people_of_the_editor_are_no_instructors(role):
    row = make_membership(user=make_user(), organisation=make_organisation(), role=role)
    assert (selectors.is_instructor(row.user), selectors.may_edit_content(row.user)) == (False, True)
    assert selectors.editorial_roles(row.user) == {role}
    row.user.is_active = False
    assert selectors.editorial_roles(row.user) == frozenset()


def test_staff_may_edit_content():
    assert selectors.may_edit_content(make_user(is_staff=True))


def test_coordinators_do_not_manage_memberships_of_another_city(two_cities):
    _, _, coordinator, learner, canary = two_cities
    assert selectors.may_manage_membership(coordinator, learner)
    assert not selectors.may_manage_membership(coordinator, canary)


def test_current_membership_is_the_newest_that_has_not_ended():
    user = make_user()
    first = make_membership(user=user, organisation=make_organisation(name="First"))
    ended(make_membership(user=user, organisation=make_organisation(name="Second")))
    assert selectors.current_membership(user.pk).id == first.pk
    third = make_membership(user=user, organisation=make_organisation(name="Third"), role=Role.COORDINATOR)
    found = selectors.current_membership(user.pk)
    assert (found.id, found.organisation_name, found.role_label) == (third.pk, "Third", "coordinator")


def test_current_membership_of_a_person_of_no_organisation_is_none():
    assert selectors.current_membership(make_user().pk) is None


def test_open_invitations_wait_for_verified_addresses_only():
    ana = make_verified_user(email="ana@city.example")
    invitation = make_invitation(email="ana@city.example")
    make_invitation(email="ben@city.example")
    withdrawn = make_invitation(email="ana@city.example")
    membership.withdraw_invitation(token=withdrawn.token, by=None)
    assert [offer.token for offer in selectors.open_invitations_for(ana)] == [invitation.token]
    make_invitation(email="cleo@city.example")
    assert selectors.open_invitations_for(make_user(email="cleo@city.example")) == []


def test_invitation_by_token_tells_its_state():
    invitation = make_invitation(email="ana@city.example", role=Role.COORDINATOR)
    found = selectors.invitation_by_token(invitation.token)
    assert (found.organisation_name, found.role_label, found.is_open) == (
        invitation.organisation.name,
        "coordinator",
        True,
    )
    invitation.expires_at = timezone.now() - datetime.timedelta(seconds=1)
    invitation.save()
    assert selectors.invitation_by_token(invitation.token).state is InvitationState.EXPIRED
    assert selectors.invitation_by_token("nothing") is None


def test_invitation_by_token_names_who_invited():
    city = make_organisation()
    coordinator = make_coordinator(city)
    made = membership.invite_person(
        organisation=city, email="ana@city.example", role=Role.LEARNER, invited_by=coordinator
    )
    assert selectors.invitation_by_token(made.token).invited_by == coordinator.display_name
