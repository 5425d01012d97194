import pytest

from accounts.errors import OrganisationError
from accounts.models import Organisation
from accounts.services import organisations
from tests.factories.accounts import make_network

pytestmark = pytest.mark.django_db


def test_create_organisation_makes_a_slug_of_the_name():
    assert organisations.create_organisation(name="City of Rotterdam").slug == "city-of-rotterdam"


def test_create_organisation_puts_a_city_into_its_network():
    network = make_network()
    city = organisations.create_organisation(name="Port Alder", network_id=network.pk)
    assert list(network.member_cities.all()) == [city]


@pytest.mark.parametrize("name", ["", "  ", "!!!"])
def test_create_organisation_refuses_a_name_without_letters(name):
    with pytest.raises(OrganisationError):
        organisations.create_organisation(name=name)


def test_create_organisation_twice_makes_one():
    organisations.create_organisation(name="Port Alder")
    with pytest.raises(OrganisationError, match="already"):
        organisations.create_organisation(name="Port Alder")
    assert Organisation.objects.count() == 1
