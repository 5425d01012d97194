from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessments.enums import ExerciseKind
from courses.enums import LessonKind
from courses.selectors import wording

register = template.Library()

KINDS: dict[str, str | Promise] = {
    **dict(ExerciseKind.choices),
    "course": _("Course"),
    LessonKind.LESSON: _("Lesson"),
    LessonKind.CASE_STUDY: _("Case study"),
}


@register.filter
def duration(minutes: int) -> str:
    """Write minutes as "45 minutes" or "3 h 20 min"."""
    return wording.duration(minutes)


@register.filter
def kind_name(kind: str) -> str | Promise:
    """Name a kind of lesson or exercise; one that has no name here is shown as it is."""
    return KINDS.get(kind, kind)
