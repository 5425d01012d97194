"""The one thing a learner can do next in a course."""

from collections.abc import Collection
from dataclasses import dataclass

from django.urls import reverse

from assessments import selectors as assessment_selectors
from courses.enums import NextKind
from courses.models import Enrolment
from courses.rules.progress import next_lesson
from courses.selectors.cards import FINAL, attempt_query, documents_url, exercise_url
from courses.selectors.cases import closed_exercises
from courses.selectors.outline import StoredExercise, StoredLesson, StoredOutline, foreign
from courses.selectors.standing import States, counts, places_of


@dataclass(frozen=True, slots=True)
class NextStep:
    """What to do next.

    Attributes:
        kind: what it is; pages choose their words by it.
        title: of the lesson or exercise; empty for the name and for nothing.
        lang: of the title where it differs from the page's; else empty.
        url: where to do it; empty for nothing.
        minutes: what it is estimated to take; 0 when that is not known.
        then: of a try under way: the query that its address carries (courses.selectors.cards.attempt_query).
    """

    kind: NextKind
    title: str = ""
    lang: str = ""
    url: str = ""
    minutes: int = 0
    then: str = ""


@dataclass(frozen=True, slots=True)
class _Place:
    """An exercise where it stands; `lesson` is None for the final assessment. `lang` is empty as in NextStep."""

    lesson: StoredLesson | None
    exercise: StoredExercise
    state: assessment_selectors.ExerciseState
    lang: str

    @property
    def title(self) -> str:
        return self.exercise.title or self.state.title

    def url(self, course_slug: str) -> str:
        return exercise_url(course_slug, self.lesson.slug if self.lesson else FINAL, self.exercise.slug)


def next_step_of(
    enrolment: Enrolment, outline: StoredOutline, done: Collection[int], states: States, language: str
) -> NextStep | None:
    """Find the one thing to do next.

    Args:
        enrolment: with its course and certificate at hand.
        outline: of the course.
        done: lesson ids.
        states: exercise id -> state, of all exercises of the course.
        language: of the page.

    Returns:
        While unfinished: the try that is under way, else the next required lesson, else what waits for its marks or its
        release, else the required exercise that can raise the result most, else what is looked at a second time, else
        a step of kind STUCK, or None in a course that requires nothing. Once finished: confirming the name until that
        is done, then None. Nothing is queried.
    """
    slug = enrolment.course.slug
    if enrolment.finished_at is not None:
        if enrolment.printed_name:
            return None
        return NextStep(NextKind.NAME, url=reverse("courses:certificate_name", args=[slug]))
    places = _places(outline, states, enrolment.course.source_language, language)
    lesson_id = next_lesson(places_of(outline, done, states), enrolment.last_lesson_id)
    return (
        _open_attempt(slug, places)
        or _lesson(slug, outline, lesson_id, language)
        or _waiting(slug, places, states)
        or _exercise_to_raise(slug, places, states)
        or _looked_at(slug, places, states)
        or _stuck(places, states)
    )


def _places(outline: StoredOutline, states: States, source: str, language: str) -> list[_Place]:
    places = [
        _Place(lesson, exercise, states[exercise.id], foreign(lesson.lang, language))
        for lesson in outline.lessons
        for exercise in lesson.exercises
    ]
    if outline.final:
        places.append(_Place(None, outline.final, states[outline.final.id], foreign(source, language)))
    return places


def _open_attempt(course_slug: str, places: Collection[_Place]) -> NextStep | None:
    place = next((place for place in places if place.state.open_attempt_key), None)
    if place is None:
        return None
    state = place.state
    then = attempt_query(place.url(course_slug), documents_url(course_slug, place.lesson))
    url = reverse("assessments:attempt", args=[state.open_attempt_key])
    return NextStep(NextKind.ATTEMPT, place.title, place.lang, url, state.policy.minutes, then)


def _lesson(course_slug: str, outline: StoredOutline, lesson_id: int | None, language: str) -> NextStep | None:
    lesson = next((lesson for lesson in outline.lessons if lesson.id == lesson_id), None)
    return None if lesson is None else lesson_step(course_slug, lesson, language)


def lesson_step(course_slug: str, lesson: StoredLesson, language: str) -> NextStep:
    """Turn a lesson into a step.

    Args:
        course_slug: of the course.
        lesson: from the stored outline.
        language: of the page.

    Returns:
        A step of kind LESSON.
    """
    url = reverse("courses:lesson", args=[course_slug, lesson.slug])
    return NextStep(NextKind.LESSON, lesson.title, foreign(lesson.lang, language), url, lesson.minutes)


def _waiting(course_slug: str, places: Collection[_Place], states: States) -> NextStep | None:
    """Take the first exercise whose marks are not there yet, else the first whose result is held back."""
    waiting = [place for place in places if counts(place.exercise, states) and place.state.is_waiting]
    place = min(waiting, key=lambda place: place.state.waiting_attempt_key is None, default=None)
    if place is None:
        return None
    kind = NextKind.WAITING if place.state.waiting_attempt_key else NextKind.HELD
    return NextStep(kind, place.title, place.lang, place.url(course_slug))


def _exercise_to_raise(course_slug: str, places: Collection[_Place], states: States) -> NextStep | None:
    """Take the counting exercise with the lowest result that can be raised, if possible now; the first of equals."""
    open_to_try = [place for place in places if counts(place.exercise, states) and _may_be_raised(place, states)]
    place = min(
        open_to_try,
        key=lambda place: (not place.state.may_begin, place.state.counted_percent or 0),
        default=None,
    )
    if place is None:
        return None
    return NextStep(NextKind.EXERCISE, place.title, place.lang, place.url(course_slug), place.state.policy.minutes)


def _looked_at(course_slug: str, places: Collection[_Place], states: States) -> NextStep | None:
    place = next((place for place in places if counts(place.exercise, states) and place.state.looked_at_key), None)
    return None if place is None else NextStep(NextKind.LOOK, place.title, place.lang, place.url(course_slug))


def _stuck(places: Collection[_Place], states: States) -> NextStep | None:
    return NextStep(NextKind.STUCK) if any(counts(place.exercise, states) for place in places) else None


def _may_be_raised(place: _Place, states: States) -> bool:
    state = place.state
    is_closed = place.exercise.id in closed_exercises(place.lesson, states) or state.times.is_over
    may_try = state.is_ready and state.tries_left != 0 and not state.is_waiting
    return may_try and state.may_gain and not is_closed
