"""Pages of the library that somebody should check again."""

import datetime
from typing import Any

from cms.models import ReferencePage, ReferencesPage
from courses.rules.types import STALE_AFTER

AT_MOST = 20


def stale_references(user: Any, today: datetime.date) -> list[ReferencePage]:
    """List the published pages of the library that were checked more than a year ago.

    Args:
        user: somebody signed in; whoever may not write in the library gets none.
        today: by which pages are old.

    Returns:
        At most AT_MOST pages, the oldest first.
    """
    library = ReferencesPage.objects.first()
    if library is None or not library.permissions_for_user(user).can_edit():
        return []
    old = ReferencePage.objects.filter(live=True, reviewed__lt=today - STALE_AFTER)
    return list(old.order_by("reviewed", "pk")[:AT_MOST])
