"""Renders what learners read, once, when it is published."""

from collections.abc import Iterable
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from cms.models import reading
from cms.rules.first_use import link_first_use


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
        Trusted HTML for the inside of a `prose` element. Key terms that the page names lead to the glossary where they
        are used first.
    """
    with translation.override(page.locale.language_code):
        html = render_to_string("cms/blocks/_body.html", {"body": blocks}).strip()
    named = (block.value["terms"] for block in page.body if block.block_type == "terms")
    top = reverse("glossary")
    return link_first_use(html, {term.term: f"{top}#{term.anchor}" for terms in named for term in terms if term})


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
