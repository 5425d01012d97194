"""A rescoring as its report shows it."""

from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _

from assessments.enums import Outcome
from assessments.selectors import Differences

# Percent points at which one row of the table ends and the next begins.
EDGES = (-100, -50, -25, -10, -5, 0, 1, 6, 11, 26, 51, 101)


@dataclass(frozen=True, slots=True)
class Step:
    """Attempts whose result changes by `least` to `most` percent points."""

    least: int
    most: int
    number: int

    @property
    def words(self) -> str:
        if self.least == self.most:
            return _signed(self.least)
        return _("%(least)s to %(most)s") % {"least": _signed(self.least), "most": _signed(self.most)}


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    """How many attempts have an outcome."""

    words: str
    number: int


def _signed(points: int) -> str:
    return f"{points:+d}".replace("-", "\N{MINUS SIGN}") if points else "0"


def steps_of(found: Differences) -> tuple[Step, ...]:
    """Gather the changes into at most eleven rows, from the largest loss to the largest gain.

    Args:
        found: the changes by single percent points.

    Returns:
        Rows with at least one attempt.
    """
    rows = []
    for first, end in pairwise(EDGES):
        here = [(change, number) for change, number in found.steps if first <= change < end]
        if here:
            changes = [change for change, _number in here]
            rows.append(Step(min(changes), max(changes), sum(number for _change, number in here)))
    return tuple(rows)


def outcomes_of(found: Differences) -> tuple[OutcomeLine, ...]:
    """Put the outcomes that occur in words.

    Args:
        found: the changes.

    Returns:
        One line for each, in the order of `Outcome`.
    """
    return tuple(
        OutcomeLine(str(outcome.label), found.outcomes[outcome]) for outcome in Outcome if found.outcomes[outcome]
    )
