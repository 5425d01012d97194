import datetime

import pytest

from accounts.enums import Role
from cms.selectors import stale_references
from cms.services import access
from tests.factories import references as shelf
from tests.factories.accounts import make_membership, make_organisation, make_verified_user

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 11, 23)


def person(role):
    user = make_verified_user()
    make_membership(user=user, organisation=make_organisation(), role=role)
    access.sync_editor(user_id=user.pk)
    return user


def test_authors_see_what_nobody_has_checked_for_a_year_the_oldest_first():
    newer = shelf.make_reference(reviewed=datetime.date(2025, 11, 22))
    older = shelf.make_reference(reviewed=datetime.date(2024, 1, 1))
    shelf.make_reference(reviewed=datetime.date(2025, 11, 23))
    shelf.make_reference(reviewed=datetime.date(2024, 1, 1), live=False)
    assert stale_references(person(Role.AUTHOR), TODAY) == [older, newer]
    assert stale_references(person(Role.LEARNER), TODAY) == []


def test_the_start_page_of_the_editor_lists_them(client):
    shelf.make_reference(title="Old towns", reviewed=datetime.date(2024, 1, 1))
    client.force_login(person(Role.INSTRUCTOR))
    assert "Old towns" in client.get("/cms/").content.decode()
