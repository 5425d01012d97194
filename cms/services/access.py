"""Who may write: people with an editorial role in any organisation, through Wagtail's groups."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from accounts import selectors as account_selectors
from accounts.enums import Role
from cms.enums import EditorGroup

GROUPS = {
    Role.INSTRUCTOR: EditorGroup.INSTRUCTORS,
    Role.AUTHOR: EditorGroup.AUTHORS,
    Role.REVIEWER: EditorGroup.REVIEWERS,
    Role.PUBLISHER: EditorGroup.PUBLISHERS,
}


def sync_editor(*, user_id: int) -> None:
    """Put a person into the editor's groups, and take them out, as their memberships say.

    Args:
        user_id: a user's row id; an unknown one does nothing.

    Groups that a city made itself are left alone. Safe to call twice.
    """
    user = get_user_model().objects.filter(pk=user_id).first()
    if user is None:
        return
    wanted = {GROUPS[role].value for role in account_selectors.editorial_roles(user)}
    for name in wanted:
        user.groups.add(Group.objects.get_or_create(name=name)[0])
    user.groups.remove(*user.groups.filter(name__in=GROUPS.values()).exclude(name__in=wanted))
