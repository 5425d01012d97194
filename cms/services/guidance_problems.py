"""Finds guidance that was left standing, so that nobody publishes "write here what the learner can do"."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.blocks import ListBlock, StreamBlock, StructBlock
from wagtail.fields import StreamField

from cms.errors import PublishProblem
from cms.guidance import MARK, is_guidance, is_starter
from cms.services.field_problems import block_anchor, field_anchor


@dataclass(frozen=True, slots=True)
class _Place:
    """A block that holds guidance: the labels on the way to it, and the nearest block that has an id."""

    labels: tuple[str, ...] = ()
    block_id: str = ""

    def inside(self, label: str, block_id: str = "") -> "_Place":
        return _Place((*self.labels, label), block_id or self.block_id)


def guidance_problems(page: Any) -> list[PublishProblem]:
    """List the fields, and the fields of blocks, in which guidance was left.

    Args:
        page: a page with the content that would go live.

    Returns:
        One problem for each place, in the order of the model's fields; last, an address that nobody has chosen.
    """
    found: list[PublishProblem] = []
    for field in page._meta.fields:  # noqa: SLF001  (Django documents _meta)
        if isinstance(field, StreamField):
            found += _stream_problems(page, field)
        elif _is_text(field) and is_guidance(str(getattr(page, field.name) or "")):
            found.append(_problem(page, field.name, capfirst(str(field.verbose_name)), ""))
    if is_starter(page.slug):
        message = _("Address: write a title and save, or choose an address yourself.")
        found.append(PublishProblem("slug", message, field_anchor(page, "slug")))
    return found


def _is_text(field: Any) -> bool:
    return field.name != "draft_title" and isinstance(field, models.CharField | models.TextField)


def _stream_problems(page: Any, field: StreamField) -> Iterator[PublishProblem]:
    for place in _places(field.stream_block, getattr(page, field.name), _Place()):
        yield _problem(page, field.name, ", ".join(place.labels), place.block_id)


def _problem(page: Any, field: str, words: str, block_id: str) -> PublishProblem:
    message = _("%(place)s: write your own words in place of the guidance after %(mark)s.")
    anchor = block_anchor(block_id) if block_id else field_anchor(page, field)
    return PublishProblem(field, message % {"place": words, "mark": MARK}, anchor)


def _places(block: Any, value: Any, place: _Place) -> Iterator[_Place]:
    if isinstance(block, StructBlock):
        for name, child in block.child_blocks.items():
            inner = place if isinstance(child, ListBlock) else place.inside(str(child.label))
            yield from _places(child, value[name], inner)
    elif isinstance(block, StreamBlock | ListBlock):
        children = value if isinstance(block, StreamBlock) else value.bound_blocks
        for number, bound in enumerate(children, start=1):
            inner = place.inside(f"{bound.block.label} {number}", bound.id or "")
            yield from _places(bound.block, bound.value, inner)
    elif is_guidance(str(block.get_prep_value(value))):
        yield place
