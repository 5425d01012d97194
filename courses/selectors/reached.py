"""How far a learner has come in case studies."""

from collections.abc import Collection
from uuid import UUID

from courses.rules.acts import is_open
from courses.selectors.cards import states_by_id
from courses.selectors.cases import act_of
from courses.selectors.enrolments import own_enrolments
from courses.selectors.outline import read_outline, texts_by_course


def has_reached(*, learner_id: int, places: Collection[tuple[UUID, int]]) -> bool:
    """Say whether one of some acts is open to a learner.

    Args:
        learner_id: who asks.
        places: (key of a case study, number of an act in it, from 1); what is said at the end comes after the last act.

    Returns:
        Whether the learner is enrolled in the course of one of them and has come so far. Two statements at most,
        whatever the number.
    """
    keys = {str(key) for key, _ in places}
    courses = (
        own_enrolments(learner_id).filter(course__lessons__key__in=keys).order_by().values_list("course_id", flat=True)
    )
    texts = texts_by_course(courses, "").values()
    outlines = [read_outline(text.course, text.outline) for text in texts]
    cases = {lesson.key: lesson for outline in outlines for lesson in outline.lessons if lesson.key in keys}
    states = states_by_id([exercise.id for lesson in cases.values() for exercise in lesson.exercises], learner_id)
    current = {key: act_of(lesson, states) for key, lesson in cases.items()}
    return any(str(key) in current and is_open(act, current[str(key)]) for key, act in places)
