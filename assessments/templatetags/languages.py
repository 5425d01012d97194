"""Marks texts that are in another language than their page."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.filter
def lang_attribute(code: str) -> SafeString:
    """Write ` lang="fr"` for a text in another language than its page, nothing otherwise."""
    return mark_safe(f' lang="{code}"' if code.replace("-", "").isalnum() else "")  # noqa: S308  (letters and digits only)


@register.filter
def lang_span(code: str, text: str) -> str:
    """Mark a text inside a sentence of the page, if it is in another language than its page."""
    attribute = lang_attribute(code)
    return format_html("<span{}>{}</span>", attribute, text) if attribute else text
