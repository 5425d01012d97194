"""Where the people of an organisation are in their courses: results and dates, never answers.

`people` is always a queryset or list of memberships from accounts.selectors.people_visible_in, with user and
organisation at hand. An enrolment is shown with a membership when it was made under the same organisation: what
somebody does on their own or for another city stays out. So does what was withdrawn.
"""

import datetime
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from assessments import selectors as assessment_selectors
from assessments.selectors import TryRow
from courses.enums import CertificateState
from courses.models import CourseText, Enrolment
from courses.selectors.enrolments import certificate_state
from courses.selectors.outline import StoredOutline, foreign, read_outline, texts_by_course
from courses.selectors.renewals import renewing
from courses.selectors.second_look import LookView, look_view
from courses.selectors.standing import Progress, States, asked_of, done_lessons, progress_of, standing_of


@dataclass(frozen=True, slots=True)
class CourseChoice:
    """A course that somebody of the organisation is enrolled in."""

    slug: str
    title: str
    lang: str


@dataclass(frozen=True, slots=True)
class UsedUpExercise:
    """An exercise whose tries are used up, with something to gain by another one: with `is_renewal` a certificate."""

    id: int
    title: str
    counted_percent: int | None
    passed: bool
    tries_used: int
    is_renewal: bool


@dataclass(frozen=True, slots=True)
class CourseRow:
    """One person in one course.

    Attributes:
        enrolment_id: row id.
        result_percent: the final one once finished, the one so far before; None where nothing is scored.
        tested_out: the final assessment stands for lessons; progress is that in what is left.
        used_up: exercises in which another try can be granted.
        waiting: how many pieces of written work wait for their marks.
        exercise_ids: all exercises of the course.
        look: the second look that its result got.
        minutes_done: what its author estimates for the lessons that are done and the exercises that were tried.
    """

    enrolment_id: int
    course: CourseChoice
    progress: Progress
    result_percent: int | None
    active_at: datetime.datetime
    finished_at: datetime.datetime | None
    tested_out: bool
    certificate: CertificateState
    used_up: tuple[UsedUpExercise, ...]
    waiting: int
    exercise_ids: frozenset[int]
    minutes_done: int
    look: LookView | None


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person in one organisation with their courses, the latest worked on first; none when not enrolled."""

    key: UUID
    name: str
    email: str
    organisation_name: str
    organisation_slug: str
    courses: tuple[CourseRow, ...]

    @property
    def exercise_ids(self) -> frozenset[int]:
        """All exercises of the courses."""
        return frozenset[int]().union(*(course.exercise_ids for course in self.courses))


@dataclass(frozen=True, slots=True)
class Learning:
    """What enrolments rest on: texts and outlines by course, lessons done by enrolment, states by learner.

    `renewing` holds the enrolments whose certificate is being renewed.
    """

    texts: Mapping[int, CourseText]
    outlines: Mapping[int, StoredOutline]
    done: Mapping[int, set[int]]
    states: Mapping[int, States]
    renewing: Collection[int]
    language: str


def enrolled_in(people: QuerySet[Any], course_slug: str) -> QuerySet[Any]:
    """Keep those who are enrolled in a course under the same organisation.

    Args:
        people: memberships.
        course_slug: of the course; of an unknown one, nobody is left.

    Returns:
        A queryset.
    """
    same = {"learner": OuterRef("user"), "membership__organisation": OuterRef("organisation")}
    return people.filter(Exists(Enrolment.objects.current().filter(course__slug=course_slug, **same)))


def courses_of_people(people: QuerySet[Any], language: str) -> list[CourseChoice]:
    """List the courses that at least one of some people is enrolled in.

    Args:
        people: memberships.
        language: the reader's.

    Returns:
        Courses in the order of their titles. One statement.
    """
    people = people.order_by()
    enrolments = Enrolment.objects.current().filter(
        learner__in=people.values("user"), membership__organisation__in=people.values("organisation")
    )
    texts = texts_by_course(enrolments.values_list("course", flat=True), language)
    return sorted((_choice(text, language) for text in texts.values()), key=lambda choice: choice.title)


def people_rows(*, people: Iterable[Any], language: str, course_slug: str = "") -> list[PersonRow]:
    """Say where people are in their courses.

    Args:
        people: memberships, a page of them or all.
        language: the reader's.
        course_slug: leaves out other courses; empty for all.

    Returns:
        One row per membership, in order. At most four statements whatever the number, besides that of the people.
    """
    members = list(people)
    enrolments = _enrolments(members, course_slug)
    learning = learning_of(enrolments, language)
    by_member: dict[tuple[int, int], list[CourseRow]] = {}
    for enrolment in enrolments:
        if enrolment.membership is not None:
            key = (enrolment.learner_id, enrolment.membership.organisation_id)
            by_member.setdefault(key, []).append(course_row(enrolment, learning))
    return [
        PersonRow(
            key=member.user.key,
            name=str(member.user),
            email=member.user.email,
            organisation_name=member.organisation.name,
            organisation_slug=member.organisation.slug,
            courses=tuple(by_member.get((member.user_id, member.organisation_id), ())),
        )
        for member in members
    ]


def tries_of_person(learner_id: int, row: PersonRow) -> list[tuple[CourseRow, list[TryRow]]]:
    """List the tries of a person under each of their courses.

    Args:
        learner_id: who it is.
        row: of the same person.

    Returns:
        Each course of the row with the tries at its exercises. One statement.
    """
    tries = assessment_selectors.tries_of(learner_id=learner_id, exercise_ids=row.exercise_ids)
    return [(course, [entry for entry in tries if entry.exercise_id in course.exercise_ids]) for course in row.courses]


def _enrolments(members: Sequence[Any], course_slug: str) -> list[Enrolment]:
    rows = Enrolment.objects.current().filter(
        learner__in={member.user_id for member in members},
        membership__organisation__in={member.organisation_id for member in members},
    )
    if course_slug:
        rows = rows.filter(course__slug=course_slug)
    related = ("course", "membership", "certificate__revocation", "second_look")
    return list(rows.select_related(*related).order_by("-active_at", "-pk"))


def learning_of(enrolments: Sequence[Enrolment], language: str) -> Learning:
    """Read what rows of some enrolments rest on.

    Args:
        enrolments: any number, with their courses at hand.
        language: the reader's.

    Returns:
        All of it. At most three statements whatever the number, and one more where exercises close, or where a
        certificate expires.
    """
    texts = texts_by_course({enrolment.course_id for enrolment in enrolments}, language)
    outlines = {course_id: read_outline(text.course, text.outline) for course_id, text in texts.items()}
    exercise_ids = [exercise.id for outline in outlines.values() for exercise in outline.exercises()]
    learner_ids = {enrolment.learner_id for enrolment in enrolments}
    states = assessment_selectors.exercise_states_of(learner_ids=learner_ids, exercise_ids=exercise_ids)
    done = done_lessons([row.pk for row in enrolments])
    return Learning(texts, outlines, done, states, renewing(enrolments), language)


def course_row(enrolment: Enrolment, learning: Learning) -> CourseRow:
    """Say where one person is in one course.

    Args:
        enrolment: with its course and certificate at hand.
        learning: read for this enrolment among others.

    Returns:
        The row; nothing is queried.
    """
    outline, states = learning.outlines[enrolment.course_id], learning.states[enrolment.learner_id]
    asked = asked_of(enrolment, outline, states)
    standing = standing_of(asked, learning.done[enrolment.pk], states)
    progress = progress_of(standing, enrolment.course)
    is_finished = enrolment.finished_at is not None
    return CourseRow(
        enrolment_id=enrolment.pk,
        course=_choice(learning.texts[enrolment.course_id], learning.language),
        progress=progress,
        result_percent=enrolment.composite_percent if is_finished else progress.result_percent,
        active_at=enrolment.active_at,
        finished_at=enrolment.finished_at,
        tested_out=asked is not outline,
        certificate=certificate_state(enrolment),
        used_up=tuple(_used_up(outline, states, is_renewing=enrolment.pk in learning.renewing)),
        waiting=sum(states[exercise.id].waiting_attempt_key is not None for exercise in outline.exercises()),
        exercise_ids=frozenset(exercise.id for exercise in outline.exercises()),
        minutes_done=_minutes_done(outline, learning.done[enrolment.pk], states),
        look=look_view(enrolment, states),
    )


def _minutes_done(outline: StoredOutline, done: Collection[int], states: States) -> int:
    read = sum(lesson.minutes for lesson in outline.lessons if lesson.id in done)
    tried = (states[exercise.id] for exercise in outline.exercises() if states[exercise.id].tries_used)
    return read + sum(state.policy.minutes for state in tried)


def _used_up(outline: StoredOutline, states: States, *, is_renewing: bool) -> Iterable[UsedUpExercise]:
    for exercise in outline.exercises():
        state, is_renewal = states[exercise.id], is_renewing and exercise == outline.final
        if state.is_without_tries if is_renewal else state.is_used_up:
            figures = (state.counted_percent, state.passed, state.tries_used)
            yield UsedUpExercise(state.exercise_id, state.title, *figures, is_renewal=is_renewal)


def _choice(text: CourseText, language: str) -> CourseChoice:
    return CourseChoice(text.course.slug, text.title, foreign(text.language, language))
