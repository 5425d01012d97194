"""Walks over the pages of a course from the top down, and writes the file of each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from cms.definitions.texts import same_words
from cms.exporting.collecting.album import Album, StoredFile
from cms.exporting.collecting.exercises import exercise_fields
from cms.exporting.collecting.lessons import BodyWriter
from cms.exporting.collecting.references import reference_fields
from cms.exporting.collecting.sheet import ExportProblem, Sheet, without_empty
from cms.exporting.collecting.vocabulary import Vocabulary, competency_name
from cms.exporting.writing import yaml_text
from cms.importing.reading.types import LIBRARY, SAMPLES
from cms.models import CaseStudyPage, CoursePage, ExercisePage, LessonContentPage, ModulePage, ReferencePage, reading

FORMAT = 1
CASE_FIELDS = ("role", "task", "origin", "origin_source")


@dataclass(slots=True)
class Files:
    """What is to be written: texts and files of the library by path. `pages` names the page of each text.

    `left_out` says in sentences which pages have no file; `addresses` gives those of courses and lessons that
    have, in the source language.
    """

    texts: dict[str, str] = field(default_factory=dict)
    stored: dict[str, StoredFile] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)
    problems: list[ExportProblem] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    addresses: dict[UUID, str] = field(default_factory=dict)

    def add(self, path: str, page: str, text: str) -> None:
        self.texts[path] = text
        self.pages[path] = page


@dataclass(slots=True)
class CourseCollector:
    """Collects one course. With `drafts` the latest draft of each page counts, otherwise what is published."""

    files: Files
    vocabulary: Vocabulary
    drafts: bool
    album: Album = field(default_factory=Album)
    folder: str = ""
    number: int = 0

    def collect(self, stored: Any) -> None:
        """Collect a course and its translations, which show files of the same library."""
        if not self._collect(stored):
            return
        home = self.folder
        others = CoursePage.objects.filter(translation_key=stored.translation_key).exclude(locale=stored.locale)
        for translation in others.select_related("locale").order_by("locale__language_code"):
            self._collect(translation, f"{home}/{translation.locale.language_code}")
        self._library(home)

    def _collect(self, stored: Any, folder: str = "") -> bool:
        """Collect the course in one language; False when nothing of it is to be written."""
        course = self._version(stored)
        if course is None:
            return False
        modules = [(module, self._lessons(module)) for module in self._below(stored, ModulePage)]
        filled = [(module, lessons) for module, lessons in modules if lessons]
        self._leave_out([module for module, lessons in modules if not lessons], "has no lesson to write")
        if not filled:
            self._leave_out([course], "has no lesson to write")
            return False
        self.folder = folder or course.slug
        own = self._below(stored, ExercisePage)
        finals, asked_twice = ([page for page in own if bool(page.assessment) == twice] for twice in (False, True))
        self._leave_out(finals[1:], "is not the first final assessment of its course")
        self._course(course, finals[:1], asked_twice)
        for number, (module, lessons) in enumerate(filled, start=1):
            self._module(module, f"{self.folder}/{number:02d}-{module.slug}", lessons)
        return True

    def _library(self, folder: str) -> None:
        self.files.stored |= {f"{folder}/{name}": file for name, file in self.album.files.items()}
        for name, text in self.album.texts.items():
            self.files.add(f"{folder}/{name}", f"transcript {name}", text)

    def collect_samples(self, stored: Any) -> None:
        """Collect the exercises that anybody may try instead of a course."""
        pages = self._below(stored, ExercisePage)
        names = [f"{number:02d}-{page.slug}.yaml" for number, page in enumerate(pages, start=1)]
        self._exercises(SAMPLES, names, pages)
        self._library(SAMPLES)

    def collect_library(self, stored: Any) -> None:
        """Collect the pages of the library instead of a course."""
        for page in self._below(stored, ReferencePage):
            sheet = self._sheet(page)
            front = reference_fields(page, sheet)
            body = BodyWriter(sheet, self.album, self.vocabulary).write(page.body)
            self.files.add(f"{LIBRARY}/{page.kind}/{page.slug}.md", sheet.page, _with_front(front, body))
        self._library(LIBRARY)

    def _lessons(self, module: Any) -> list[Any]:
        return self._below(module, LessonContentPage)

    def _below(self, parent: Any, kind: type) -> list[Any]:
        pages = (page for page in parent.get_children().specific() if isinstance(page, kind))
        return [page for page in map(self._version, pages) if page is not None]

    def _version(self, page: Any) -> Any:
        """Return the page with the content that is to be written; None, with a note, when it is a draft only."""
        if self.drafts:
            return page.get_latest_revision_as_object()
        if not page.live:
            self._leave_out([page], "is not published")
            return None
        if page.has_unpublished_changes:
            self.files.left_out.append(f"The unpublished changes of {label(page)}.")
        return page

    def _leave_out(self, pages: Sequence[Any], reason: str) -> None:
        self.files.left_out += [f"{label(page)} {reason}." for page in pages]

    def _sheet(self, page: Any) -> Sheet:
        return Sheet(label(page), self.files.problems)

    def _course(self, course: CoursePage, finals: Sequence[Any], asked_twice: Sequence[Any]) -> None:
        sheet = self._sheet(course)
        names = [f"final.{page.slug}.yaml" for page in finals]
        names += [f"assessment.{page.slug}.yaml" for page in asked_twice]
        fields = {
            "format": FORMAT,
            "key": str(course.translation_key),
            "language": course.locale.language_code,
            "slug": course.slug,
            "number": self.number,
            "title": sheet.plain("title", course.title),
            "summary": sheet.plain("summary", course.summary),
            "audience": sheet.plain("audience", course.audience),
            "outcomes": sheet.lines("outcomes", course.outcomes),
            "competencies": [competency_name(key, sheet, self.vocabulary) for key in course.competencies],
            "estimated_minutes": course.estimated_minutes,
            "pass_percent": course.pass_percent,
            "completion": course.completion,
            # Without a final assessment nobody can test out, whatever is ticked.
            "test_out": course.test_out and bool(finals),
            "test_out_margin": course.test_out_margin,
            "test_out_tries": course.test_out_tries,
            "valid_months": course.valid_months,
            "enrolment": course.enrolment,
            "instructors": sheet.lines("instructors", course.instructor_names),
            "sources": sheet.lines("sources", course.sources),
            "exercises": names,
        }
        lists = ["outcomes", "competencies", "instructors", "sources", "exercises"]
        text = sheet.rich("description", reading.rich(course.description), headings=True)
        front = without_empty(fields, ["audience", *lists])
        self.files.add(f"{self.folder}/course.md", sheet.page, _with_front(front, text))
        self.files.addresses.setdefault(course.translation_key, self.folder)
        self._exercises(self.folder, names, [*finals, *asked_twice])

    def _module(self, module: ModulePage, folder: str, lessons: Sequence[Any]) -> None:
        sheet = self._sheet(module)
        fields = {
            "key": str(module.translation_key),
            "slug": module.slug,
            "title": sheet.plain("title", module.title),
            "summary": sheet.plain("summary", module.summary),
        }
        self.files.add(f"{folder}/module.md", sheet.page, _with_front(without_empty(fields, ["summary"]), ""))
        for number, lesson in enumerate(lessons, start=1):
            self._lesson(lesson, folder, f"{number:02d}-{lesson.slug}")

    def _lesson(self, lesson: Any, folder: str, name: str) -> None:
        self.files.addresses.setdefault(lesson.translation_key, f"{self.folder}/{lesson.slug}")
        sheet = self._sheet(lesson)
        exercises = self._below(lesson, ExercisePage)
        names = [f"{name}.{page.slug}.yaml" for page in exercises]
        fields = {
            "key": str(lesson.translation_key),
            "kind": "case-study" if isinstance(lesson, CaseStudyPage) else "lesson",
            "slug": lesson.slug,
            "title": sheet.plain("title", lesson.title),
            "summary": sheet.plain("summary", lesson.summary),
            "estimated_minutes": lesson.estimated_minutes,
            "required": lesson.required,
            "done_by": str(lesson.done_by),
            "desk": list(lesson.desk_tasks),
            "tags": sheet.lines("tags", lesson.tags),
            "exercises": names,
        }
        if isinstance(lesson, CaseStudyPage):
            fields |= {name: sheet.plain(name, getattr(lesson, name)) for name in CASE_FIELDS}
        files = {same_words(page.title): file for page, file in zip(exercises, names, strict=True)}
        body = BodyWriter(sheet, self.album, self.vocabulary, files).write(lesson.body)
        front = without_empty(fields, ["desk", "tags", "exercises", *CASE_FIELDS])
        self.files.add(f"{folder}/{name}.md", sheet.page, _with_front(front, body))
        self._exercises(folder, names, exercises)

    def _exercises(self, folder: str, names: Sequence[str], pages: Sequence[Any]) -> None:
        for name, page in zip(names, pages, strict=True):
            sheet = self._sheet(page)
            fields = exercise_fields(page, sheet, self.vocabulary, self.album)
            self.files.add(f"{folder}/{name}", sheet.page, yaml_text.write(fields))


def label(page: Any) -> str:
    """What the page is and its title, for people."""
    return f"{page._meta.verbose_name} “{page.title}”"  # noqa: SLF001  (Django documents _meta)


def _with_front(fields: dict[str, Any], body: str) -> str:
    parts = ["---\n", yaml_text.write(fields), "---\n", *([body, "\n"] if body else [])]
    return "".join(parts)


def without_source(courses: Sequence[Any], language: str) -> Iterator[str]:
    """Name the courses that translate none, which the format does not hold."""
    for course in courses:
        yield f"{label(course)} is in the language {course.locale.language_code}, and not in {language}."
