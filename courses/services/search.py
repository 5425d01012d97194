"""Storing what can be found, whenever a course or the library is published."""

from collections.abc import Iterable, Iterator, Mapping
from uuid import UUID

from courses.enums import EnrolBy, SearchKind
from courses.models import Course, Lesson, Reference, SearchEntry
from courses.rules.outline import lessons_of
from courses.rules.search import words_of
from courses.rules.types import CourseBody, CourseOutline, OutlineLesson
from courses.selectors.wording import plain_text


def store_entries(outline: CourseOutline, course: Course, lessons: Mapping[UUID, Lesson]) -> None:
    """Replace what can be found of a course. Nothing of its exercises is ever among it.

    Args:
        outline: the published outline.
        course: its stored course.
        lessons: lesson key -> stored lesson.

    Called inside sync_outline's transaction. Safe to call twice.
    """
    forget_entries(course.key)
    SearchEntry.objects.bulk_create([*_of_course(outline, course), *_of_lessons(outline, course, lessons)])


def forget_entries(course_key: UUID) -> None:
    """Let nothing of a course be found any more.

    Args:
        course_key: an unknown one does nothing.

    Safe to call twice.
    """
    SearchEntry.objects.filter(course__key=course_key).delete()


def store_reference_entries(rows: Iterable[Reference]) -> None:
    """Let pages of the library be found; those of pages that are gone went with them.

    Args:
        rows: stored pages that have no entries yet.

    Called inside sync_library's transaction.
    """
    SearchEntry.objects.bulk_create(_of_reference(row) for row in rows)


def _of_reference(row: Reference) -> SearchEntry:
    """Everybody may read all of it, so that all of it is text."""
    facts = [f"{fact['name']}: {fact['text']}" for fact in row.facts]
    return _with_words(
        SearchEntry(
            kind=SearchKind.REFERENCE,
            key=row.key,
            reference=row,
            language=row.language,
            title=row.title,
            text="\n".join([row.summary, *facts, plain_text(row.body_html), ", ".join(row.themes)]),
        )
    )


def _of_course(outline: CourseOutline, course: Course) -> Iterator[SearchEntry]:
    for language, body in outline.bodies.items():
        modules = [module.titles[language] for module in outline.modules if language in module.titles]
        yield _with_words(
            SearchEntry(
                kind=SearchKind.COURSE,
                key=outline.key,
                course=course,
                language=language,
                title=body.title,
                text="\n".join(_lines(body, modules)),
            )
        )


def _lines(body: CourseBody, module_titles: Iterable[str]) -> Iterator[str]:
    texts = (body.summary, plain_text(body.description_html), body.audience, *body.outcomes, *body.competencies)
    return (text for text in (*texts, *module_titles) if text)


def _of_lessons(outline: CourseOutline, course: Course, lessons: Mapping[UUID, Lesson]) -> Iterator[SearchEntry]:
    for lesson in lessons_of(outline):
        yield from _of_lesson(lesson, course, lessons[lesson.key])
        yield from _of_terms(lesson, course, lessons[lesson.key])


def _of_lesson(lesson: OutlineLesson, course: Course, stored: Lesson) -> Iterator[SearchEntry]:
    for language, body in lesson.bodies.items():
        yield _with_words(
            SearchEntry(
                kind=SearchKind(lesson.kind),
                key=lesson.key,
                course=course,
                lesson=stored,
                language=language,
                title=body.title,
                text=body.summary,
                body=plain_text(body.body_html),
            ),
            *lesson.tags,
        )


def _of_terms(lesson: OutlineLesson, course: Course, stored: Lesson) -> Iterator[SearchEntry]:
    """A term is open to everybody when its course is: whoever likes may enrol and read it."""
    for term in lesson.terms:
        yield _with_words(
            SearchEntry(
                kind=SearchKind.TERM,
                key=term.key,
                course=course,
                lesson=stored,
                language=term.language,
                members_only=course.enrolment != EnrolBy.OPEN,
                title=term.term,
                text=term.definition,
            )
        )


def _with_words(entry: SearchEntry, *hidden: str) -> SearchEntry:
    entry.title_words = words_of(entry.title)
    entry.text_words = words_of(entry.text)
    entry.body_words = words_of(entry.body, *hidden)
    return entry
