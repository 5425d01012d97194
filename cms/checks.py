"""House rules of cms that no linter sees, checked by Django at start."""

from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Error
from django.template import TemplateDoesNotExist
from django.template.loader import get_template

from cms.blocks import CaseBody
from cms.models import CheckedPage, ExercisePage


def check_templates(**_: Any) -> list[CheckMessage]:
    """Every page that is shown, and every block of a lesson, has its template."""
    missing = [name for name in _templates() if not _exists(name)]
    return [Error(f"There is no template {name}.", id="cms.E001") for name in missing]


def _templates() -> Iterator[str]:
    for kind in _concrete(CheckedPage):
        yield f"assessments/exercises/{kind.kind}.html" if issubclass(kind, ExercisePage) else kind.template
    for block in CaseBody().child_blocks.values():
        yield block.meta.template


def _concrete(kind: Any) -> Iterator[Any]:
    for child in kind.__subclasses__():
        yield from _concrete(child)
        if not child._meta.abstract:  # noqa: SLF001  (Django documents _meta)
            yield child


def _exists(name: str) -> bool:
    try:
        get_template(name)
    except TemplateDoesNotExist:
        return False
    return True
