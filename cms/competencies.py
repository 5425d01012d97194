from contextvars import ContextVar
from typing import Any

from django.core.signals import request_finished, request_started
from django.dispatch import receiver

from assessments import selectors as assessment_selectors

Choices = list[tuple[str, str]]

# Every question of the editor offers them. None outside a request, where nothing says when they are out of date.
_read: ContextVar[dict[str, Choices] | None] = ContextVar("competencies of this request", default=None)


@receiver(request_started)
def begin_request(**_: Any) -> None:
    """Remember what is read until the request has ended."""
    _read.set({})


@receiver(request_finished)
def end_request(**_: Any) -> None:
    _read.set(None)


def competency_choices() -> Choices:
    """Offer the competencies as (key, title); one query in a request."""
    remembered = _read.get()
    if remembered is None:
        return _choices()
    if "all" not in remembered:
        remembered["all"] = _choices()
    return remembered["all"]


def _choices() -> Choices:
    return [(str(item.key), item.title) for item in assessment_selectors.competencies()]
