"""How somebody uses a scale, apart from what they judge: said afterwards, never scored."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from assessments.rules.scorers.sjt.pairs import total

LEAST_RATED = 5
# Standard deviations half as large again, or two thirds as large; their squares are compared.
WIDE, NARROW = Fraction(9, 4), Fraction(4, 9)


def style_of(scenarios: Sequence[Mapping[str, Any]], answers: Mapping[str, Mapping[str, int]]) -> dict[str, str]:
    """Compare elevation and scatter of somebody's ratings with those of the panel's means.

    Args:
        scenarios: of the definition.
        answers: scenario id → option id → rating.

    Returns:
        {"elevation": "lenient", "strict" or "like", "scatter": "extreme", "timid" or "like"}; {} for fewer than five
        ratings. Lenient or strict is one step or more on the average; scatter is taken within scenarios.

    Source:
        scoring.md 3a, secondary, formative only; Cronbach and Gleser 1953.
    """
    both = [pairs for scenario in scenarios if (pairs := _rated(scenario, answers.get(scenario["id"], {})))]
    rated = sum(len(pairs) for pairs in both)
    if rated < LEAST_RATED:
        return {}
    above = sum(own - key for pairs in both for own, key in pairs) / rated
    own, key = (sum(_squares([pair[side] for pair in pairs]) for pairs in both) for side in (0, 1))
    return {
        "elevation": "lenient" if above >= 1 else "strict" if above <= -1 else "like",
        "scatter": "extreme" if own > WIDE * key else "timid" if own < NARROW * key else "like",
    }


def _rated(scenario: Mapping[str, Any], given: Mapping[str, int]) -> list[tuple[Fraction, Fraction]]:
    """Give own rating and panel's mean of each option that was rated."""
    return [
        (Fraction(given[option["id"]]), Fraction(total(option), len(option["ratings"])))
        for option in scenario["options"]
        if option["id"] in given
    ]


def _squares(values: Sequence[Fraction]) -> Fraction:
    mean = sum(values, Fraction(0)) / len(values)
    return sum(((value - mean) ** 2 for value in values), Fraction(0))
