"""Turns Django's and Wagtail's validation errors into publish problems that name the field, and the block in it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.text import capfirst
from wagtail.blocks import ListBlock, StreamBlock, StructBlock
from wagtail.fields import StreamField

from cms.errors import PublishProblem


def field_anchor(page: Any, field: str) -> str:
    """Return the id of the part of the editor that holds a field; "" for what has no part of its own."""
    tabs = page.get_edit_handler()
    for tab_name, tab in zip(tabs.child_identifiers, tabs.children, strict=True):
        for name, panel in zip(tab.child_identifiers, tab.children, strict=True):
            if field in _field_names(panel):
                return f"panel-child-{tab_name}-{name}-section"
    return ""


def _field_names(panel: Any) -> set[str]:
    inner = (_field_names(child) for child in getattr(panel, "children", ()))
    return {getattr(panel, "field_name", "")}.union(*inner)


def block_anchor(block_id: str) -> str:
    return f"block-{block_id}-section"


@dataclass(frozen=True, slots=True)
class _Spot:
    """A message deep in a block: the labels on the way to it, and the nearest block that has an id."""

    message: str
    labels: tuple[str, ...] = ()
    block_id: str = ""

    def within(self, label: str, block_id: str = "") -> "_Spot":
        return _Spot(self.message, (label, *self.labels), self.block_id or block_id)


def field_problems(page: Any) -> list[PublishProblem]:
    """List fields that are empty or wrong, in the order of the model's fields.

    Args:
        page: a page with the content that would go live.

    Returns:
        One problem for each field, and for each field of each block.
    """
    fields = _fields(page)
    streams = {name: field for name, field in fields.items() if isinstance(field, StreamField)}
    errors = _model_errors(page, exclude=set(streams))
    order = list(fields)
    found = [
        PublishProblem(name, f"{_label(page, name)}: {message}", field_anchor(page, name))
        for name, messages in sorted(errors.items(), key=lambda item: order.index(item[0]) if item[0] in order else -1)
        for message in messages
    ]
    for field in streams.values():
        found += _stream_problems(page, field)
    return found


def _fields(page: Any) -> dict[str, Any]:
    return {field.name: field for field in page._meta.get_fields()}  # noqa: SLF001  (Django documents _meta)


def _model_errors(page: Any, exclude: set[str]) -> Mapping[str, list[str]]:
    try:
        page.full_clean(exclude=exclude)
    except ValidationError as error:
        return error.message_dict
    return {}


def _label(page: Any, name: str) -> str:
    if name == NON_FIELD_ERRORS:
        return str(page)
    return capfirst(str(_fields(page)[name].verbose_name))


def _stream_problems(page: Any, field: StreamField) -> list[PublishProblem]:
    block, value = field.stream_block, getattr(page, field.name)
    try:
        block.clean(value)
    except ValidationError as error:
        return [_stream_problem(page, field, spot) for spot in _spots(block, value, error)]
    return []


def _stream_problem(page: Any, field: StreamField, spot: _Spot) -> PublishProblem:
    anchor = block_anchor(spot.block_id) if spot.block_id else field_anchor(page, field.name)
    words = ", ".join(spot.labels) or capfirst(str(field.verbose_name))
    return PublishProblem(field.name, f"{words}: {spot.message}", anchor)


def _spots(block: Any, value: Any, error: ValidationError) -> Iterator[_Spot]:
    """Walk down a validation error beside the value that caused it."""
    for whole in getattr(error, "non_block_errors", []):
        yield _Spot(str(whole))
    inner = getattr(error, "block_errors", None)
    if inner is None:
        yield _Spot(" ".join(str(message) for message in error.messages))
        return
    for key, child_error in inner.items():
        yield from _child_spots(block, value, key, child_error)


def _child_spots(block: Any, value: Any, key: Any, error: ValidationError) -> Iterator[_Spot]:
    if isinstance(block, StructBlock):
        child = block.child_blocks[key]
        for spot in _spots(child, value[key], error):
            yield spot if isinstance(child, ListBlock) else spot.within(str(child.label))
        return
    bound = value[key] if isinstance(block, StreamBlock) else value.bound_blocks[key]
    for spot in _spots(bound.block, bound.value, error):
        yield spot.within(f"{bound.block.label} {key + 1}", bound.id or "")
