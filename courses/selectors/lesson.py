"""What an enrolled learner reads: a lesson, and the page before an exercise."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet
from django.urls import reverse

from assessments.rules.policy import Policy
from courses.enums import LessonKind
from courses.errors import NotEnrolledError
from courses.models import Enrolment
from courses.rules.progress import may_be_said
from courses.selectors.addresses import learn_address
from courses.selectors.cards import (
    FINAL,
    ExerciseCard,
    after_exercise_url,
    attempt_query,
    card_of,
    documents_url,
    lesson_cards,
    states_by_id,
)
from courses.selectors.cases import CaseView, case_view, closed_exercises, read_case
from courses.selectors.course import ModuleRow, Reader, module_rows
from courses.selectors.examination import TestOutView, test_out_view
from courses.selectors.outline import (
    StoredExercise,
    StoredLesson,
    StoredOutline,
    foreign,
    read_outline,
)
from courses.selectors.standing import States, done_lessons, lesson_results


@dataclass(frozen=True, slots=True)
class Link:
    """A title and its address; `lang` is empty when the title is in the reader's language."""

    title: str
    lang: str
    url: str


@dataclass(frozen=True, slots=True)
class LessonView:
    """A lesson page.

    Attributes:
        may_say_done: the learner's word makes it done; else passing its required exercises does.
        number: its place in the course, from 1.
        case: acts, documents and debrief of a case study that has any.
        documents_url: of the page that shows all documents; empty where there are none.
    """

    enrolment_id: int
    lesson_id: int
    course: Link
    title: str
    lang: str
    body_lang: str
    body_html: str
    minutes: int
    number: int
    lesson_count: int
    is_case_study: bool
    case: CaseView | None
    required: bool
    is_done: bool
    may_say_done: bool
    exercises: tuple[ExerciseCard, ...]
    modules: tuple[ModuleRow, ...]
    url: str
    done_url: str
    documents_url: str
    report_url: str
    previous: Link | None
    next: Link | None

    @property
    def place_url(self) -> str:
        """Where the learner is in it: in a case study with acts the act, or the debrief."""
        place = self.case.place if self.case and self.case.acts else ""
        return f"{self.url}#{place}" if place else self.url


@dataclass(frozen=True, slots=True)
class PastTry:
    """A submitted try and its review."""

    number: int
    submitted_at: datetime.datetime
    percent: int
    passed: bool
    url: str


@dataclass(frozen=True, slots=True)
class ExerciseView:
    """The page before an exercise.

    Attributes:
        lesson_id: None for the final assessment.
        policy: the rules in force.
        max_tries: those and what was granted beyond; 0 for no limit.
        pass_percent: of the course.
        band_percent: how far under it a result of the course gets a second look.
        test_out: of a final assessment, how it can stand for the lessons.
        past: the newest first.
        back_url: where the exercise stands.
        on_url: finds out where to go when the learner comes from a result.
        attempt_query: what the address of a try carries along.
        documents_url: of the documents of its case study; empty where there are none.
        is_closed: it stands in an act of a case study that the learner has not reached.
    """

    enrolment_id: int
    lesson_id: int | None
    course: Link
    lesson: Link | None
    card: ExerciseCard
    lang: str
    policy: Policy
    max_tries: int
    pass_percent: int
    band_percent: int
    test_out: TestOutView | None
    past: tuple[PastTry, ...]
    start_url: str
    back_url: str
    on_url: str
    attempt_query: str
    documents_url: str
    is_closed: bool

    @property
    def is_settled(self) -> bool:
        """No try is under way, and it is passed, asks for no pass or waits for its marks."""
        is_over = self.card.passed or self.card.practice or bool(self.card.waiting_url)
        return not self.card.attempt_url and is_over

    @property
    def may_try_again(self) -> bool:
        """It was tried, it is not passed, and another try can be begun."""
        return self.card.tries_used > 0 and not self.is_settled and self.card.may_begin


@dataclass(frozen=True, slots=True)
class _Own:
    """An enrolment with its course's text and outline, from one statement."""

    enrolment: Enrolment
    text: Any
    outline: StoredOutline
    language: str

    @property
    def slug(self) -> str:
        return self.enrolment.course.slug

    @property
    def course_link(self) -> Link:
        url = learn_address("course", self.slug)
        return Link(self.text.text_title, foreign(self.text.language, self.language), url)


def _rows(course_slug: str, learner_id: int) -> QuerySet[Any]:
    """Select an enrolment with its course's texts: a row for each language there is."""
    return (
        Enrolment.objects.current()
        .filter(learner_id=learner_id, course__slug=course_slug)
        .select_related("course")
        .annotate(
            language=F("course__texts__language"),
            text_title=F("course__texts__title"),
            text_outline=F("course__texts__outline"),
        )
    )


def _own(row: Any, language: str) -> _Own:
    if row is None:
        raise NotEnrolledError
    return _Own(row, row, read_outline(row.course, row.text_outline), language)


def lesson_view(*, course_slug: str, lesson_slug: str, learner_id: int, language: str) -> LessonView | None:
    """Read a lesson page.

    Args:
        course_slug: of the course.
        lesson_slug: of the lesson.
        learner_id: who asks.
        language: the reader's; a lesson without that translation is shown in the course's source language.

    Returns:
        None when the course has no such lesson (any more). Two statements, and one more with exercises.

    Raises:
        NotEnrolledError: the learner is not enrolled in such a course.
    """
    enrolled = _rows(course_slug, learner_id)
    row = min(_with_bodies(enrolled, lesson_slug), key=_liked(language, "language", "body_language"), default=None)
    if row is None:
        _own(enrolled.first(), language)
        return None
    own = _own(row, language)
    lesson = own.outline.lesson_with_slug(lesson_slug)
    return None if lesson is None or row.body_html is None else _lesson_view(own, lesson, row)


def _with_bodies(rows: QuerySet[Any], lesson_slug: str) -> QuerySet[Any]:
    """Add a lesson's bodies to an enrolment, in the same statement: again a row for each language."""
    found = rows.filter(course__lessons__slug=lesson_slug, course__lessons__retired=False)
    text = "course__lessons__texts"
    return found.annotate(
        body_language=F(f"{text}__language"), body_html=F(f"{text}__body_html"), case=F(f"{text}__case")
    )


def _liked(language: str, *names: str) -> Callable[[Any], list[int]]:
    """Make a sort key by how well the named languages of a row suit: the reader's, then the course's own, then others.

    Chosen here because the condition would cost more to write as SQL than all rows cost to read.
    """

    def rank(row: Any) -> list[int]:
        wanted = (language, row.course.source_language)
        return [wanted.index(value) if value in wanted else len(wanted) for value in (getattr(row, n) for n in names)]

    return rank


def _lesson_view(own: _Own, lesson: StoredLesson, text: Any) -> LessonView:
    done = done_lessons([own.enrolment.pk])[own.enrolment.pk]
    # Whether a lesson can be tested out of depends on its exercises: the list beside the lesson needs them all.
    asked = own.outline.exercises() if own.enrolment.tested_out_at else lesson.exercises
    states = states_by_id([exercise.id for exercise in asked], own.enrolment.learner_id)
    number = own.outline.lessons.index(lesson)
    address = [own.slug, lesson.slug]
    cards = lesson_cards(own.slug, lesson, states)
    return LessonView(
        enrolment_id=own.enrolment.pk,
        lesson_id=lesson.id,
        course=own.course_link,
        title=lesson.title,
        lang=foreign(lesson.lang, own.language),
        body_lang=foreign(text.body_language, own.language),
        body_html=text.body_html,
        minutes=lesson.minutes,
        number=number + 1,
        lesson_count=len(own.outline.lessons),
        is_case_study=lesson.kind == LessonKind.CASE_STUDY,
        case=case_view(read_case(text.case), lesson, cards, states),
        required=lesson.required,
        is_done=lesson.id in done,
        may_say_done=may_be_said(lesson.done_by, lesson_results(lesson, states)),
        exercises=cards,
        modules=module_rows(own.slug, own.outline, Reader(own.enrolment, done, states, own.language)),
        url=learn_address("lesson", *address),
        done_url=learn_address("lesson_done", *address),
        documents_url=documents_url(own.slug, lesson),
        report_url=learn_address("report", *address),
        previous=_lesson_link(own, own.outline.lessons[:number][-1:]),
        next=_lesson_link(own, own.outline.lessons[number + 1 :][:1]),
    )


def way_on(lesson: LessonView) -> str:
    """Find where to go when an exercise of a lesson is settled.

    Args:
        lesson: as the learner sees it now.

    Returns:
        The address of the lesson's next exercise that can be passed now, else of the lesson while it is not done and
        waits for no marks, else of the next lesson, else of the course. In a case study with acts always the act that
        the learner is in, or the debrief: what is told there comes before the next exercise.
    """
    if lesson.case and lesson.case.acts:
        return lesson.place_url
    open_ones = [card for card in lesson.exercises if card.required and not card.passed]
    left = [card for card in open_ones if card.attempt_url or card.may_begin]
    if left:
        return left[0].attempt_url or left[0].url
    is_waiting = not lesson.may_say_done and any(card.waiting_url for card in open_ones)
    if not lesson.is_done and not is_waiting:
        return lesson.url
    return lesson.next.url if lesson.next else lesson.course.url


def _lesson_link(own: _Own, lessons: Sequence[StoredLesson]) -> Link | None:
    for lesson in lessons:
        url = learn_address("lesson", own.slug, lesson.slug)
        return Link(lesson.title, foreign(lesson.lang, own.language), url)
    return None


def exercise_view(
    *, course_slug: str, lesson_slug: str, exercise_slug: str, learner_id: int, language: str
) -> ExerciseView | None:
    """Read the page before an exercise.

    Args:
        course_slug: of the course.
        lesson_slug: of its lesson; "final" for the course's final assessment.
        exercise_slug: of the exercise.
        learner_id: who asks.
        language: the reader's.

    Returns:
        None when there is no such exercise (any more). Two statements.

    Raises:
        NotEnrolledError: the learner is not enrolled in such a course.
    """
    own = _own(min(_rows(course_slug, learner_id), key=_liked(language, "language"), default=None), language)
    lesson = own.outline.lesson_with_slug(lesson_slug)
    exercise = _exercise(own, lesson, lesson_slug, exercise_slug)
    if exercise is None:
        return None
    around = lesson.exercises if lesson else own.outline.exercises()
    states = states_by_id([other.id for other in around], learner_id)
    card = card_of(own.slug, lesson_slug, exercise, states)
    return None if card is None else _exercise_view(own, lesson, card, states)


def _exercise(own: _Own, lesson: StoredLesson | None, lesson_slug: str, slug: str) -> StoredExercise | None:
    if lesson_slug == FINAL and own.outline.final and own.outline.final.slug == slug:
        return own.outline.final
    exercises = lesson.exercises if lesson else ()
    return next((exercise for exercise in exercises if exercise.slug == slug), None)


def _exercise_view(own: _Own, lesson: StoredLesson | None, card: ExerciseCard, states: States) -> ExerciseView:
    course = own.course_link
    lesson_link = _lesson_link(own, [lesson] if lesson else [])
    documents = documents_url(own.slug, lesson)
    state = states[card.exercise_id]
    return ExerciseView(
        enrolment_id=own.enrolment.pk,
        lesson_id=lesson.id if lesson else None,
        course=course,
        lesson=lesson_link,
        card=card,
        lang=foreign(lesson.lang if lesson else own.enrolment.course.source_language, own.language),
        policy=state.policy,
        max_tries=state.policy.max_tries + state.tries_granted,
        pass_percent=own.enrolment.course.pass_percent,
        band_percent=own.enrolment.course.band_percent,
        test_out=None if lesson else test_out_view(own.enrolment.course, own.outline, states, own.enrolment),
        past=tuple(
            PastTry(
                number=item.number,
                submitted_at=item.submitted_at,
                percent=item.percent,
                passed=item.passed,
                url=reverse("assessments:review", args=[item.key]),
            )
            for item in reversed(state.past)
        ),
        start_url=f"{card.url}start/",
        back_url=lesson_link.url if lesson_link else course.url,
        on_url=after_exercise_url(card.url),
        attempt_query=attempt_query(card.url, documents),
        documents_url=documents,
        is_closed=card.exercise_id in closed_exercises(lesson, states),
    )
