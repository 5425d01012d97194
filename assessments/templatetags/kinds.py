from django import template

from assessments.enums import ExerciseKind

register = template.Library()


@register.filter
def exercise_kind(kind: str) -> str:
    """Name a kind of exercise; one that has no name is shown as it is."""
    return str(dict(ExerciseKind.choices).get(kind, kind))
