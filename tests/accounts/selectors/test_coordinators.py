import datetime

import pytest
import time_machine
from django.utils import timezone

from accounts import selectors
from accounts.enums import Role
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


@pytest.fixture
def cities():
    """Two cities, A in a network, each with a learner."""
    a, b = make_organisation(name="A", slug="a"), make_organisation(name="B", slug="b")
    network = make_network(a, name="Network", slug="network")
    for city in (a, b):
        make_membership(user=make_user(display_name=f"Learner of {city}"), organisation=city)
    return a, b, network


def names(user, organisation):
    return [str(row.user) for row in selectors.people_visible_in(user, organisation) if row.role == Role.LEARNER]


def test_organisations_are_those_coordinated_and_member_cities_of_networks(cities):
    a, b, network = cities
    assert [found.slug for found in selectors.coordinated_organisations(make_coordinator(a))] == ["a"]
    assert [found.slug for found in selectors.coordinated_organisations(make_coordinator(b))] == ["b"]
    assert [found.slug for found in selectors.coordinated_organisations(make_coordinator(network))] == ["network", "a"]
    assert selectors.coordinated_organisations(make_user()) == []


def test_people_are_those_of_the_organisation_and_of_a_network_s_cities(cities):
    _a, b, network = cities
    coordinator = make_coordinator(network)
    of_network, of_a = selectors.coordinated_organisations(coordinator)
    assert names(coordinator, of_network) == ["Learner of A"]
    assert names(coordinator, of_a) == ["Learner of A"]
    [of_b] = selectors.coordinated_organisations(make_coordinator(b))
    assert names(coordinator, of_b) == []


def test_people_who_left_are_not_listed(cities):
    a, *_ = cities
    coordinator = make_coordinator(a)
    joined = a.memberships.get(role=Role.LEARNER)
    membership.end_membership(membership_id=joined.pk, by=coordinator)
    [organisation] = selectors.coordinated_organisations(coordinator)
    assert names(coordinator, organisation) == []


def test_unanswered_invitations_are_those_of_own_organisations(cities):
    a, b, network = cities
    make_invitation(email="first@a.example", organisation=a)
    make_invitation(email="coordinator@a.example", organisation=a, role=Role.COORDINATOR)
    make_invitation(email="canary@b.example", organisation=b)
    withdrawn = make_invitation(email="gone@a.example", organisation=a)
    membership.withdraw_invitation(token=withdrawn.token, by=None)
    user = make_verified_user()
    accepted = make_invitation(email=user.email, organisation=a)
    membership.accept_invitation(token=accepted.token, user=user)
    for coordinator in (make_coordinator(a), make_coordinator(network)):
        found = selectors.unanswered_invitations(coordinator)
        assert [(row.email, row.role_label, row.may_manage) for row in found] == [
            ("coordinator@a.example", "coordinator", False),
            ("first@a.example", "", True),
        ]


def test_unanswered_invitations_stay_listed_when_they_expire(cities):
    a, *_ = cities
    make_invitation(email="ana@a.example", organisation=a)
    coordinator = make_coordinator(a)
    assert [row.is_expired for row in selectors.unanswered_invitations(coordinator)] == [False]
    with time_machine.travel(timezone.now() + datetime.timedelta(days=15)):
        assert [row.is_expired for row in selectors.unanswered_invitations(coordinator)] == [True]
