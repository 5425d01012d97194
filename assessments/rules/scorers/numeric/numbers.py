"""Numbers as people write them and as definitions hold them: read exactly, never as floats."""

import re
from decimal import Decimal

MAX_LENGTH = 40
_DEFINED = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,9})?")
_WRITTEN = re.compile(r"[+-]?(?:(?:[0-9]{1,3}(?: [0-9]{3})+|[0-9]+)(?:[.,][0-9]+)?|[.,][0-9]+)")
_SAME_AS = str.maketrans({"\u00a0": " ", "\u2009": " ", "\u202f": " ", "\u2212": "-"})


def is_decimal(value: object) -> bool:
    """Say whether a definition may hold this as a number.

    Args:
        value: any JSON value.

    Returns:
        True for a text of at most 15 digits, a point and at most 9 digits, such as "12.5".
    """
    return isinstance(value, str) and _DEFINED.fullmatch(value) is not None


def read(text: str) -> Decimal | None:
    """Read a number as a learner wrote it.

    Args:
        text: any text; a comma or a point is the decimal mark, spaces may part thousands.

    Returns:
        The exact value, None when `problem` names a reason.
    """
    if problem(text):
        return None
    return Decimal(_tidy(text).replace(" ", "").replace(",", "."))


def problem(text: str) -> str:
    """Say why a text is no number.

    Args:
        text: any text.

    Returns:
        Message key, "" for a number.
    """
    if len(text) > MAX_LENGTH:
        return "numeric.too_long"
    tidy = _tidy(text)
    if _WRITTEN.fullmatch(tidy):
        return ""
    marks = tidy.count(",") + tidy.count(".")
    return "numeric.two_marks" if marks > 1 else "numeric.not_a_number"


def _tidy(text: str) -> str:
    return text.translate(_SAME_AS).strip()


def plain(number: Decimal) -> str:
    """Write a number without exponent and without zeros at its end.

    Args:
        number: any finite number.

    Returns:
        For instance "12.5".
    """
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
