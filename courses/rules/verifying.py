"""What a frozen result may say, worked out from what it rests on."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any
from uuid import UUID

WHOLE = 100
TEXTS = ("title", "version")
Scored = Mapping[tuple[str, str], Collection[tuple[int, int, int]]]


@dataclass(frozen=True, slots=True)
class Basis:
    """One exercise that a result rests on.

    Attributes:
        weight: 0 or more.
        percent: as it was written down, None where nothing was attempted.
        shares: exact shares that are shown as this percent; empty where no single try says them.
        is_mean: whether the mean of several tries counts, which no single try says.
    """

    weight: int
    percent: int | None
    shares: frozenset[Fraction]
    is_mean: bool

    @property
    def is_proven(self) -> bool:
        """Some try says it, or nothing was attempted, or a mean may say it."""
        return self.percent is None or bool(self.shares) or self.is_mean

    @property
    def bounds(self) -> tuple[Fraction, Fraction]:
        """The lowest and the highest share that it may stand for."""
        if self.percent is None:
            return Fraction(0), Fraction(0)
        if self.shares:
            return min(self.shares), max(self.shares)
        return Fraction(max(self.percent - 1, 0), WHOLE), Fraction(min(self.percent + 1, WHOLE), WHOLE)


def is_evidence(stored: Any) -> bool:
    """Tell whether what a result rests on can be read.

    Args:
        stored: anything that JSON can hold.

    Returns:
        True for a list of objects as `courses.selectors.standing.evidence_of` writes them, no exercise twice.
    """
    if not isinstance(stored, list) or not all(isinstance(item, dict) and _is_line(item) for item in stored):
        return False
    return len({item["key"] for item in stored}) == len(stored)


def _is_line(item: Mapping[str, Any]) -> bool:
    percent, weight, needed = item.get("percent"), item.get("weight"), item.get("needed", 0)
    has_texts = all(isinstance(item.get(name), str) for name in TEXTS)
    is_percent = percent is None or (type(percent) is int and 0 <= percent <= WHOLE)
    is_weight = type(weight) is int and weight >= 0 and type(needed) is int and 0 <= needed <= WHOLE
    return "percent" in item and has_texts and is_percent and is_weight and _is_key(item)


def _is_key(item: Mapping[str, Any]) -> bool:
    try:
        return bool(item["key"] == str(UUID(item["key"])))
    except (AttributeError, KeyError, TypeError, ValueError):
        return False


def basis_of(evidence: Iterable[Mapping[str, Any]], scored: Scored, means: Collection[str]) -> list[Basis]:
    """Find what tries say of the exercises that a result rests on.

    Args:
        evidence: as frozen: `{"key", "percent", "version", "weight"}`.
        scored: (key of the exercise, hash of the version) -> of each score percent as it is shown, micro-points
            earned, possible.
        means: keys of the exercises where the mean counts.

    Returns:
        One basis for each, in order.
    """
    return [
        Basis(
            weight=item["weight"],
            percent=item["percent"],
            shares=frozenset(
                Fraction(earned, possible)
                for percent, earned, possible in scored.get((item["key"], item["version"]), ())
                if percent == item["percent"]
            ),
            is_mean=item["key"] in means,
        )
        for item in evidence
    ]


def composite_range(bases: Collection[Basis]) -> tuple[int, int] | None:
    """Say which composites follow from what a result rests on.

    Args:
        bases: all of it.

    Returns:
        The lowest and the highest whole percent, rounded down as results are; mostly the same. None when no weight is
        above 0: then there is no composite.
    """
    weights = sum(basis.weight for basis in bases)
    if not weights:
        return None
    low, high = (sum((basis.weight * basis.bounds[side] for basis in bases), Fraction(0)) / weights for side in (0, 1))
    return int(WHOLE * low), int(WHOLE * high)
