"""What is published, as cms hands it down: the outline of a course, and the pages of the library."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

# What a page may have as its place in an address; a file of the curriculum as well.
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
SLUG_LENGTH = 80
# Words that addresses under /learn/ use themselves, so that no page may have them as its slug.
RESERVED_COURSE_SLUGS = frozenset({"samples", "desk", "dilemma"})
RESERVED_PATH_SLUGS = frozenset({"certificate"})
RESERVED_LESSON_SLUGS = frozenset({"final", "certificate", "enrol", "assessment"})
RESERVED_EXERCISE_SLUGS = frozenset({"documents", "done", "report"})
# When somebody should look again whether a page of the library still holds.
STALE_AFTER = datetime.timedelta(days=365)

# What a course asks for testing out where it says nothing else: percent above the pass mark of its final assessment,
# and in how many first tries.
TEST_OUT_MARGIN = 10
TEST_OUT_TRIES = 1
# The longest that a certificate is valid for where it is not valid for ever, in months.
LONGEST_VALIDITY = 120


@dataclass(frozen=True, slots=True)
class OutlineExercise:
    """An exercise of a lesson. `key` is that of an assessments.Exercise that has a published version.

    `act` is that of a case study, from 1; 0 where there are no acts. `titles` maps language → title.
    """

    key: UUID
    slug: str
    required: bool
    weight: int
    desk_tasks: tuple[str, ...] = ()
    act: int = 0
    titles: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OutlineTerm:
    """A key term that a lesson explains, in one language. Plain text."""

    key: UUID
    language: str
    term: str
    definition: str


@dataclass(frozen=True, slots=True)
class CaseDocument:
    """A document of a case study. `kind` is a value of courses.enums.DocumentKind; `html` is trusted and whole."""

    kind: str
    title: str
    date: str
    html: str


@dataclass(frozen=True, slots=True)
class CaseAct:
    """An act of a case study: what it opens with, and the documents that come with it. `html` is trusted."""

    title: str
    html: str
    documents: tuple[CaseDocument, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseText:
    """What a case study has beyond its introduction, in one language.

    `documents` are those that are open from the beginning; `debrief_html` is trusted, and empty where there is none.
    """

    documents: tuple[CaseDocument, ...] = ()
    acts: tuple[CaseAct, ...] = ()
    debrief_title: str = ""
    debrief_html: str = ""

    def has_documents(self) -> bool:
        """Tell whether the case has a document in any act."""
        return bool(self.documents) or any(act.documents for act in self.acts)


@dataclass(frozen=True, slots=True)
class LessonBody:
    """A lesson in one language. `body_html` is trusted: rendered and sanitised by cms.

    Of a case study it is the introduction, which is open to everybody enrolled; the rest is in `case`.
    """

    title: str
    summary: str
    body_html: str
    case: CaseText = CaseText()


@dataclass(frozen=True, slots=True)
class OutlineLesson:
    """A lesson or case study. `kind` and `done_by` are values of courses.enums; `bodies` maps language → body.

    By the words of its `tags` it is found, although no page shows them.
    """

    key: UUID
    slug: str
    kind: str
    done_by: str
    required: bool
    estimated_minutes: int
    desk_tasks: tuple[str, ...]
    bodies: Mapping[str, LessonBody]
    exercises: tuple[OutlineExercise, ...] = ()
    terms: tuple[OutlineTerm, ...] = ()
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OutlineModule:
    """A module. `titles` maps language → title."""

    key: UUID
    titles: Mapping[str, str]
    lessons: tuple[OutlineLesson, ...]


@dataclass(frozen=True, slots=True)
class CourseBody:
    """A course page in one language. Everything after the description is plain text."""

    title: str
    summary: str
    description_html: str
    audience: str = ""
    outcomes: tuple[str, ...] = ()
    competencies: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    instructors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CourseOutline:
    """The whole published outline of one course; the source language is named first in every mapping.

    `before_exercise` and `after_exercise` may be one and the same; there is none or both.
    """

    key: UUID
    slug: str
    position: int
    estimated_minutes: int
    pass_percent: int
    test_out: bool
    source_language: str
    bodies: Mapping[str, CourseBody]
    modules: tuple[OutlineModule, ...]
    final_exercise: OutlineExercise | None = None
    instructor_ids: tuple[int, ...] = field(default=())
    enrolment: str = "open"
    test_out_margin: int = TEST_OUT_MARGIN
    test_out_tries: int = TEST_OUT_TRIES
    valid_months: int = 0
    before_exercise: OutlineExercise | None = None
    after_exercise: OutlineExercise | None = None


@dataclass(frozen=True, slots=True)
class ProgrammePath:
    """A way through a programme for people in one role, in one language.

    `hours` are whole hours that the steps take at most; `steps` are keys of courses, and of lessons, in order.
    """

    slug: str
    title: str
    sentence: str
    hours: int
    steps: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class ProgrammeBody:
    """The pages of a programme in one language. `introduction_html` is trusted."""

    title: str
    introduction_html: str
    paths: tuple[ProgrammePath, ...]


@dataclass(frozen=True, slots=True)
class ProgrammeOutline:
    """A published programme; its certificate needs all of `courses`, which are keys in no order."""

    key: UUID
    source_language: str
    bodies: Mapping[str, ProgrammeBody]
    courses: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of a page of the library. Plain text; `mark` is primary, secondary or general, `as_of` may be empty."""

    name: str
    text: str
    as_of: str
    mark: str
    note: str


@dataclass(frozen=True, slots=True)
class ReferenceBody:
    """A page of the library in one language.

    `body_html` is trusted: rendered and sanitised by cms. `document` is the same as a .docx, empty where there is none.
    """

    title: str
    summary: str
    themes: tuple[str, ...]
    facts: tuple[Fact, ...]
    body_html: str
    owner: str
    document: bytes = b""


@dataclass(frozen=True, slots=True)
class LibraryReference:
    """A page of the library. `kind` is a value of courses.enums; in `bodies` the source language is named first."""

    key: UUID
    kind: str
    slug: str
    reviewed: datetime.date
    bodies: Mapping[str, ReferenceBody]
