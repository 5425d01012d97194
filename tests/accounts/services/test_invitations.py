import datetime

import pytest
import time_machine
from django.utils import timezone

from accounts.enums import Role
from accounts.errors import InvitationError, NotAllowedError
from accounts.models import Invitation, OutboxEntry
from accounts.services import invitations, membership
from tests.factories.accounts import (
    make_coordinator,
    make_invitation,
    make_membership,
    make_network,
    make_organisation,
    make_user,
)

pytestmark = pytest.mark.django_db

EMAILS = ["ana@city.example", "ben@city.example"]


@pytest.fixture
def city():
    return make_organisation(name="Port Alder")


@pytest.fixture
def coordinator(city):
    return make_coordinator(city)


def seal(city, user, emails=EMAILS):
    return invitations.seal_list(organisation_id=city.pk, emails=emails, shown_to=user)


def test_send_list_invites_everybody_as_learners(city, coordinator, delivered):
    sent = invitations.send_list(sealed=seal(city, coordinator), by=coordinator)
    assert (sent.organisation_name, sent.invited, sent.left_out) == ("Port Alder", 2, ())
    rows = Invitation.objects.order_by("email").values_list("email", "role", "organisation", "invited_by")
    assert list(rows) == [(email, Role.LEARNER, city.pk, coordinator.pk) for email in EMAILS]
    assert sorted(message.to[0] for message in delivered()) == EMAILS


def test_send_list_twice_invites_nobody_twice(city, coordinator, delivered):
    sealed = seal(city, coordinator)
    invitations.send_list(sealed=sealed, by=coordinator)
    again = invitations.send_list(sealed=sealed, by=coordinator)
    assert (again.invited, again.left_out) == (0, tuple(EMAILS))
    assert Invitation.objects.count() == len(delivered()) == 2


def test_send_list_checks_each_address_again(city, coordinator):
    sealed = seal(city, coordinator)
    make_membership(user=make_user(email="ana@city.example"), organisation=city)
    sent = invitations.send_list(sealed=sealed, by=coordinator)
    assert (sent.invited, sent.left_out) == (1, ("ana@city.example",))


def test_send_list_sends_all_or_nothing(city, coordinator, settings):
    sealed = seal(city, coordinator)
    del settings.CHANCERY_PUBLIC_URL
    with pytest.raises(AttributeError):
        invitations.send_list(sealed=sealed, by=coordinator)
    assert not Invitation.objects.exists()
    assert not OutboxEntry.objects.exists()


def test_send_list_takes_only_what_was_shown_to_the_same_person(city, coordinator):
    sealed = seal(city, coordinator)
    with pytest.raises(InvitationError, match="by somebody else"):
        invitations.send_list(sealed=sealed, by=make_coordinator(city))
    for forged in ("", "x", sealed[:-1] + ("A" if sealed[-1] != "A" else "B")):
        with pytest.raises(InvitationError, match="too long ago"):
            invitations.send_list(sealed=forged, by=coordinator)
    with (
        time_machine.travel(timezone.now() + datetime.timedelta(days=2)),
        pytest.raises(InvitationError, match="too long ago"),
    ):
        invitations.send_list(sealed=sealed, by=coordinator)
    assert not Invitation.objects.exists()


def test_send_list_refuses_who_no_longer_coordinates(city, coordinator):
    sealed = seal(city, coordinator)
    membership.end_membership(membership_id=coordinator.memberships.get().pk, by=None)
    with pytest.raises(NotAllowedError):
        invitations.send_list(sealed=sealed, by=coordinator)
    assert not Invitation.objects.exists()


def test_send_list_of_a_network_reaches_its_member_cities_only(city):
    coordinator, other = make_coordinator(make_network(city)), make_organisation()
    assert invitations.send_list(sealed=seal(city, coordinator), by=coordinator).invited == 2
    with pytest.raises(NotAllowedError):
        invitations.send_list(sealed=seal(other, coordinator), by=coordinator)


def test_a_list_with_an_expired_invitation_replaces_it(city, coordinator):
    make_invitation(email="ana@city.example", organisation=city)
    with time_machine.travel(timezone.now() + datetime.timedelta(days=15)):
        assert invitations.send_list(sealed=seal(city, coordinator), by=coordinator).invited == 2
    assert Invitation.objects.unanswered().count() == 2


def test_resend_gives_a_fortnight_more_and_sends_one_message(city, coordinator, delivered):
    offer = make_invitation(email="ana@city.example", organisation=city)
    later = timezone.now() + datetime.timedelta(days=20)
    with time_machine.travel(later, tick=False):
        assert invitations.resend_invitation(invitation_id=offer.pk, by=coordinator) == offer
        assert invitations.resend_invitation(invitation_id=offer.pk, by=coordinator) is None
        first, second = delivered()
    offer.refresh_from_db()
    assert offer.expires_at == later + membership.VALID_FOR
    assert f"/invitations/{offer.token}/" in second.body
    assert first.to == second.to


def test_withdraw_takes_an_expired_invitation_off_the_list(city, coordinator):
    offer = make_invitation(email="ana@city.example", organisation=city)
    with time_machine.travel(timezone.now() + datetime.timedelta(days=15)):
        assert invitations.withdraw(invitation_id=offer.pk, by=coordinator)
        with pytest.raises(InvitationError):
            invitations.withdraw(invitation_id=offer.pk, by=coordinator)
    assert not Invitation.objects.unanswered().exists()


@pytest.mark.parametrize("change", [invitations.resend_invitation, invitations.withdraw])
def test_invitations_of_others_and_of_other_roles_stay_as_they_are(change, city, coordinator):
    elsewhere = make_invitation(email="ana@city.example")
    of_coordinator = make_invitation(email="ben@city.example", organisation=city, role=Role.COORDINATOR)
    for offer in (elsewhere.pk, of_coordinator.pk, 999):
        with pytest.raises(InvitationError, match="meanwhile"):
            change(invitation_id=offer, by=coordinator)
    assert Invitation.objects.open(timezone.now()).count() == 2
