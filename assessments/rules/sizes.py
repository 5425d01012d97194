"""How large a value may be before it is refused without a look inside, so that nothing takes long or much memory."""

import marshal
from dataclasses import dataclass
from typing import Any

from assessments.rules.types.kinds import Scorer
from assessments.rules.types.scores import ScoredResponse

TOO_LARGE = "too large"
"""Stands for a response, or marks, that nobody reads to the end; no kind of exercise takes a bare text."""
_WITHOUT_REFERENCES = 2


@dataclass(frozen=True, slots=True)
class Size:
    """What a JSON value may hold.

    Attributes:
        values: texts, numbers, lists and objects altogether.
        characters: of all texts and names together.
        depth: how many lists and objects stand inside each other.
    """

    values: int
    characters: int
    depth: int

    def fits(self, value: object) -> bool:
        """Say whether a value is small enough; stops as soon as it is not.

        Args:
            value: any JSON value.

        Returns:
            True when it keeps all three limits.
        """
        values, characters = self.values - 1, self.characters
        level = [value]
        for _ in range(self.depth):
            below: list[object] = []
            for entry in level:
                if isinstance(entry, str):
                    characters -= len(entry)
                elif isinstance(entry, dict | list | tuple):
                    values -= len(entry)
                    if values < 0:
                        return False
                    below += entry
                    if isinstance(entry, dict):
                        below += entry.values()
            if characters < 0 or not below:
                return characters >= 0
            level = below
        return False


DEFINITION = Size(values=200_000, characters=5_000_000, depth=32)
DATA = DEFINITION
RESPONSE = Size(values=20_000, characters=1_000_000, depth=20_000)


def bounded(response: object) -> object:
    """Put a short text in the place of a response that is too large.

    Args:
        response: any JSON value; marks as well.

    Returns:
        The same value, or `TOO_LARGE`, which is invalid for every kind.
    """
    return response if _is_small(response) or RESPONSE.fits(response) else TOO_LARGE


def _is_small(value: Any) -> bool:
    """See quickly that a usual response fits: a value, and a level, takes one byte at least."""
    try:
        return len(marshal.dumps(value, _WITHOUT_REFERENCES)) <= RESPONSE.values
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class Bounded:
    """A scorer for which no response is too large.

    Attributes:
        inner: the scorer of the kind.
    """

    inner: Scorer

    @property
    def possible(self) -> int:
        """Micro-points that the exercise is worth."""
        return self.inner.possible

    def score(self, response: object, policy: str = "") -> ScoredResponse:
        """Score any JSON value; never raises.

        Args:
            response: what the learner answered.
            policy: digest of the policy, kept in the result.

        Returns:
            The score with its reasons; "invalid" for what is too large.
        """
        return self.inner.score(bounded(response), policy)
