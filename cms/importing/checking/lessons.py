"""Lessons that can be read: short enough, in plain words, with an outcome, and with links that lead somewhere."""

import re
from collections.abc import Iterator
from dataclasses import replace

from django.urls import Resolver404, resolve

from cms.importing.checking.texts import lesson_text, lix, strings, words
from cms.importing.reading.problems import FileProblem
from cms.importing.reading.types import LessonFile, ProgrammeFiles, ReferenceFile

WORDS_A_MINUTE = 135
MOST_MINUTES = 12
MOST_LIX = 50
PLAIN = ("title", "question", "caption")
_STARS = re.compile(r"\*\S[^*]*\*")
_LINK = re.compile(r'href="(/[^"#?]*)')


def check_lessons(files: ProgrammeFiles) -> Iterator[FileProblem]:
    """Name what is too long, too hard, or leads nowhere."""
    known = addresses(files)
    for course in files.courses:
        for lesson in course.lessons():
            yield from _check_text(lesson)
            yield from _plain(lesson)
    for place, text in _linked(files):
        for link in _LINK.findall(text):
            if not leads_somewhere(link, known):
                message = f"The link to {link} leads nowhere. Name a page that exists, or remove the link."
                yield replace(place, message=message)


def _plain(lesson: LessonFile) -> Iterator[FileProblem]:
    """Name what is shown letter by letter and was written as if stars made words strong."""
    for block in lesson.blocks:
        for name in PLAIN:
            if _STARS.search(str(block.value.get(name) or "")):
                message = f"“{name}” is shown as it is written, with its stars. Take them out."
                yield FileProblem(lesson.file, block.line, message)


def _linked(files: ProgrammeFiles) -> Iterator[tuple[FileProblem, str]]:
    """Give every text in which a link may stand, with its place."""
    courses = [each for course in files.courses for each in (course, *course.translations)]
    for course in courses:
        yield FileProblem(course.file, 1, ""), course.description_html
    lessons = [lesson for course in courses for lesson in course.lessons()]
    pages: list[LessonFile | ReferenceFile] = [*lessons, *files.references]
    for page in pages:
        for block in page.blocks:
            yield from ((FileProblem(page.file, block.line, ""), text) for text in strings(block.value))
    for exercise in (*(each for course in courses for each in course.all_exercises()), *files.samples):
        for text in (exercise.intro_html, *strings(exercise.body)):
            yield FileProblem(exercise.file, 1, ""), text


def _check_text(lesson: LessonFile) -> Iterator[FileProblem]:
    text = lesson_text(lesson)
    count, level = len(words(text)), lix(text)
    if count > MOST_MINUTES * WORDS_A_MINUTE or lesson.estimated_minutes > MOST_MINUTES:
        minutes = max(round(count / WORDS_A_MINUTE), lesson.estimated_minutes)
        message = f"{count} words, {minutes} minutes: {MOST_MINUTES} is the most. Cut it, or make two."
        yield FileProblem(lesson.file, lesson.lines.get("/estimated_minutes", 1), message)
    if level > MOST_LIX:
        message = f"The text is hard to read (LIX {level:.0f}, at most {MOST_LIX}). Write shorter sentences and words."
        yield FileProblem(lesson.file, 1, message)
    if lesson.kind == "lesson":
        if "After this you can" not in str(lesson.blocks[0].value.get("html")):
            yield FileProblem(lesson.file, 1, "Begin with the outcome: **After this you can** ...")
        if not any(block.value.get("style") == "tomorrow" for block in lesson.blocks):
            yield FileProblem(lesson.file, 1, "Say what to do at work tomorrow, in a callout of the style tomorrow.")


def addresses(files: ProgrammeFiles) -> set[tuple[str, ...]]:
    """List what stands in addresses: the slugs of courses, lessons and exercises, and kind and slug in the library."""
    found: set[tuple[str, ...]] = {("library", page.kind, page.slug) for page in files.references}
    for course in files.courses:
        found |= {(course.slug,)} | {(course.slug, "final", exercise.slug) for exercise in course.finals()}
        for lesson in course.lessons():
            found.add((course.slug, lesson.slug))
            found |= {(course.slug, lesson.slug, exercise.slug) for exercise in lesson.exercises}
    return found


def leads_somewhere(path: str, known: set[tuple[str, ...]]) -> bool:
    """Whether an address of this site is one that a page will have."""
    try:
        match = resolve(path)
    except Resolver404:
        return False
    if match.app_name == "library" and "slug" in match.kwargs:
        return ("library", match.kwargs.get("kind", "templates"), match.kwargs["slug"]) in known
    if match.app_name != "courses":
        return match.url_name != "wagtail_serve" or path == "/"
    slugs = tuple(match.kwargs[name] for name in ("course", "lesson", "exercise") if name in match.kwargs)
    return not slugs or slugs in known
