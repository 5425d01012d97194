"""What pages show of one exercise."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.http import urlencode

from assessments import selectors as assessment_selectors
from courses.selectors.addresses import learn_address
from courses.selectors.outline import StoredExercise, StoredLesson, StoredOutline
from courses.selectors.standing import States

FINAL = "final"


@dataclass(frozen=True, slots=True)
class ExerciseCard:
    """An exercise and where the learner stands in it.

    Attributes:
        required: counts towards finishing the course.
        practice: counts towards no certificate and shows everything at once.
        counted_percent: None before the first try was scored.
        tries_left: None when unlimited.
        attempt_url: of the try that is under way; empty when there is none.
        may_begin: whether another try can be begun now.
        times: until when it can be taken, for how long, and when another try can begin.
        waiting_url: of the receipt of a try that waits for its marks or its release; empty when there is none.
        is_held: whether it waits for its release only.
    """

    exercise_id: int
    title: str
    kind: str
    url: str
    required: bool
    practice: bool
    minutes: int
    pass_percent: int
    passed: bool
    counted_percent: int | None
    tries_used: int
    tries_left: int | None
    is_ready: bool
    may_begin: bool
    times: assessment_selectors.Times
    attempt_url: str
    waiting_url: str = ""
    is_held: bool = False


def states_of(outline: StoredOutline, learner_id: int | None, others: Sequence[int] = ()) -> States:
    """Read the states of all exercises of a course.

    Args:
        outline: of the course.
        learner_id: whose attempts count; None for a visitor.
        others: exercises that do not stand in the outline.

    Returns:
        exercise id -> state. One statement whatever the number; none for a course without exercises.
    """
    return states_by_id([*(exercise.id for exercise in outline.exercises()), *others], learner_id)


def states_by_id(exercise_ids: Sequence[int], learner_id: int | None) -> States:
    """Read the states of some exercises.

    Args:
        exercise_ids: rows of assessments.Exercise, possibly none.
        learner_id: whose attempts count; None for a visitor.

    Returns:
        exercise id -> state. One statement whatever the number; none for no ids.
    """
    if not exercise_ids:
        return {}
    return assessment_selectors.exercise_states(learner_id=learner_id, exercise_ids=exercise_ids)


def exercise_url(course_slug: str, lesson_slug: str, exercise_slug: str) -> str:
    """Return the address of an exercise's page.

    Args:
        course_slug: of the course.
        lesson_slug: of its lesson; "final" for a course's final assessment.
        exercise_slug: of the exercise.

    Returns:
        A path.
    """
    return learn_address("exercise", course_slug, lesson_slug, exercise_slug)


def after_exercise_url(url: str) -> str:
    """Return the address that leads on from an exercise.

    Args:
        url: of the exercise's page.

    Returns:
        A path.
    """
    return f"{url}on/"


def attempt_query(url: str, documents_url: str) -> str:
    """Write what an address of an attempt carries along.

    Args:
        url: of the exercise's page.
        documents_url: of the documents that belong to the exercise; empty where there are none.

    Returns:
        A query, without its question mark: where the result leads on to, and what may be read beside.
    """
    beside = {"documents": documents_url} if documents_url else {}
    return urlencode({"next": after_exercise_url(url)} | beside)


def documents_url(course_slug: str, lesson: StoredLesson | None) -> str:
    """Return the address of the documents of a case study.

    Args:
        course_slug: of the course.
        lesson: from the stored outline; None for the place of a final assessment.

    Returns:
        A path; empty where there are no documents.
    """
    return learn_address("documents", course_slug, lesson.slug) if lesson and lesson.has_documents else ""


def lesson_cards(course_slug: str, lesson: StoredLesson, states: States) -> tuple[ExerciseCard, ...]:
    """Build the cards of a lesson's exercises, in order.

    Args:
        course_slug: of the course.
        lesson: from the stored outline.
        states: of at least these exercises; one without a state is left out.

    Returns:
        One card per exercise.
    """
    cards = (card_of(course_slug, lesson.slug, exercise, states) for exercise in lesson.exercises)
    return tuple(card for card in cards if card)


def card_of(course_slug: str, lesson_slug: str, exercise: StoredExercise, states: States) -> ExerciseCard | None:
    """Build the card of one exercise.

    Args:
        course_slug: of the course.
        lesson_slug: of its lesson; "final" for a course's final assessment.
        exercise: from the stored outline.
        states: exercise id -> state.

    Returns:
        The card; None without a state.
    """
    state = states.get(exercise.id)
    if state is None:
        return None
    return ExerciseCard(
        exercise_id=exercise.id,
        title=exercise.title or state.title,
        kind=state.kind,
        url=exercise_url(course_slug, lesson_slug, exercise.slug),
        required=exercise.required,
        practice=state.policy.practice,
        minutes=state.policy.minutes,
        pass_percent=state.policy.pass_percent,
        passed=state.passed,
        counted_percent=state.counted_percent,
        tries_used=state.tries_used,
        tries_left=state.tries_left,
        is_ready=state.is_ready,
        may_begin=state.may_begin,
        times=state.times,
        attempt_url=_attempt_address("attempt", state.open_attempt_key),
        waiting_url=_attempt_address("receipt", state.waiting_attempt_key or state.held_attempt_key),
        is_held=state.is_waiting and state.waiting_attempt_key is None,
    )


def _attempt_address(name: str, key: UUID | None) -> str:
    return reverse(f"assessments:{name}", args=[key]) if key else ""
