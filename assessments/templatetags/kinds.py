from django import template
from django.utils.html import strip_tags

from assessments.enums import ExerciseKind

register = template.Library()


@register.filter
def exercise_kind(kind: str) -> str:
    """Name a kind of exercise; one that has no name is shown as it is."""
    return str(dict(ExerciseKind.choices).get(kind, kind))


@register.filter
def first_paragraph(html: str) -> str:
    """Give the first paragraph of an introduction as plain text, for a card."""
    return strip_tags(html.partition("</p>")[0])
