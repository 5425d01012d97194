"""Sentences about the rules of taking an exercise that several pages have in common."""

from django.utils.translation import gettext as _

from assessments.rules.policy import Policy


def which_counts(policy: Policy) -> str:
    """Say which of several results counts.

    Args:
        policy: of the exercise.

    Returns:
        A sentence in the active language.
    """
    sentences = {
        "best": _("The best result counts."),
        "last": _("The last result counts."),
        "first": _("The first result counts."),
        "mean": _("The mean of all results counts."),
    }
    return sentences[policy.counting]


def lateness_costs(policy: Policy) -> str:
    """Say what it costs to be late.

    Args:
        policy: of the exercise, with a late rule.

    Returns:
        A sentence in the active language.
    """
    sentence = (
        _("Each day begun costs %(percent)s %% of the points.")
        if policy.late_rule == "step"
        else _("Each day costs %(percent)s %% of the points, a part of a day its part of that.")
    )
    return sentence % {"percent": policy.late_percent_per_day}
