"""The public page of a course."""

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from accounts import selectors as account_selectors
from courses.enums import CertificateState, EnrolBy
from courses.models import CourseText, Enrolment
from courses.selectors.addresses import learn_address
from courses.selectors.cards import FINAL, ExerciseCard, card_of, lesson_cards, states_of
from courses.selectors.enrolments import certificate_state, certificate_url, expires_at, own_enrolments
from courses.selectors.examination import TestOutView, test_out_view
from courses.selectors.gain import OwnGain, assessed_exercises, own_gain
from courses.selectors.next_step import NextStep, next_step_of
from courses.selectors.outline import (
    StoredLesson,
    StoredOutline,
    by_language,
    foreign,
    in_language,
    own_lessons,
    read_outline,
)
from courses.selectors.renewals import is_renewable
from courses.selectors.second_look import LookView, look_view
from courses.selectors.standing import (
    Progress,
    States,
    asked_of,
    done_lessons,
    is_examinable,
    progress_of,
    standing_of,
)


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads: an enrolment (None for a visitor), done lesson ids, exercise states, the language of the page."""

    enrolment: Enrolment | None
    done: Collection[int]
    states: States
    language: str


@dataclass(frozen=True, slots=True)
class LessonRow:
    """A lesson in an outline. `is_new` marks one that became required after the learner had finished.

    `tested_out` marks a required one that is not done and need not be: the final assessment stands for it.
    """

    title: str
    lang: str
    summary: str
    url: str
    kind: str
    minutes: int
    required: bool
    done: bool
    is_new: bool
    tested_out: bool
    exercises: tuple[ExerciseCard, ...]


@dataclass(frozen=True, slots=True)
class ModuleRow:
    """A module in an outline."""

    title: str
    lang: str
    lessons: tuple[LessonRow, ...]


@dataclass(frozen=True, slots=True)
class OwnCourse:
    """What a course page says to somebody enrolled.

    Attributes:
        finished_by: empty while unfinished.
        tested_out: the final assessment stands for lessons; progress is that in what is left.
        result_percent: frozen when the course was finished; None before, and where nothing is scored.
        new_lessons: how many lessons became required since, and are not done.
        certificate_ends: until when the certificate is valid; None for ever, and without one.
        may_renew: it is time to renew it.
        look: the second look that its result got.
    """

    enrolment_id: int
    progress: Progress
    next_step: NextStep | None
    finished_by: str
    tested_out: bool
    result_percent: int | None
    new_lessons: int
    certificate: CertificateState
    certificate_ends: datetime.datetime | None
    may_renew: bool
    look: LookView | None
    certificate_url: str
    name_url: str


@dataclass(frozen=True, slots=True)
class CourseView:
    """A course page. `lang` is empty when the course is in the reader's language.

    `gain` is what it says of the assessments before and after it, to who is enrolled in a course that has them.
    `own_lessons` is the number of lessons in the reader's language, where it is not the language of the course.
    Competencies are named in the language of the course only.
    `may_enrol` is False for somebody of no organisation in a course for members only; so it is for every visitor there.
    """

    course_id: int
    slug: str
    title: str
    lang: str
    summary: str
    description_html: str
    audience: str
    outcomes: tuple[str, ...]
    competencies: tuple[str, ...]
    competencies_lang: str
    sources: tuple[str, ...]
    instructors: tuple[str, ...]
    minutes: int
    pass_percent: int
    band_percent: int
    test_out: TestOutView | None
    is_offered: bool
    may_enrol: bool
    modules: tuple[ModuleRow, ...]
    lesson_count: int
    own_lessons: int
    exercise_count: int
    final: ExerciseCard | None
    own: OwnCourse | None
    gain: OwnGain | None


def course_view(*, slug: str, learner_id: int | None, language: str) -> CourseView | None:
    """Read a course page.

    Args:
        slug: of the course.
        learner_id: who asks; None for a visitor.
        language: the reader's; a course without that translation is shown in its source language.

    Returns:
        None when there is no such course, or it is no longer offered and the reader is not enrolled. At most four
        statements at any number of lessons, one more for a course for members only, two for one that is assessed before
        and after.
    """
    texts = CourseText.objects.filter(in_language(language), course__slug=slug).select_related("course")
    text = min(texts, key=by_language(language), default=None)
    if text is None:
        return None
    enrolment = own_enrolments(learner_id).filter(course=text.course).first() if learner_id else None
    if text.course.retired and enrolment is None:
        return None
    outline = read_outline(text.course, text.outline)
    states = states_of(outline, learner_id, assessed_exercises(text.course) if enrolment else ())
    done = done_lessons([enrolment.pk])[enrolment.pk] if enrolment else set()
    return _view(text, outline, Reader(enrolment, done, states, language), may_enrol=_may_enrol(text, learner_id))


def _may_enrol(text: CourseText, learner_id: int | None) -> bool:
    if text.course.enrolment != EnrolBy.INVITATION:
        return True
    return learner_id is not None and account_selectors.current_membership(learner_id) is not None


def _view(text: CourseText, outline: StoredOutline, reader: Reader, *, may_enrol: bool) -> CourseView:
    course = text.course
    return CourseView(
        course_id=course.pk,
        slug=course.slug,
        title=text.title,
        lang=foreign(text.language, reader.language),
        summary=text.summary,
        description_html=text.description_html,
        audience=text.details.get("audience", ""),
        **_details(text.details),
        competencies_lang=foreign(course.source_language, reader.language),
        minutes=course.estimated_minutes,
        pass_percent=course.pass_percent,
        band_percent=course.band_percent,
        test_out=test_out_view(course, outline, reader.states, reader.enrolment),
        is_offered=not course.retired,
        may_enrol=may_enrol,
        modules=module_rows(course.slug, outline, reader),
        lesson_count=len(outline.lessons),
        own_lessons=own_lessons(text, reader.language),
        exercise_count=len(outline.exercises()),
        final=card_of(course.slug, FINAL, outline.final, reader.states) if outline.final else None,
        own=own_course(reader.enrolment, outline, reader) if reader.enrolment else None,
        gain=own_gain(reader.enrolment, reader.states) if reader.enrolment else None,
    )


def _details(details: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    names = ("outcomes", "competencies", "sources", "instructors")
    return {name: tuple(details.get(name, ())) for name in names}


def module_rows(course_slug: str, outline: StoredOutline, reader: Reader) -> tuple[ModuleRow, ...]:
    """Lay out a course for one reader.

    Args:
        course_slug: of the course.
        outline: its stored outline.
        reader: who reads; exercises without a state get no card.

    Returns:
        One row per module, in order.
    """
    return tuple(
        ModuleRow(
            title=module.title,
            lang=foreign(module.lang, reader.language),
            lessons=tuple(_lesson_row(course_slug, lesson, reader) for lesson in module.lessons),
        )
        for module in outline.modules
    )


def _lesson_row(course_slug: str, lesson: StoredLesson, reader: Reader) -> LessonRow:
    return LessonRow(
        title=lesson.title,
        lang=foreign(lesson.lang, reader.language),
        summary=lesson.summary,
        url=learn_address("lesson", course_slug, lesson.slug),
        kind=lesson.kind,
        minutes=lesson.minutes,
        required=lesson.required,
        done=lesson.id in reader.done,
        is_new=is_new(lesson, reader.enrolment, reader.done),
        tested_out=_is_tested_out(lesson, reader),
        exercises=lesson_cards(course_slug, lesson, reader.states),
    )


def _is_tested_out(lesson: StoredLesson, reader: Reader) -> bool:
    is_left = lesson.required and lesson.id not in reader.done
    is_met = reader.enrolment is not None and reader.enrolment.tested_out_at is not None
    return is_met and is_left and is_examinable(lesson, reader.states)


def is_new(lesson: StoredLesson, enrolment: Enrolment | None, done: Collection[int]) -> bool:
    """Tell whether a lesson became required after the learner had finished.

    Args:
        lesson: from the stored outline.
        enrolment: the learner's; None for a visitor.
        done: lesson ids.

    Returns:
        True for a required lesson, not done, that the outline first required in a later version than the finished one.
    """
    if enrolment is None or enrolment.finished_version is None:
        return False
    return lesson.required and lesson.id not in done and lesson.since > enrolment.finished_version


def own_course(enrolment: Enrolment, outline: StoredOutline, reader: Reader) -> OwnCourse:
    """Put together what a course says to somebody enrolled.

    Args:
        enrolment: from own_enrolments.
        outline: of the course.
        reader: its learner, with the states of all exercises of the course.

    Returns:
        Progress, next step and certificate. Nothing is queried.
    """
    course, done, states = enrolment.course, reader.done, reader.states
    asked = asked_of(enrolment, outline, states)
    return OwnCourse(
        enrolment_id=enrolment.pk,
        progress=progress_of(standing_of(asked, done, states), course),
        next_step=next_step_of(enrolment, asked, done, states, reader.language),
        finished_by=enrolment.finished_by,
        tested_out=asked is not outline,
        result_percent=enrolment.composite_percent,
        new_lessons=sum(is_new(lesson, enrolment, done) for lesson in outline.lessons),
        certificate=certificate_state(enrolment),
        certificate_ends=expires_at(enrolment),
        may_renew=is_renewable(enrolment),
        look=look_view(enrolment, states),
        certificate_url=certificate_url(enrolment),
        name_url=reverse("courses:certificate_name", args=[course.slug]),
    )
