"""Integer arithmetic with points. Nothing here makes a float; rounding is half-even and happens once."""

from collections.abc import Sequence

from assessments.rules.types.scores import MICRO

_SHOWN = 100
_WHOLE = 100


def ratio(numerator: int, denominator: int) -> int:
    """Divide and round half to even.

    Args:
        numerator: any integer.
        denominator: > 0.

    Returns:
        The nearest integer, the even one when two are equally near.

    Source:
        scoring.md 7.2.
    """
    quotient, remainder = divmod(numerator, denominator)
    twice = 2 * remainder
    if twice > denominator or (twice == denominator and quotient % 2):
        return quotient + 1
    return quotient


def split(total: int, weights: Sequence[int]) -> tuple[int, ...]:
    """Split a total in proportion to weights so that the parts add up to it exactly.

    Args:
        total: >= 0.
        weights: each >= 0; when all are 0 the parts are as equal as they can be. A weight of 0 beside others gets 0.

    Returns:
        One part per weight, () without weights. What is left after rounding down goes to the largest remainders,
        earlier weights first.

    Source:
        Largest remainder method; scoring.md 7.2.
    """
    if weights and not any(weights):
        return split(total, [1] * len(weights))
    whole = sum(weights)
    shares = [divmod(total * weight, whole) for weight in weights]
    parts = [share for share, _ in shares]
    by_remainder = sorted(range(len(shares)), key=lambda position: -shares[position][1])
    for position in by_remainder[: total - sum(parts)]:
        parts[position] += 1
    return tuple(parts)


def percent(earned: int, possible: int) -> int:
    """Return a percentage for display.

    Args:
        earned: 0 to `possible`.
        possible: >= 0, in the same unit.

    Returns:
        0 to 100, rounded half to even, but 100 only when everything and 0 only when nothing was earned; 0 when nothing
        was possible.

    Source:
        scoring.md 7.2 (99.6 shows as 99).
    """
    if earned <= 0:
        return 0
    if earned >= possible:
        return _WHOLE
    return min(max(ratio(_WHOLE * earned, possible), 1), _WHOLE - 1)


def format_points(micro: int) -> str:
    """Write micro-points as points for display.

    Args:
        micro: micro-points, any sign.

    Returns:
        Points rounded half to even to at most two decimals, without trailing zeros: "2", "1.5", "0.67", "-1".
    """
    hundredths = ratio(micro * _SHOWN, MICRO)
    whole, decimals = divmod(abs(hundredths), _SHOWN)
    sign = "-" if hundredths < 0 else ""
    return f"{sign}{whole}.{decimals:02}".rstrip("0").rstrip(".")
