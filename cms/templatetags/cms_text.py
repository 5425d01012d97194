import re
from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.utils import formats
from django.utils.html import conditional_escape, format_html, urlize
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from cms.models import reading

register = template.Library()

THOUSAND = 1000
# From here on a number of megabytes is written without decimals.
SHORT = 10
ADDRESS = re.compile(r"(https?://[^\s<>\"]*[^\s<>\".,;:)])")


@register.filter
def linked(text: str) -> SafeString:
    """Link whole addresses. A bare domain only names who published a source and stays text."""
    parts = (urlize(part) if ADDRESS.fullmatch(part) else conditional_escape(part) for part in ADDRESS.split(text))
    return mark_safe("".join(parts))  # noqa: S308  (both functions escape)


@register.filter
def under(row: Iterable[Any], columns: Iterable[Mapping[str, Any]]) -> list[tuple[str, Any]]:
    """Pair the cells of a table's row with the headings they stand under."""
    return [(column["heading"], cell) for column, cell in zip(columns, row, strict=True)]


@register.filter
def clean_rich(value: object) -> SafeString:
    """Render rich text: links resolved, and nothing in it but what the editor offers."""
    return mark_safe(reading.rich(value))  # noqa: S308  (reading.rich sanitises with an allow-list)


@register.filter
def file_size(size: int | None) -> str:
    """Write a number of bytes as people read it: 35 kB, 4.2 MB, 12 MB."""
    thousands = max(round((size or 0) / 1000), 1)
    if thousands < THOUSAND:
        return gettext("%(number)s kB") % {"number": thousands}
    millions = thousands / THOUSAND
    number = formats.number_format(millions, decimal_pos=0 if millions >= SHORT else 1)
    return gettext("%(number)s MB") % {"number": number}


@register.filter
def clock(seconds: float | None) -> str:
    """Write a length as players do: 0:45, 12:05, 1:02:03."""
    minutes, rest = divmod(round(seconds or 0), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


@register.simple_tag
def starting_text(text: str, language: str) -> str:
    """Write a text that the site began with in the reader's language, and one that an editor wrote as it is, marked."""
    shown = gettext(text) if text else ""
    if shown != text or language == get_language():
        return shown
    return format_html('<span lang="{}">{}</span>', language, text)
