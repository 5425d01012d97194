"""Renders what learners read, once, when it is published."""

from collections.abc import Iterable
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation

from cms.models import reading


def lesson_html(page: Any) -> str:
    """Render the body of a lesson in its own language, without a request.

    Args:
        page: a lesson page with the content to show.

    Returns:
        Trusted HTML for the inside of a `prose` element. Statements do not grow with the number of blocks.
    """
    return blocks_html(page, page.body)


def blocks_html(page: Any, blocks: Iterable[Any]) -> str:
    """Render some blocks of a page in its own language, without a request.

    Args:
        page: whose language counts.
        blocks: of its body.

    Returns:
        Trusted HTML for the inside of a `prose` element.
    """
    with translation.override(page.locale.language_code):
        return render_to_string("cms/blocks/_body.html", {"body": blocks}).strip()


def brief_html(page: Any) -> str:
    """Render what a case study says about itself: who the learner is, what is asked, and where the case is from.

    Args:
        page: a case study.

    Returns:
        Trusted HTML; "" when it says nothing.
    """
    with translation.override(page.locale.language_code):
        return render_to_string("cms/blocks/_brief.html", {"page": page}).strip()


def rich_html(value: Any) -> str:
    """Render a rich text field.

    Args:
        value: stored rich text.

    Returns:
        Trusted HTML; "" when it says nothing.
    """
    return reading.rich(value)
