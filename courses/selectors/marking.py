"""Whose written work a person may mark, and the queue of it.

An instructor marks work that was handed in under the organisations they instruct in, a network's instructor also that
of its member cities. Work of people who take a course under no organisation is marked by the course's own instructors;
administrators may mark everything. Nobody marks what they wrote.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts import selectors as account_selectors
from assessments import selectors as assessment_selectors
from assessments.selectors import Scope, WorkRow
from courses.models import Course, CourseText, Enrolment, LessonExercise
from courses.selectors.outline import foreign, texts_by_course


@dataclass(frozen=True, slots=True)
class MarkingChoice:
    """A course with work to mark."""

    slug: str
    title: str
    lang: str


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A submission and the course it belongs to."""

    work: WorkRow
    course: MarkingChoice | None


def marking_scope(marker: Any, course_slug: str = "") -> Scope:
    """Say whose work somebody may mark.

    Args:
        marker: who asks.
        course_slug: leaves out other courses; empty for all.

    Returns:
        A condition on attempts: the learner takes a course with that exercise, under an organisation the marker
        instructs in. Who was taken out of a course is left out.
    """
    enrolments = Enrolment.objects.current().filter(
        Q(course__lessons__lesson_exercises__exercise=OuterRef("exercise"))
        | Q(course__final_exercise=OuterRef("exercise")),
        learner=OuterRef("learner"),
    )
    if course_slug:
        enrolments = enrolments.filter(course__slug=course_slug)
    if not marker.is_superuser:
        mine = account_selectors.instructor_ids().filter(user_id=marker.pk)
        of_nobody = Q(membership=None, course__instructors__in=mine)
        organisations = account_selectors.organisation_ids_instructed_by(marker)
        enrolments = enrolments.filter(Q(membership__organisation__in=organisations) | of_nobody)
    return Exists(enrolments)


_LISTS = {
    "waiting": assessment_selectors.waiting_work,
    "again": assessment_selectors.work_to_mark_again,
    "marked": assessment_selectors.marked_work,
    "looks": assessment_selectors.appealed_work,
}


def waiting_count(marker: Any) -> int:
    """Count the work that waits for somebody's marks, for marks by another rubric, or for a second look by them.

    Args:
        marker: who asks.

    Returns:
        0 or more; three statements.
    """
    return sum(work_of(marker, shown).count() for shown in ("waiting", "again", "looks"))


def work_of(marker: Any, shown: str, course_slug: str = "") -> QuerySet[Any]:
    """Select the work somebody may mark, correct the marks of, or look at a second time.

    Args:
        marker: who asks.
        shown: "marked", the last first; "waiting", "again" (marked by an earlier rubric) or "looks" (second looks that
            were asked for), the oldest first.
        course_slug: leaves out other courses; empty for all.

    Returns:
        A queryset for `queue_rows`.
    """
    return _LISTS[shown](marker_id=marker.pk, scope=marking_scope(marker, course_slug))


def courses_to_mark(work: QuerySet[Any], language: str) -> list[MarkingChoice]:
    """List the courses that some work belongs to.

    Args:
        work: of `work_of`.
        language: the reader's.

    Returns:
        Courses in the order of their titles. One statement.
    """
    exercises = work.order_by().values("exercise")
    courses = Course.objects.filter(
        Q(lessons__lesson_exercises__exercise__in=exercises) | Q(final_exercise__in=exercises)
    )
    texts = texts_by_course(courses.values_list("pk", flat=True), language)
    return sorted((_choice(text, language) for text in texts.values()), key=lambda choice: choice.title)


def queue_rows(work: Sequence[Any], *, marker_id: int, language: str) -> list[QueueRow]:
    """Put a page of the queue into words.

    Args:
        work: of `work_of`, a page of it.
        marker_id: who asks.
        language: the reader's.

    Returns:
        One row each, in order. Five statements whatever the number.
    """
    rows = assessment_selectors.work_rows(work, marker_id=marker_id)
    courses = _course_ids({row.exercise_id for row in rows})
    texts = texts_by_course(set(courses.values()), language)
    choices = {course_id: _choice(text, language) for course_id, text in texts.items()}
    return [QueueRow(row, choices.get(courses.get(row.exercise_id, 0))) for row in rows]


def _course_ids(exercise_ids: Collection[int]) -> dict[int, int]:
    of_lessons = LessonExercise.objects.filter(exercise__in=exercise_ids)
    finals = Course.objects.filter(final_exercise__in=exercise_ids)
    return dict(finals.values_list("final_exercise_id", "pk")) | dict(
        of_lessons.values_list("exercise_id", "lesson__course_id")
    )


def _choice(text: CourseText, language: str) -> MarkingChoice:
    return MarkingChoice(text.course.slug, text.title, foreign(text.language, language))
