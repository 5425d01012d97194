import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from accounts.models import Invitation
from tests.factories.accounts import make_coordinator, make_invitation, make_network, make_organisation, make_user

pytestmark = pytest.mark.django_db

PEOPLE = reverse("accounts:people")
SEND = reverse("accounts:send_invitations")


@pytest.fixture
def city():
    return make_organisation(name="Port Alder", slug="port-alder")


@pytest.fixture
def coordinator(city, client):
    user = make_coordinator(city)
    client.force_login(user)
    return user


def check(client, city, **fields):
    return client.post(PEOPLE, {"organisation": city.pk} | fields).content.decode()


def sealed(page):
    return re.search(r'name="sealed" value="([^"]+)"', page)[1]


def test_people_is_for_coordinators(client):
    assert client.get(PEOPLE).headers["Location"] == f"{reverse('account_login')}?next={PEOPLE}"
    client.force_login(make_user())
    for path in (PEOPLE, SEND, "/people/invitations/1/resend/", "/people/invitations/1/withdraw/"):
        assert client.post(path).status_code == 403
    assert client.get(PEOPLE).status_code == 403


def test_the_header_leads_coordinators_to_their_people(client, coordinator, django_assert_num_queries):
    with django_assert_num_queries(2):
        page = client.get("/help/").content.decode()
    assert f'href="{PEOPLE}"' in page
    client.force_login(make_user())
    assert f'href="{PEOPLE}"' not in client.get("/help/").content.decode()


def test_a_list_is_shown_first_and_sent_then(client, coordinator, city):
    make_invitation(email="invited@city.example", organisation=city)
    page = check(client, city, addresses="Ana <ana@city.example>\ninvited@city.example\nnobody\nana@city.example")
    assert "1 person can be invited into Port Alder" in page
    assert "3 entries are left out" in page
    assert "line 1 has the same address" in page
    assert Invitation.objects.count() == 1
    page = client.post(SEND, {"sealed": sealed(page)}, follow=True).content.decode()
    assert "1 invitation into Port Alder is on its way" in page
    assert Invitation.objects.get(email="ana@city.example").organisation == city


def test_sending_twice_says_so(client, coordinator, city):
    token = sealed(check(client, city, addresses="ana@city.example"))
    client.post(SEND, {"sealed": token})
    page = client.post(SEND, {"sealed": token}, follow=True).content.decode()
    assert "nothing was sent to: ana@city.example" in page
    assert Invitation.objects.count() == 1


def test_a_file_is_read_as_well(client, coordinator, city):
    content = "Name;E-mail\r\nZoë;zoe@city.example\r\n".encode("cp1252")
    page = check(client, city, addresses="", file=SimpleUploadedFile("people.csv", content))
    assert "1 person can be invited" in page
    assert "zoe@city.example" in page


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"addresses": ""}, "at least one address"),
        ({"addresses": "\n".join(f"p{number}@x.example" for number in range(501))}, "more than 500"),
        ({"addresses": "x" * 200_001}, "more than 200 kB"),
        ({"file": SimpleUploadedFile("a.csv", b"x" * 200_001)}, "more than 200 kB"),
        ({"file": SimpleUploadedFile("a.xlsx", b"PK\x03\x04")}, "Save it as CSV first"),
        ({"organisation": "999999", "addresses": "ana@city.example"}, "not one of the available choices"),
    ],
)
def test_a_list_that_cannot_be_checked_is_explained(client, coordinator, city, fields, message):
    page = check(client, city, **fields)
    assert message in page
    assert "<title>Error: My people" in page
    assert 'name="sealed"' not in page


def test_another_city_cannot_be_chosen(client, coordinator):
    other = make_organisation(name="CANARY")
    assert "not one of the available choices" in check(client, other, addresses="ana@city.example")
    assert "CANARY" not in client.get(PEOPLE).content.decode()


def test_a_network_chooses_among_its_cities(client, city):
    client.force_login(make_coordinator(make_network(city, name="Northern Ports")))
    page = client.get(PEOPLE).content.decode()
    assert [name in page for name in ("Port Alder", "Northern Ports", "Into which organisation?")] == [True] * 3
    page = check(client, city, addresses="ana@city.example")
    client.post(SEND, {"sealed": sealed(page)})
    assert Invitation.objects.get().organisation == city


def test_invitations_are_sent_again_and_withdrawn(client, coordinator, city):
    offer = make_invitation(email="ana@city.example", organisation=city)
    assert "ana@city.example" in client.get(PEOPLE).content.decode()
    assert offer.token not in client.get(PEOPLE).content.decode()
    again, withdraw = (
        reverse("accounts:resend_invitation", args=[offer.pk]),
        reverse("accounts:withdraw_invitation", args=[offer.pk]),
    )
    assert "within the last hour" in client.post(again, follow=True).content.decode()
    Invitation.objects.update(expires_at=timezone.now())
    assert "is sent again" in client.post(again, follow=True).content.decode()
    assert "is withdrawn" in client.post(withdraw, follow=True).content.decode()
    assert "answered or withdrawn meanwhile" in client.post(withdraw, follow=True).content.decode()
    assert "answered or withdrawn meanwhile" in client.post(again, follow=True).content.decode()


def test_a_list_that_was_tampered_with_is_refused(client, coordinator):
    assert "check it again" in client.post(SEND, {"sealed": "x"}, follow=True).content.decode()


def test_the_number_of_statements_does_not_grow(client, coordinator, city, django_assert_max_num_queries):
    for number in range(30):
        make_invitation(email=f"p{number}@city.example", organisation=city)
    with django_assert_max_num_queries(5):
        client.get(PEOPLE)
