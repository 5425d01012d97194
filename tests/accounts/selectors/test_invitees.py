import datetime

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.utils import timezone

from accounts import selectors
from accounts.rules.addresses import read_entries
from tests.factories.accounts import make_invitation, make_membership, make_organisation, make_user

pytestmark = pytest.mark.django_db


def states(city, text):
    rows = selectors.checked_addresses(organisation_id=city.pk, entries=read_entries(text))
    return [(row.line, row.text, str(row.state)) for row in rows]


def test_each_address_gets_its_state():
    city = make_organisation()
    make_membership(user=make_user(email="member@city.example"), organisation=city)
    make_invitation(email="invited@city.example", organisation=city)
    text = "Name\nNew@city.example\nmember@city.example\ninvited@city.example\nx@\nnew@city.example"
    assert states(city, text) == [
        (1, "Name", "invalid"),
        (2, "new@city.example", "ready"),
        (3, "member@city.example", "member"),
        (4, "invited@city.example", "invited"),
        (5, "x@", "invalid"),
        (6, "new@city.example", "double"),
    ]


def test_a_double_names_the_line_above():
    rows = selectors.checked_addresses(organisation_id=1, entries=read_entries("a@x.example\n\nA@x.example"))
    assert [(row.line, row.first_line) for row in rows] == [(1, 1), (3, 1)]


def test_members_are_known_by_every_address_they_have_proved():
    city, user = make_organisation(), make_user()
    make_membership(user=user, organisation=city)
    EmailAddress.objects.create(user=user, email="Old@city.example", verified=True)
    EmailAddress.objects.create(user=user, email="claimed@city.example", verified=False)
    found = states(city, "old@city.example\nclaimed@city.example")
    assert [state for *_, state in found] == ["member", "ready"]


def test_other_cities_and_the_past_do_not_matter():
    city, other = make_organisation(), make_organisation()
    make_membership(user=make_user(email="elsewhere@city.example"), organisation=other)
    make_invitation(email="offer@city.example", organisation=other)
    left = make_membership(user=make_user(email="left@city.example"), organisation=city)
    left.ended_at = timezone.now()
    left.save()
    make_invitation(email="late@city.example", organisation=city)
    with time_machine.travel(timezone.now() + datetime.timedelta(days=15)):
        found = states(city, "elsewhere@city.example offer@city.example left@city.example late@city.example")
    assert [state for *_, state in found] == ["ready"] * 4


def test_an_address_too_long_for_the_table_is_not_ready():
    city = make_organisation()
    domain = ".".join(["d" * 60] * 4)
    assert [state for *_, state in states(city, f"{'a' * 60}@{domain}.example")] == ["invalid"]


def test_the_number_of_statements_does_not_grow(django_assert_num_queries):
    city = make_organisation()
    for count in (1, 300):
        text = "\n".join(f"p{number}@city.example" for number in range(count))
        with django_assert_num_queries(3):
            states(city, text)
