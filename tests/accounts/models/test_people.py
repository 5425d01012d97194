import pytest
from django.db import IntegrityError

from accounts.models import User
from tests.factories.accounts import make_membership, make_organisation, make_user

pytestmark = pytest.mark.django_db


def test_addresses_are_stored_and_found_in_lower_case():
    user = User.objects.create_user(" Ana@City.Example ", "correct horse", display_name="Ana")
    assert user.email == "ana@city.example"
    assert User.objects.get_by_natural_key("ANA@city.example") == user


def test_the_database_refuses_addresses_in_capitals():
    with pytest.raises(IntegrityError):
        User.objects.filter(pk=make_user().pk).update(email="Ana@city.example")


def test_superusers_reach_the_administration():
    user = User.objects.create_superuser("root@city.example", "correct horse", display_name="Root")
    assert (user.is_staff, user.is_superuser) == (True, True)


def test_people_are_called_by_their_name():
    user = make_user(display_name="Ana Kovač")
    assert [str(user), user.get_full_name(), user.get_short_name()] == ["Ana Kovač"] * 3
    assert str(make_user(display_name="", email="ana@city.example")) == "ana@city.example"


def test_organisations_are_called_by_their_name():
    assert str(make_organisation(name="Port Alder")) == "Port Alder"


def test_a_person_is_a_current_member_of_an_organisation_once():
    joined = make_membership(user=make_user(), organisation=make_organisation())
    with pytest.raises(IntegrityError):
        make_membership(user=joined.user, organisation=joined.organisation)
