"""Anchoring the events of each day, so that nobody can rewrite a past day unseen."""

import datetime

from assessments.models import AuditAnchor
from assessments.selectors import chains

# A day is anchored when whatever was under way at its end is over.
MARGIN = datetime.timedelta(hours=1)


def anchor_days(*, now: datetime.datetime) -> int:
    """Anchor every day that is over and was not anchored yet, each chained to the one before.

    Args:
        now: the present, aware.

    Returns:
        How many days were looked at.

    Safe to call twice and at once: a day has one anchor. Announces nothing.
    """
    last = AuditAnchor.objects.order_by("-day").first()
    day = last.day + chains.DAY if last else chains.first_day()
    over = (now - MARGIN).astimezone(datetime.UTC).date()
    previous, days = last.digest if last else "", 0
    while day is not None and day < over:
        anchor = chains.anchor_of(day, previous)
        AuditAnchor.objects.bulk_create([anchor], ignore_conflicts=True)
        previous, day, days = anchor.digest, day + chains.DAY, days + 1
    return days
