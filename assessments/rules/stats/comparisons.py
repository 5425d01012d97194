"""Comparative judgement: a scale out of many answers to "which of these two is better?"."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from assessments.rules.stats.figures import Figure, Reason, nothing
from assessments.rules.stats.series import mean, variance

_PSEUDO_WINS = 0.25
_MAX_ROUNDS = 200
_CLOSE = 1e-10
_FEWEST = 3
MAX_SCRIPTS = 100
_MOST_STEPS = 10_000_000
"""Rounds times the cube of the scripts: about a second."""


@dataclass(frozen=True, slots=True)
class Script:
    """Where one script stands.

    Attributes:
        id: of the script.
        strength: on a logistic scale with mean 0.
        error: standard error of it.
        comparisons: how often it was compared.
    """

    id: str
    strength: float
    error: float
    comparisons: int


@dataclass(frozen=True, slots=True)
class Scale:
    """Scripts in order of strength, strongest first, and how reliably they are told apart."""

    scripts: tuple[Script, ...]
    reliability: Figure
    reason: str = ""


def bradley_terry(comparisons: Sequence[tuple[str, str]]) -> Scale:
    """Fit the Bradley-Terry model.

    Args:
        comparisons: (better, worse).

    Returns:
        The scale; a quarter of a win is added to each side of every pair that was compared, so that a script that
        always won stays on it. Nothing above 100 scripts, when so many hardly ever meet, and when the comparisons fall
        into parts that were never compared with each other. The reliability is (Var(b) - mean error^2) / Var(b),
        nothing below three scripts or when all are alike.

    Source:
        Bradley and Terry 1952; scoring.md 3f. Newton's method.
    """
    ids = sorted({one for pair in comparisons for one in pair})
    if not ids:
        return Scale((), nothing(Reason.NO_DATA), Reason.NO_DATA.value)
    if len(ids) > MAX_SCRIPTS:
        return Scale((), nothing(Reason.TOO_MANY), Reason.TOO_MANY.value)
    if not _is_connected(ids, comparisons):
        return Scale((), nothing(Reason.NOT_CONNECTED), Reason.NOT_CONNECTED.value)
    place = {one: position for position, one in enumerate(ids)}
    wins: Counter[tuple[int, int]] = Counter()
    for better, worse in comparisons:
        wins[place[better], place[worse]] += 1
    met = {(min(pair), max(pair)) for pair in wins}
    fitted = _fit(len(ids), wins, met)
    if fitted is None:
        return Scale((), nothing(Reason.TOO_MANY), Reason.TOO_MANY.value)
    strengths, errors = fitted
    seen = Counter(one for pair in comparisons for one in pair)
    scripts = [
        Script(one, strength, error, seen[one]) for one, strength, error in zip(ids, strengths, errors, strict=True)
    ]
    scripts.sort(key=lambda script: (-script.strength, script.id))
    return Scale(tuple(scripts), _reliability(strengths, errors))


def _is_connected(ids: Sequence[str], comparisons: Sequence[tuple[str, str]]) -> bool:
    group = {one: one for one in ids}

    def head(one: str) -> str:
        while group[one] != one:
            one = group[one]
        return one

    for better, worse in comparisons:
        group[head(better)] = head(worse)
    return len({head(one) for one in ids}) == 1


def _fit(
    count: int, wins: Counter[tuple[int, int]], met: set[tuple[int, int]]
) -> tuple[list[float], list[float]] | None:
    strengths, longest, turns = [0.0] * count, math.inf, 0
    while longest >= _CLOSE and turns < _MAX_ROUNDS:
        turns += 1
        if turns * count**3 > _MOST_STEPS:
            return None
        slope, curve = _derivatives(strengths, wins, met)
        inverse = _inverse(curve)
        steps = [math.fsum(cell * part for cell, part in zip(row, slope, strict=True)) for row in inverse]
        longest = max(abs(step) for step in steps)
        # No script moves by more than 1 at once: Newton's steps overshoot where one nearly always won.
        strengths = [strength + step / max(1.0, longest) for strength, step in zip(strengths, steps, strict=True)]
    middle = mean(strengths)
    inverse = _inverse(_derivatives(strengths, wins, met)[1])
    # The matrix held the mean fast by adding 1 / n to each cell; its inverse holds the same too much.
    errors = [math.sqrt(max(0.0, inverse[at][at] - 1 / count)) for at in range(count)]
    return [strength - middle for strength in strengths], errors


def _derivatives(
    strengths: Sequence[float], wins: Counter[tuple[int, int]], met: set[tuple[int, int]]
) -> tuple[list[float], list[list[float]]]:
    count = len(strengths)
    slope, curve = [0.0] * count, [[1 / count] * count for _ in strengths]
    for first, second in sorted(met):
        won, lost = wins[first, second] + _PSEUDO_WINS, wins[second, first] + _PSEUDO_WINS
        share = 1 / (1 + math.exp(strengths[second] - strengths[first]))
        slope[first] += won - (won + lost) * share
        slope[second] -= won - (won + lost) * share
        weight = (won + lost) * share * (1 - share)
        for a, b, sign in ((first, first, 1), (second, second, 1), (first, second, -1), (second, first, -1)):
            curve[a][b] += sign * weight
    return slope, curve


def _inverse(matrix: Sequence[Sequence[float]]) -> list[list[float]]:
    """Invert a symmetric positive definite matrix by Gauss and Jordan; no pivots are needed."""
    count = len(matrix)
    rows = [[*row, *(float(at == position) for at in range(count))] for position, row in enumerate(matrix)]
    for at in range(count):
        pivot = rows[at][at]
        rows[at] = [cell / pivot for cell in rows[at]]
        for other in range(count):
            if other != at and rows[other][at] != 0:
                factor = rows[other][at]
                rows[other] = [cell - factor * own for cell, own in zip(rows[other], rows[at], strict=True)]
    return [row[count:] for row in rows]


def _reliability(strengths: Sequence[float], errors: Sequence[float]) -> Figure:
    if len(strengths) < _FEWEST:
        return nothing(Reason.TOO_FEW)
    spread = variance(strengths)
    if spread == 0:
        return nothing(Reason.NO_VARIANCE)
    return Figure((spread - mean([error * error for error in errors])) / spread)
