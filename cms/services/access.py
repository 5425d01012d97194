"""Who may write: instructors of any organisation, through Wagtail's group."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from accounts import selectors as account_selectors
from cms.admin_forms import INSTRUCTORS_GROUP


def sync_instructor(*, user_id: int) -> None:
    """Put a person into the group of instructors, or take them out, as their memberships say.

    Args:
        user_id: a user's row id; an unknown one does nothing.

    Safe to call twice.
    """
    user = get_user_model().objects.filter(pk=user_id).first()
    if user is None:
        return
    group, _created = Group.objects.get_or_create(name=INSTRUCTORS_GROUP)
    if user.is_active and account_selectors.is_instructor(user):
        user.groups.add(group)
    else:
        user.groups.remove(group)
