"""Times in the reader's own time zone, which they name."""

from django import template

from assessments.rules.policy import Policy
from assessments.selectors import wording
from assessments.selectors.times import in_words

register = template.Library()


register.filter("moment", in_words)


@register.filter
def which_counts(policy: Policy) -> str:
    """Say which of several results counts, as a sentence."""
    return wording.which_counts(policy)


@register.filter
def lateness_costs(policy: Policy) -> str:
    """Say what it costs to be late, as a sentence."""
    return wording.lateness_costs(policy)
