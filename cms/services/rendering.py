"""Renders what learners read, once, when it is published."""

from typing import Any

from django.template.loader import render_to_string
from django.utils import translation

from cms.models import reading


def lesson_html(page: Any) -> str:
    """Render the body of a lesson or case study in its own language, without a request.

    Args:
        page: a lesson page with the content to show.

    Returns:
        Trusted HTML for the inside of a `prose` element. Statements do not grow with the number of blocks.
    """
    with translation.override(page.locale.language_code):
        return render_to_string("cms/blocks/_body.html", {"body": page.body}).strip()


def rich_html(value: Any) -> str:
    """Render a rich text field.

    Args:
        value: stored rich text.

    Returns:
        Trusted HTML; "" when it says nothing.
    """
    return reading.rich(value)
