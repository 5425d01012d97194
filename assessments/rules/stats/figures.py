"""A figure of statistics, or the reason why there is none."""

from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum
from typing import Any


class Reason(StrEnum):
    """Why a figure would say nothing."""

    NO_DATA = "no_data"
    TOO_FEW = "too_few"
    TOO_MANY = "too_many"
    NO_VARIANCE = "no_variance"
    ONE_RATER = "one_rater"
    ONE_ITEM = "one_item"
    NOT_DEFINED = "not_defined"
    AT_MAXIMUM = "at_maximum"
    NO_INTERSECTION = "no_intersection"
    NOT_CONNECTED = "not_connected"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure.

    Attributes:
        value: None when there is none; `reason` says why.
        low: lower end of the 95 % interval, None where none is given.
        high: upper end of it.
        reason: "" when there is a value.
    """

    value: float | None
    low: float | None = None
    high: float | None = None
    reason: str = ""


def nothing(reason: Reason) -> Figure:
    """Say why there is no figure.

    Args:
        reason: the reason.

    Returns:
        A figure without a value.
    """
    return Figure(value=None, reason=reason.value)


def as_json(result: Any) -> Any:
    """Turn a result into JSON values.

    Args:
        result: a dataclass of this package, a mapping, a sequence or a plain value.

    Returns:
        Objects, lists and plain values. A figure without an interval or a reason leaves these names out.
    """
    if isinstance(result, Figure):
        rest = {"low": result.low, "high": result.high, "reason": result.reason or None}
        return {"value": result.value} | {name: value for name, value in rest.items() if value is not None}
    if is_dataclass(result):
        return {field.name: as_json(getattr(result, field.name)) for field in fields(result)}
    if isinstance(result, dict):
        return {name: as_json(value) for name, value in result.items()}
    if isinstance(result, list | tuple):
        return [as_json(value) for value in result]
    return result
