"""The programme: what its certificate needs, and the paths through it for people in different roles."""

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.urls import reverse

from assessments import selectors as assessment_selectors
from courses.enums import CertificateState, FinishedBy
from courses.models import (
    Certificate,
    Course,
    CourseText,
    Enrolment,
    Lesson,
    LessonExercise,
    Programme,
    ProgrammeCompletion,
    ProgrammeText,
)
from courses.rules.types import ProgrammeBody, ProgrammeOutline, ProgrammePath
from courses.selectors.addresses import learn_address
from courses.selectors.enrolments import certificate_state, certificate_url, own_enrolments, state_of
from courses.selectors.outline import StoredLesson, by_language, foreign, read_outline, texts_by_course
from courses.selectors.standing import done_lessons

# The kind of a step that is a whole course.
COURSE = "course"


@dataclass(frozen=True, slots=True)
class ProgrammeCard:
    """The programme in a list. `lang` is empty when its text is in the reader's language."""

    title: str
    lang: str
    url: str


@dataclass(frozen=True, slots=True)
class CourseRow:
    """A course that the certificate needs, with what the reader has of it.

    Attributes:
        url: empty where the reader has none of it and it takes no new learners.
        lessons_done: of the required lessons; 0 for somebody who is not enrolled.
        certificate: None for somebody who is not enrolled.
    """

    title: str
    lang: str
    url: str
    minutes: int
    is_offered: bool
    lessons_done: int
    lessons_required: int
    certificate: CertificateState | None
    certificate_url: str


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step of a path: a whole course, a lesson or a case study; then the course is named as well.

    `done` says that the course is finished, or the lesson is done or was tested out of, by the reader.
    """

    kind: str
    title: str
    lang: str
    url: str
    minutes: int
    done: bool
    course_title: str = ""
    course_lang: str = ""


@dataclass(frozen=True, slots=True)
class PathView:
    """A path with its steps in order. Steps that are no longer on offer are left out."""

    title: str
    sentence: str
    lang: str
    url: str
    hours: int
    steps: tuple[StepRow, ...]

    @property
    def minutes(self) -> int:
        return sum(step.minutes for step in self.steps)

    @property
    def done(self) -> int:
        return sum(step.done for step in self.steps)

    @property
    def next_step(self) -> StepRow | None:
        return next((step for step in self.steps if not step.done), None)


@dataclass(frozen=True, slots=True)
class OwnProgramme:
    """A reader's certificate of the programme, issued or revoked. The names are those of NameView.

    Attributes:
        programme_title: as the certificate says it.
        programme_url: empty once the programme is withdrawn.
    """

    programme_title: str
    programme_lang: str
    programme_url: str
    state: CertificateState
    printed_name: str
    name_withheld: bool
    certificate_url: str
    pdf_url: str
    revoked_reason: str
    expires_at: datetime.datetime | None


@dataclass(frozen=True, slots=True)
class ProgrammeView:
    """The page of the programme. `lang` as in ProgrammeCard; `own` is None without a certificate."""

    title: str
    lang: str
    url: str
    introduction_html: str
    courses: tuple[CourseRow, ...]
    paths: tuple[PathView, ...]
    own: OwnProgramme | None

    @property
    def minutes(self) -> int:
        return sum(course.minutes for course in self.courses)

    @property
    def certified(self) -> int:
        return sum(course.certificate == CertificateState.ISSUED for course in self.courses)


@dataclass(slots=True)
class _Shelf:
    """Courses and lessons by key, as one reader sees them; `minutes` of the steps that can be taken."""

    language: str
    courses: dict[str, CourseText] = field(default_factory=dict)
    lessons: dict[str, tuple[CourseText, StoredLesson]] = field(default_factory=dict)
    enrolments: dict[int, Enrolment] = field(default_factory=dict)
    done: Collection[int] = ()
    minutes: Mapping[UUID, int] = field(default_factory=dict)


def programme_card(language: str) -> ProgrammeCard | None:
    """Read what a list says of the programme.

    Args:
        language: the reader's.

    Returns:
        None while no programme is published. One statement.
    """
    text = _text(language)
    return ProgrammeCard(text.title, foreign(text.language, language), reverse("programme:overview")) if text else None


def programme_view(*, learner_id: int | None, language: str) -> ProgrammeView | None:
    """Read the page of the programme.

    Args:
        learner_id: who asks; None for a visitor.
        language: the reader's.

    Returns:
        None while no programme is published. Six statements, three more for somebody signed in, and one
        more with a certificate.
    """
    text = _text(language)
    if text is None:
        return None
    shelf = _shelf(text.programme, learner_id, language)
    shelf.minutes = step_minutes({UUID(key) for path in text.paths for key in path["steps"]})
    needed = (found for found in shelf.courses.values() if found.course.programme_id == text.programme_id)
    return ProgrammeView(
        title=text.title,
        lang=foreign(text.language, language),
        url=reverse("programme:overview"),
        introduction_html=text.introduction_html,
        courses=tuple(_course_row(found, shelf) for found in needed),
        paths=tuple(_path(path, text, shelf) for path in text.paths),
        own=_own(text.programme.completions.filter(learner=learner_id), language) if learner_id is not None else None,
    )


def path_view(*, slug: str, learner_id: int | None, language: str) -> tuple[ProgrammeView, PathView] | None:
    """Read the page of a path.

    Args:
        slug: of the path.
        learner_id: who asks; None for a visitor.
        language: the reader's.

    Returns:
        The programme and the path; None when there is no such path. As many statements as for the programme.
    """
    view = programme_view(learner_id=learner_id, language=language)
    paths = view.paths if view else ()
    return next(((view, path) for path in paths if view and path.url == _path_url(slug)), None)


def path_address(*, slug: str, language: str) -> str:
    """Find a path by what it is called in another language: an address stays when the language of the site changes.

    Args:
        slug: of the path, in any language.
        language: the reader's.

    Returns:
        Where its reader finds it: the path of the same steps, else the programme; empty when no path is called so.
    """
    text = _text(language)
    if text is None:
        return ""
    written = (
        ProgrammeText.objects.filter(programme=text.programme_id).order_by("language").values_list("paths", flat=True)
    )
    found = next((path for paths in written for path in paths if path["slug"] == slug), None)
    if found is None:
        return ""
    same = next((path["slug"] for path in text.paths if path["steps"] == found["steps"]), "")
    return _path_url(same) if same else reverse("programme:overview")


def own_programme(*, learner_id: int, language: str) -> OwnProgramme | None:
    """Read what a learner's own page says of their certificate of the programme.

    Args:
        learner_id: who asks.
        language: the reader's.

    Returns:
        The newest, whether or not its programme is still offered; None without a certificate. Two statements.
    """
    return _own(ProgrammeCompletion.objects.filter(learner=learner_id, programme__isnull=False), language)


def _own(completions: QuerySet[ProgrammeCompletion], language: str) -> OwnProgramme | None:
    certificates = Certificate.objects.filter(completion__in=completions).select_related("revocation")
    withdrawn = F("completion__programme__retired")
    certificate = certificates.annotate(withdrawn=withdrawn).order_by("-pk").first()
    if certificate is None:
        return None
    revocation = certificate.revocation
    address = [certificate.code]
    says = certificate.issues.values_list("snapshot", flat=True).latest("number")
    return OwnProgramme(
        programme_title=says["programme"]["title"],
        programme_lang=foreign(says["language"], language),
        programme_url="" if certificate.withdrawn else reverse("programme:overview"),
        state=state_of(certificate),
        printed_name=says["holder"],
        name_withheld=certificate.name_withheld,
        certificate_url=reverse("certificates:verify", args=address),
        pdf_url="" if revocation else reverse("certificates:pdf", args=address),
        revoked_reason=revocation.reason if revocation else "",
        expires_at=certificate.expires_at,
    )


def _path_url(slug: str) -> str:
    return reverse("programme:path", args=[slug])


def _text(language: str) -> ProgrammeText | None:
    in_language = Q(language=language) | Q(language=F("programme__source_language"))
    texts = ProgrammeText.objects.filter(in_language, programme__retired=False).select_related("programme")
    return min(texts.order_by("programme_id"), key=by_language(language), default=None)


def _shelf(programme: Programme, learner_id: int | None, language: str) -> _Shelf:
    shown = Course.objects.filter(Q(retired=False) | Q(programme=programme)).order_by()
    texts = texts_by_course(shown.values_list("pk", flat=True), language)
    shelf = _Shelf(language)
    for text in sorted(texts.values(), key=lambda text: (text.course.position, text.course_id)):
        shelf.courses[str(text.course.key)] = text
        for lesson in read_outline(text.course, text.outline).lessons:
            shelf.lessons[lesson.key] = (text, lesson)
    if learner_id is not None:
        shelf.enrolments = {enrolment.course_id: enrolment for enrolment in own_enrolments(learner_id)}
        done = done_lessons([enrolment.pk for enrolment in shelf.enrolments.values()])
        shelf.done = set().union(*done.values())
    return shelf


def _course_row(text: CourseText, shelf: _Shelf) -> CourseRow:
    required = [lesson.id for around, lesson in shelf.lessons.values() if around is text and lesson.required]
    enrolment = shelf.enrolments.get(text.course_id)
    return CourseRow(
        title=text.title,
        lang=foreign(text.language, shelf.language),
        url=learn_address("course", text.course.slug) if enrolment or not text.course.retired else "",
        minutes=text.course.estimated_minutes,
        is_offered=not text.course.retired,
        lessons_done=sum(lesson_id in shelf.done for lesson_id in required),
        lessons_required=len(required),
        certificate=certificate_state(enrolment) if enrolment else None,
        certificate_url=certificate_url(enrolment) if enrolment else "",
    )


def _path(path: Mapping[str, Any], text: ProgrammeText, shelf: _Shelf) -> PathView:
    return PathView(
        title=path["title"],
        sentence=path["sentence"],
        lang=foreign(text.language, shelf.language),
        url=_path_url(path["slug"]),
        hours=path["hours"],
        steps=tuple(step for key in path["steps"] if (step := _step(key, shelf))),
    )


def _step(key: str, shelf: _Shelf) -> StepRow | None:
    minutes = shelf.minutes.get(UUID(key))
    if minutes is None:
        return None
    if key in shelf.courses:
        row = _course_row(shelf.courses[key], shelf)
        is_done = row.certificate not in {None, CertificateState.NOT_FINISHED}
        return StepRow(COURSE, row.title, row.lang, row.url, minutes, is_done)
    text, lesson = shelf.lessons[key]
    return StepRow(
        kind=lesson.kind,
        title=lesson.title,
        lang=foreign(lesson.lang, shelf.language),
        url=learn_address("lesson", text.course.slug, lesson.slug),
        minutes=minutes,
        done=lesson.id in shelf.done or (lesson.required and _was_tested_out(text, shelf)),
        course_title=text.title,
        course_lang=foreign(text.language, shelf.language),
    )


def _was_tested_out(text: CourseText, shelf: _Shelf) -> bool:
    enrolment = shelf.enrolments.get(text.course_id)
    return enrolment is not None and enrolment.finished_by == FinishedBy.TEST_OUT


def step_minutes(keys: Collection[UUID]) -> dict[UUID, int]:
    """Say how long the steps of a path take, of those that can be taken.

    Args:
        keys: of courses and lessons.

    Returns:
        key -> minutes: what a course says of itself; of a lesson or case study, reading it and its required exercises.
        What is not on offer is left out. Four statements.
    """
    lessons = Lesson.objects.filter(key__in=keys, retired=False, course__retired=False)
    minutes = dict(lessons.values_list("key", "estimated_minutes"))
    asked = LessonExercise.objects.filter(lesson__in=lessons, required=True, retired=False)
    places = list(asked.values_list("lesson__key", "exercise_id"))
    states = assessment_selectors.exercise_states(learner_id=None, exercise_ids=[pk for _, pk in places])
    for key, exercise_id in places:
        minutes[key] += states[exercise_id].policy.minutes
    courses = Course.objects.offered().filter(key__in=keys)
    return minutes | dict(courses.values_list("key", "estimated_minutes"))


def published_programme(key: UUID) -> ProgrammeOutline | None:
    """Read what learners get of a programme, so that cms can compare it with its page.

    Args:
        key: of the programme.

    Returns:
        None when it is not published. Three statements.
    """
    programme = Programme.objects.filter(key=key, retired=False).first()
    if programme is None:
        return None
    return ProgrammeOutline(
        key=programme.key,
        source_language=programme.source_language,
        bodies={text.language: _body(text) for text in programme.texts.all()},
        courses=frozenset(programme.courses.values_list("key", flat=True)),
    )


def _body(text: ProgrammeText) -> ProgrammeBody:
    paths = (ProgrammePath(**path | {"steps": tuple(map(UUID, path["steps"]))}) for path in text.paths)
    return ProgrammeBody(text.title, text.introduction_html, tuple(paths))
