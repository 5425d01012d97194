"""The published outline of a course, as cms hands it to courses.services.sync_outline."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

# What a page may have as its place in an address; a file of the curriculum as well.
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
SLUG_LENGTH = 80
# Words that addresses under /learn/ use themselves, so that no page may have them as its slug.
RESERVED_COURSE_SLUGS = frozenset({"samples", "desk"})
RESERVED_LESSON_SLUGS = frozenset({"final", "certificate", "enrol"})
RESERVED_EXERCISE_SLUGS = frozenset({"done", "report"})


@dataclass(frozen=True, slots=True)
class OutlineExercise:
    """An exercise of a lesson. `key` is that of an assessments.Exercise that has a published version."""

    key: UUID
    slug: str
    required: bool
    weight: int
    desk_tasks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OutlineTerm:
    """A key term that a lesson explains, in one language. Plain text."""

    key: UUID
    language: str
    term: str
    definition: str


@dataclass(frozen=True, slots=True)
class LessonBody:
    """A lesson in one language. `body_html` is trusted: rendered and sanitised by cms."""

    title: str
    summary: str
    body_html: str


@dataclass(frozen=True, slots=True)
class OutlineLesson:
    """A lesson or case study. `kind` and `done_by` are values of courses.enums; `bodies` maps language → body."""

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
    """The whole published outline of one course; the source language is named first in every mapping."""

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
