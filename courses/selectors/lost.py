"""Where somebody stands who came to an address under a course that holds nothing."""

import re
from dataclasses import dataclass

from django.urls import reverse

from courses.models import CourseText, Lesson
from courses.selectors.enrolments import own_enrolments
from courses.selectors.outline import by_language, foreign, in_language


@dataclass(frozen=True, slots=True)
class CourseAround:
    """The course that an address lies in.

    Attributes:
        lang: empty when the course is in the reader's language.
        withdrawn_lesson: title of the lesson that stood there and was withdrawn; empty when there was none.
    """

    title: str
    lang: str
    url: str
    withdrawn_lesson: str


def course_around(*, path: str, learner_id: int | None, language: str) -> CourseAround | None:
    """Find the course that an address lies in.

    Args:
        path: any path of the site.
        learner_id: who asks; None for a visitor.
        language: the reader's.

    Returns:
        None when the path names no course, or one that the reader cannot open. No statement outside the courses, at
        most three inside.
    """
    place = re.match(rf"{reverse('courses:dashboard')}([\w-]+)(?:/([\w-]+))?", path, re.ASCII)
    if place is None:
        return None
    course_slug, lesson_slug = place.groups()
    texts = CourseText.objects.filter(in_language(language), course__slug=course_slug).select_related("course")
    text = min(texts, key=by_language(language), default=None)
    if text is None:
        return None
    is_own = learner_id is not None and own_enrolments(learner_id).filter(course=text.course).exists()
    if text.course.retired and not is_own:
        return None
    gone = Lesson.objects.filter(course=text.course, slug=lesson_slug, retired=True).first() if is_own else None
    return CourseAround(
        title=text.title,
        lang=foreign(text.language, language),
        url=reverse("courses:course", args=[course_slug]),
        withdrawn_lesson=gone.title if gone else "",
    )
