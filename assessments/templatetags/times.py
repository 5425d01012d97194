"""Times in the reader's own time zone, which they name."""

import datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format, time_format

from assessments.rules.policy import Policy
from assessments.selectors import wording

register = template.Library()


@register.filter
def moment(value: datetime.datetime) -> str:
    """Write "14:05 CET", with its date unless that is today."""
    local = timezone.localtime(value)
    clock = f"{time_format(local)} {local.tzname()}"
    is_today = local.date() == timezone.localdate()
    return clock if is_today else f"{date_format(local)}, {clock}"


@register.filter
def which_counts(policy: Policy) -> str:
    """Say which of several results counts, as a sentence."""
    return wording.which_counts(policy)


@register.filter
def lateness_costs(policy: Policy) -> str:
    """Say what it costs to be late, as a sentence."""
    return wording.lateness_costs(policy)
