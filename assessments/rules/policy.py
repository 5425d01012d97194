"""The frozen policy of an attempt: how often, how well, until when, and when the key may be seen."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from assessments.rules import canon
from assessments.rules.checks import gettext_noop
from assessments.rules.errors import PolicyError

COUNTING = ("best", "last", "first", "mean")
LATE_RULES = ("none", "step", "linear")
RESULTS = ("at_once", "after_close", "when_released")
DAY = 86_400
MINUTE = 60
_WORDS = {"counting": COUNTING, "late_rule": LATE_RULES, "results": RESULTS}
_LIMITS = {
    "max_tries": (0, 100),
    "pass_percent": (0, 100),
    "minutes": (0, 1440),
    "cooldown_minutes": (0, 43_200),
    "limit_minutes": (0, 1440),
    "late_percent_per_day": (0, 100),
    "late_days": (0, 30),
}
# What every stored policy says; the rest is left out at its default, so that digests of before stay.
_ALWAYS = ("max_tries", "pass_percent", "counting", "minutes", "practice")
_MOMENT = re.compile(r"20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")


@dataclass(frozen=True, slots=True)
class Policy:
    """How an exercise is taken; frozen into the attempt and hashed.

    Attributes:
        max_tries: counting tries, 0 to 100; 0 means unlimited.
        pass_percent: share of the points that passes, 0 to 100.
        counting: which try counts: "best", "last", "first", or "mean" of all.
        minutes: estimated minutes shown to the learner, 0 to 1440; never a limit.
        practice: whether it shows everything at once and counts towards no certificate.
        cooldown_minutes: wait between handing in and the next try, 0 to 43200.
        opens_at: when the window opens, "2026-11-23T09:00:00Z"; "" for no such moment.
        closes_at: when it closes, likewise.
        limit_minutes: time for a try, 0 to 1440; 0 means no limit. Never for practice.
        late_rule: what handing in after the close costs: "none" (it is refused), "step" or "linear".
        late_percent_per_day: what a day costs, in percent of the possible points, 0 to 100.
        late_days: for how many days after the close work is taken, 0 to 30.
        results: when results are seen: "at_once", "after_close", or "when_released" by whoever had the try begun.
    """

    max_tries: int = 0
    pass_percent: int = 60
    counting: str = "best"
    minutes: int = 5
    practice: bool = False
    cooldown_minutes: int = 0
    opens_at: str = ""
    closes_at: str = ""
    limit_minutes: int = 0
    late_rule: str = "none"
    late_percent_per_day: int = 0
    late_days: int = 0
    results: str = "at_once"

    def __post_init__(self) -> None:
        """Refuse values out of range and values that contradict each other.

        Raises:
            PolicyError: naming the field.
        """
        self._require_ranges()
        if self.opens is not None and self.closes is not None and self.closes <= self.opens:
            raise PolicyError("closes_at", gettext_noop("Let it close after it opens."))
        if self.practice and self.limit_minutes:
            raise PolicyError("limit_minutes", gettext_noop("Practice has no time limit: set it to 0."))
        if self.results == "after_close" and self.closes is None:
            raise PolicyError("results", gettext_noop("Results after the close need a closing date."))
        self._require_lateness()

    def _require_ranges(self) -> None:
        for name, (lowest, highest) in _LIMITS.items():
            value = getattr(self, name)
            if type(value) is not int or not lowest <= value <= highest:
                template = gettext_noop("Enter a whole number from %(lowest)s to %(highest)s.")
                raise PolicyError(name, template, lowest=lowest, highest=highest)
        for name, words in _WORDS.items():
            if getattr(self, name) not in words:
                raise PolicyError(name, gettext_noop("Choose one of: %(words)s."), words=", ".join(words))
        if type(self.practice) is not bool:
            raise PolicyError("practice", gettext_noop("Choose true or false."))
        for name in ("opens_at", "closes_at"):
            if getattr(self, name) != "" and _seconds(getattr(self, name)) is None:
                template = gettext_noop("Write a moment such as 2026-11-23T09:00:00Z, or leave it empty.")
                raise PolicyError(name, template)

    def _require_lateness(self) -> None:
        has_amounts = self.late_percent_per_day > 0 and self.late_days > 0
        if self.late_rule == "none":
            if self.late_percent_per_day or self.late_days:
                raise PolicyError("late_rule", gettext_noop("Say how late work is marked down, or set both to 0."))
        elif self.closes is None:
            raise PolicyError("late_rule", gettext_noop("Late work needs a closing date."))
        elif not has_amounts:
            field = "late_days" if self.late_percent_per_day else "late_percent_per_day"
            raise PolicyError(field, gettext_noop("Say what a day costs and for how many days late work is taken."))

    @property
    def opens(self) -> int | None:
        """When the window opens, in seconds since 1970; None for no such moment."""
        return _seconds(self.opens_at)

    @property
    def closes(self) -> int | None:
        """When the window closes, likewise."""
        return _seconds(self.closes_at)

    @property
    def ends(self) -> int | None:
        """When late work is no longer taken either; the close where it never is."""
        return None if self.closes is None else self.closes + DAY * self.late_days

    @property
    def is_timed(self) -> bool:
        """Whether a try has an end."""
        return self.closes is not None or self.limit_minutes > 0

    def to_json(self) -> dict[str, Any]:
        """Return the stored form.

        Returns:
            A JSON object; of the newer names only those that are not at their default.
        """
        values = ((field.name, getattr(self, field.name), field.default) for field in fields(self))
        return {name: value for name, value, default in values if name in _ALWAYS or value != default}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "Policy":
        """Read the stored form.

        Args:
            value: what `to_json` gave; a missing name takes its default.

        Returns:
            The policy.

        Raises:
            PolicyError: a name is unknown or a value out of range.
        """
        for name in sorted(set(value) - set(cls.__slots__)):
            raise PolicyError(name, gettext_noop("Unknown name in the policy: %(name)s."), name=name)
        return cls(**value)

    def digest(self) -> str:
        """Hash the policy.

        Returns:
            sha256, 64 hexadecimal digits.
        """
        return canon.digest(self.to_json())


def _seconds(moment: object) -> int | None:
    """Turn a moment into seconds since 1970; None when it is none."""
    if not isinstance(moment, str) or not _MOMENT.fullmatch(moment):
        return None
    try:
        return int(datetime.datetime.fromisoformat(moment).timestamp())
    except ValueError:
        return None


def is_passed(policy: Policy, earned: int, possible: int) -> bool:
    """Say whether a score passes, in exact integers.

    Args:
        policy: the frozen policy.
        earned: micro-points, 0 to `possible`.
        possible: micro-points, >= 0.

    Returns:
        Whether the fraction reaches the pass mark; never when nothing was possible.
    """
    return possible > 0 and 100 * earned >= policy.pass_percent * possible


def tries_left(policy: Policy, tries_used: int, granted: int = 0) -> int | None:
    """Count the tries a learner still has.

    Args:
        policy: the frozen policy.
        tries_used: submitted counting tries, >= 0.
        granted: tries added for this learner, >= 0.

    Returns:
        Tries left, never below 0; None when unlimited.
    """
    if policy.max_tries == 0:
        return None
    return max(policy.max_tries + granted - tries_used, 0)


def key_is_due(
    policy: Policy, tries_used: int, counted_earned: int, possible: int, granted: int = 0, *, is_last: bool = False
) -> bool:
    """Say whether the right answer may be shown.

    Args:
        policy: the frozen policy.
        tries_used: submitted counting tries, >= 0.
        counted_earned: micro-points of what counts of them.
        possible: micro-points of the same score, > 0.
        granted: tries added for this learner, >= 0; one that is left holds the key back again.
        is_last: whether no further try can count, because the window is closed or the first one counts.

    Returns:
        True once a try was made and the exercise is practice, no try is left or full marks are reached.

    Source:
        scoring.md, decisions.
    """
    if tries_used < 1:
        return False
    no_try_is_left = is_last or tries_left(policy, tries_used, granted) == 0
    return policy.practice or no_try_is_left or counted_earned >= possible
