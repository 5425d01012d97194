"""Marks texts that are in another language than their page."""

from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.filter
def lang_attribute(code: str) -> SafeString:
    """Write ` lang="fr"` for a text in another language than its page, nothing otherwise."""
    return mark_safe(f' lang="{code}"' if code.replace("-", "").isalnum() else "")  # noqa: S308  (letters and digits only)
