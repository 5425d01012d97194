import pytest
from django.core.management import CommandError, call_command

from accounts.enums import Role
from accounts.models import Invitation, Organisation
from tests.factories.accounts import make_network, make_organisation

pytestmark = pytest.mark.django_db


def test_create_organisation_makes_a_city_of_a_network(capsys):
    network = make_network(slug="northern-ports")
    call_command("create_organisation", "Port Alder", "--network", "northern-ports")
    assert network.member_cities.get().slug == "port-alder"
    assert capsys.readouterr().out == "Made Port Alder (short name: port-alder).\n"


def test_create_organisation_refuses_an_unknown_network():
    make_organisation(slug="a-city")
    with pytest.raises(CommandError, match="no network"):
        call_command("create_organisation", "Port Alder", "--network", "a-city")
    assert not Organisation.objects.filter(slug="port-alder").exists()


def test_create_organisation_says_when_the_name_is_taken():
    make_organisation(slug="port-alder")
    with pytest.raises(CommandError, match="already"):
        call_command("create_organisation", "Port Alder")


def test_invite_offers_a_role(capsys):
    city = make_organisation(name="Port Alder", slug="port-alder")
    call_command("invite", "ana@city.example", "--organisation", "port-alder", "--role", "instructor")
    invitation = Invitation.objects.get()
    assert (invitation.organisation, invitation.role) == (city, Role.INSTRUCTOR)
    assert capsys.readouterr().out == "Invited ana@city.example into Port Alder as instructor.\n"


@pytest.mark.parametrize(("email", "slug"), [("not an address", "port-alder"), ("ana@city.example", "elsewhere")])
def test_invite_refuses_wrong_data(email, slug):
    make_organisation(slug="port-alder")
    with pytest.raises(CommandError):
        call_command("invite", email, "--organisation", slug)
    assert not Invitation.objects.exists()
