import pytest
from django.contrib.auth.models import Group

from accounts.enums import Role
from accounts.signals import membership_changed
from cms.services import access
from tests.factories.accounts import make_membership, make_organisation, make_user

pytestmark = pytest.mark.django_db


def groups_of(user):
    return list(user.groups.values_list("name", flat=True))


def test_an_instructor_joins_the_group_and_leaves_it_with_the_membership():
    user = make_user()
    membership = make_membership(user=user, organisation=make_organisation(), role=Role.INSTRUCTOR)
    membership_changed.send(sender=None, user_id=user.pk)
    assert groups_of(user) == ["Instructors"]
    membership.ended_at = membership.started_at
    membership.save()
    membership_changed.send(sender=None, user_id=user.pk)
    assert groups_of(user) == []


@pytest.mark.parametrize(
    ("role", "group"), [(Role.AUTHOR, "Authors"), (Role.REVIEWER, "Reviewers"), (Role.PUBLISHER, "Publishers")]
)
def test_each_editorial_role_has_its_group(role, group):
    user = make_user()
    user.groups.add(Group.objects.create(name="Translators"))
    membership = make_membership(user=user, organisation=make_organisation(), role=role)
    access.sync_editor(user_id=user.pk)
    assert sorted(groups_of(user)) == sorted([group, "Translators"])
    membership.ended_at = membership.started_at
    membership.save()
    access.sync_editor(user_id=user.pk)
    assert groups_of(user) == ["Translators"]


@pytest.mark.parametrize("role", [Role.LEARNER, Role.COORDINATOR])
def test_others_do_not(role):
    user = make_user()
    make_membership(user=user, organisation=make_organisation(), role=role)
    access.sync_editor(user_id=user.pk)
    assert groups_of(user) == []


def test_a_closed_account_does_not():
    user = make_user(is_active=False)
    make_membership(user=user, organisation=make_organisation(), role=Role.INSTRUCTOR)
    access.sync_editor(user_id=user.pk)
    assert groups_of(user) == []


def test_an_unknown_person_does_nothing(bare):
    access.sync_editor(user_id=0)
    assert not Group.objects.filter(name="Instructors").exists()
