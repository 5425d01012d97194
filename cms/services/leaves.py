"""Walks over everything that was written in a page: its plain fields, and the blocks of its streams."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.text import capfirst
from wagtail.blocks import ListBlock, StreamBlock, StructBlock
from wagtail.fields import StreamField

from cms.services.field_problems import block_anchor, field_anchor


@dataclass(frozen=True, slots=True)
class Leaf:
    """A text as it is stored: the field it stands in, the words for its place, and where the editor has it."""

    field: str
    words: str
    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class _Place:
    """The labels on the way to a block, and the nearest block that has an id."""

    labels: tuple[str, ...] = ()
    block_id: str = ""

    def inside(self, label: str, block_id: str = "") -> "_Place":
        return _Place((*self.labels, label), block_id or self.block_id)


def leaves_of(page: Any) -> Iterator[Leaf]:
    """Give every text of a page.

    Args:
        page: a page with the content that would go live.

    Returns:
        Texts as they are stored, rich text as its source, in the order of the model's fields.
    """
    for field in page._meta.fields:  # noqa: SLF001  (Django documents _meta)
        value = getattr(page, field.name, None)
        if isinstance(field, StreamField):
            for place, text in _inside(field.stream_block, value, _Place()):
                anchor = block_anchor(place.block_id) if place.block_id else field_anchor(page, field.name)
                yield Leaf(field.name, ", ".join(place.labels), anchor, text)
        elif field.name != "draft_title" and isinstance(field, models.CharField | models.TextField):
            words = capfirst(str(field.verbose_name))
            yield Leaf(field.name, words, field_anchor(page, field.name), str(value or ""))


def _inside(block: Any, value: Any, place: _Place) -> Iterator[tuple[_Place, str]]:
    if isinstance(block, StructBlock):
        for name, child in block.child_blocks.items():
            inner = place if isinstance(child, ListBlock) else place.inside(str(child.label))
            yield from _inside(child, value[name], inner)
    elif isinstance(block, StreamBlock | ListBlock):
        children = value if isinstance(block, StreamBlock) else value.bound_blocks
        for number, bound in enumerate(children, start=1):
            inner = place.inside(f"{bound.block.label} {number}", bound.id or "")
            yield from _inside(bound.block, bound.value, inner)
    else:
        yield place, str(block.get_prep_value(value))
