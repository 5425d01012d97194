import datetime

import pytest
import time_machine
from django.utils import timezone

from accounts import signals
from accounts.enums import Role
from accounts.errors import InvitationError, NotAllowedError
from accounts.models import Invitation, Membership
from accounts.services import membership
from tests.factories.accounts import (
    make_coordinator,
    make_invitation,
    make_membership,
    make_organisation,
    make_user,
    make_verified_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def announced():
    heard = []

    def listen(**payload):
        heard.append(payload["user_id"])

    signals.membership_changed.connect(listen)
    yield heard
    signals.membership_changed.disconnect(listen)


def test_invite_person_sends_the_address_of_the_invitation(delivered):
    city = make_organisation(name="Port Alder")
    invitation = make_invitation(email=" Ana@City.Example ", organisation=city)
    [message] = delivered()
    assert message.to == ["ana@city.example"]
    assert message.subject == "Invitation: Port Alder invites you to Chancery"
    assert f"https://chancery.test/invitations/{invitation.token}/" in message.body


def test_invite_person_withdraws_the_older_invitation():
    city = make_organisation()
    older = make_invitation(email="ana@city.example", organisation=city)
    newer = make_invitation(email="ana@city.example", organisation=city)
    assert list(Invitation.objects.open(timezone.now())) == [newer]
    older.refresh_from_db()
    assert older.withdrawn_at is not None


def test_invite_person_leaves_invitations_of_other_cities_alone():
    make_invitation(email="ana@city.example")
    make_invitation(email="ana@city.example")
    assert Invitation.objects.open(timezone.now()).count() == 2


def test_invite_person_refuses_who_has_the_role_already():
    user, city = make_user(), make_organisation()
    make_membership(user=user, organisation=city)
    with pytest.raises(InvitationError, match="has this role already"):
        make_invitation(email=user.email.upper(), organisation=city)


@pytest.mark.parametrize("role", [Role.LEARNER, Role.COORDINATOR])
def test_coordinators_invite_into_their_own_organisation(role):
    city = make_organisation()
    coordinator = make_coordinator(city)
    invitation = membership.invite_person(
        organisation=city, email="ana@city.example", role=role, invited_by=coordinator
    )
    assert (invitation.role, invitation.invited_by) == (role, coordinator)


def test_coordinators_do_not_appoint_instructors():
    city = make_organisation()
    with pytest.raises(NotAllowedError):
        membership.invite_person(
            organisation=city, email="a@b.example", role=Role.INSTRUCTOR, invited_by=make_coordinator(city)
        )


def test_coordinators_do_not_invite_into_another_city():
    coordinator = make_coordinator(make_organisation())
    with pytest.raises(NotAllowedError):
        membership.invite_person(
            organisation=make_organisation(), email="a@b.example", role=Role.LEARNER, invited_by=coordinator
        )
    assert not Invitation.objects.exists()


def test_superusers_invite_anybody_anywhere():
    administrator = make_user(is_superuser=True)
    city = make_organisation()
    assert membership.invite_person(
        organisation=city, email="a@b.example", role=Role.INSTRUCTOR, invited_by=administrator
    )


def test_accept_invitation_makes_a_membership_and_announces_it(announced):
    user = make_verified_user()
    invitation = make_invitation(email=user.email, role=Role.INSTRUCTOR)
    made = membership.accept_invitation(token=invitation.token, user=user)
    assert (made.user, made.organisation, made.role) == (user, invitation.organisation, Role.INSTRUCTOR)
    assert announced == [user.pk]
    invitation.refresh_from_db()
    assert invitation.accepted_by == user


def test_accept_invitation_twice_is_harmless(announced):
    user = make_verified_user()
    invitation = make_invitation(email=user.email)
    first = membership.accept_invitation(token=invitation.token, user=user)
    assert membership.accept_invitation(token=invitation.token, user=user) == first
    assert announced == [user.pk]


def test_accept_invitation_changes_the_role_of_a_member(announced):
    user, city = make_verified_user(), make_organisation()
    joined = make_membership(user=user, organisation=city)
    invitation = make_invitation(email=user.email, organisation=city, role=Role.COORDINATOR)
    membership.accept_invitation(token=invitation.token, user=user)
    assert [(m.pk, m.role) for m in Membership.objects.all()] == [(joined.pk, Role.COORDINATOR)]
    assert announced == [user.pk]


def test_accept_invitation_refuses_an_unknown_token():
    with pytest.raises(InvitationError, match="There is no such invitation"):
        membership.accept_invitation(token="no-such-token", user=make_verified_user())


@pytest.mark.parametrize("make", [make_verified_user, make_user])
def test_accept_invitation_refuses_another_address(make, announced):
    invitation = make_invitation(email="ana@city.example")
    with pytest.raises(InvitationError, match="for another e-mail address"):
        membership.accept_invitation(token=invitation.token, user=make(email="ben@city.example"))
    assert announced == []


def test_accept_invitation_refuses_an_address_that_is_not_verified():
    user = make_user(email="ana@city.example")
    with pytest.raises(InvitationError, match="for another e-mail address"):
        membership.accept_invitation(token=make_invitation(email=user.email).token, user=user)


def test_accept_invitation_refuses_a_withdrawn_one():
    user = make_verified_user()
    invitation = make_invitation(email=user.email)
    membership.withdraw_invitation(token=invitation.token, by=None)
    with pytest.raises(InvitationError, match="was withdrawn"):
        membership.accept_invitation(token=invitation.token, user=user)


def test_accept_invitation_refuses_an_expired_one():
    user = make_verified_user()
    invitation = make_invitation(email=user.email)
    late = timezone.now() + membership.VALID_FOR + datetime.timedelta(seconds=1)
    with time_machine.travel(late), pytest.raises(InvitationError, match="has expired"):
        membership.accept_invitation(token=invitation.token, user=user)


def test_accept_invitation_refuses_a_used_one_after_the_membership_ended(announced):
    user = make_verified_user()
    invitation = make_invitation(email=user.email)
    made = membership.accept_invitation(token=invitation.token, user=user)
    membership.end_membership(membership_id=made.pk, by=None)
    with pytest.raises(InvitationError, match="has been used already"):
        membership.accept_invitation(token=invitation.token, user=user)
    assert announced == [user.pk, user.pk]


def test_end_membership_keeps_the_row_and_announces_once(announced):
    city = make_organisation()
    joined = make_membership(user=make_user(), organisation=city)
    coordinator = make_coordinator(city)
    assert membership.end_membership(membership_id=joined.pk, by=coordinator)
    assert not membership.end_membership(membership_id=joined.pk, by=coordinator)
    joined.refresh_from_db()
    assert joined.ended_at is not None
    assert announced == [joined.user_id]


def test_end_membership_refuses_the_coordinator_of_another_city():
    joined = make_membership(user=make_user(), organisation=make_organisation())
    with pytest.raises(NotAllowedError):
        membership.end_membership(membership_id=joined.pk, by=make_coordinator(make_organisation()))
    assert Membership.objects.current().filter(pk=joined.pk).exists()


def test_withdraw_invitation_works_once():
    city = make_organisation()
    invitation = make_invitation(email="ana@city.example", organisation=city)
    coordinator = make_coordinator(city)
    assert membership.withdraw_invitation(token=invitation.token, by=coordinator)
    assert not membership.withdraw_invitation(token=invitation.token, by=coordinator)


def test_withdraw_invitation_refuses_the_coordinator_of_another_city():
    invitation = make_invitation(email="ana@city.example")
    with pytest.raises(NotAllowedError):
        membership.withdraw_invitation(token=invitation.token, by=make_coordinator(make_organisation()))
    assert Invitation.objects.open(timezone.now()).exists()


@pytest.mark.parametrize(
    ("present", "offered", "kept"),
    [
        (Role.COORDINATOR, Role.LEARNER, Role.COORDINATOR),
        (Role.COORDINATOR, Role.INSTRUCTOR, Role.COORDINATOR),
        (Role.INSTRUCTOR, Role.LEARNER, Role.INSTRUCTOR),
        (Role.INSTRUCTOR, Role.COORDINATOR, Role.COORDINATOR),
        (Role.LEARNER, Role.INSTRUCTOR, Role.INSTRUCTOR),
    ],
)
def test_accept_invitation_takes_nothing_away(present, offered, kept):
    user, city = make_verified_user(), make_organisation()
    invitation = make_invitation(email=user.email, organisation=city, role=offered)
    make_membership(user=user, organisation=city, role=present)
    assert membership.accept_invitation(token=invitation.token, user=user).role == kept
    assert Membership.objects.get().role == kept


def test_invite_person_refuses_what_would_take_something_away():
    city = make_organisation()
    coordinator = make_coordinator(city)
    with pytest.raises(InvitationError, match="is coordinator there already"):
        make_invitation(email=coordinator.email, organisation=city)
