import pytest
from django.contrib.auth.models import Group
from django.test import Client

from accounts.enums import Role
from cms.services import access
from tests.factories import cms as make
from tests.factories.accounts import make_membership, make_organisation, make_user


@pytest.fixture
def instructor(db):
    """An instructor of some city, with the site set up."""
    make.make_catalogue()
    user = make_user(display_name="Ines Writer")
    make_membership(user=user, organisation=make_organisation(), role=Role.INSTRUCTOR)
    access.sync_editor(user_id=user.pk)
    assert Group.objects.get(name="Instructors") in user.groups.all()
    return user


@pytest.fixture
def editor(instructor):
    """The instructor's browser."""
    client = Client()
    client.force_login(instructor)
    return client
