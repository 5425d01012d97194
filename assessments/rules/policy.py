"""The frozen policy of an attempt: how often, how well, and when the key may be seen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assessments.rules import canon
from assessments.rules.errors import PolicyError

COUNTING = ("best",)
_LIMITS = {"max_tries": (0, 100), "pass_percent": (0, 100), "minutes": (0, 1440)}


@dataclass(frozen=True, slots=True)
class Policy:
    """How an exercise is taken; frozen into the attempt and hashed.

    Attributes:
        max_tries: counting tries, 0 to 100; 0 means unlimited.
        pass_percent: share of the points that passes, 0 to 100.
        counting: which try counts; "best".
        minutes: estimated minutes shown to the learner, 0 to 1440; never a limit.
        practice: whether it shows everything at once and counts towards no certificate.
    """

    max_tries: int = 0
    pass_percent: int = 60
    counting: str = "best"
    minutes: int = 5
    practice: bool = False

    def __post_init__(self) -> None:
        """Refuse values out of range.

        Raises:
            PolicyError: naming the field and its range.
        """
        for name, (lowest, highest) in _LIMITS.items():
            value = getattr(self, name)
            if type(value) is not int or not lowest <= value <= highest:
                raise PolicyError(f"{name} must be a whole number from {lowest} to {highest}.")
        if self.counting not in COUNTING:
            raise PolicyError(f"counting must be one of: {', '.join(COUNTING)}.")
        if type(self.practice) is not bool:
            raise PolicyError("practice must be true or false.")

    def to_json(self) -> dict[str, Any]:
        """Return the stored form.

        Returns:
            A JSON object.
        """
        return {
            "max_tries": self.max_tries,
            "pass_percent": self.pass_percent,
            "counting": self.counting,
            "minutes": self.minutes,
            "practice": self.practice,
        }

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
        unknown = sorted(set(value) - set(cls.__slots__))
        if unknown:
            raise PolicyError(f"Unknown names in the policy: {', '.join(unknown)}.")
        return cls(**value)

    def digest(self) -> str:
        """Hash the policy.

        Returns:
            sha256, 64 hexadecimal digits.
        """
        return canon.digest(self.to_json())


def best(scores: Sequence[tuple[int, int] | None]) -> int | None:
    """Choose the score that counts.

    Args:
        scores: (earned, possible) in micro-points, oldest first; possible > 0. None stands for a void or missing score.

    Returns:
        Position of the highest fraction, the earlier one when two are equal; None when there is no score.

    Source:
        scoring.md 5, attempt policies.
    """
    chosen: int | None = None
    top = (-1, 1)
    for position, score in enumerate(scores):
        if score is not None and score[0] * top[1] > top[0] * score[1]:
            chosen, top = position, score
    return chosen


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


def key_is_due(policy: Policy, tries_used: int, best_earned: int, possible: int, granted: int = 0) -> bool:
    """Say whether the right answer may be shown.

    Args:
        policy: the frozen policy.
        tries_used: submitted counting tries, >= 0.
        best_earned: micro-points of the best of them.
        possible: micro-points of the same score, > 0.
        granted: tries added for this learner, >= 0; one that is left holds the key back again.

    Returns:
        True once a try was made and the exercise is practice, no try is left or full marks are reached.

    Source:
        scoring.md, decisions.
    """
    if tries_used < 1:
        return False
    return policy.practice or tries_left(policy, tries_used, granted) == 0 or best_earned >= possible
