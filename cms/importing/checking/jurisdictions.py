"""Which places a course takes its rules and episodes from."""

import re
from collections.abc import Iterator, Sequence

from cms.importing.checking.mapping import Mapped
from cms.importing.checking.texts import lesson_text
from cms.importing.reading.problems import FileProblem
from cms.importing.reading.types import CourseFile, ProgrammeFiles

FEWEST = 4
FEWEST_LESSONS = 2


def check_jurisdictions(files: ProgrammeFiles, mapped: Mapped) -> Iterator[FileProblem]:
    """Name the courses that look at few places."""
    for course in files.courses:
        found = represented(course, mapped)
        if mapped.jurisdictions and len(found) < FEWEST:
            named = ", ".join(found) or "none"
            message = f"At least {FEWEST} jurisdictions stand in {FEWEST_LESSONS} lessons each; here: {named}."
            yield FileProblem(course.file, 1, message)


def represented(course: CourseFile, mapped: Mapped) -> list[str]:
    """List the jurisdictions of the mapping that at least two lessons of a course name, or places in them."""
    texts = [lesson_text(lesson) for lesson in course.lessons()]
    return [name for name, places in mapped.jurisdictions.items() if _naming(texts, places) >= FEWEST_LESSONS]


def _naming(texts: Sequence[str], places: Sequence[str]) -> int:
    named = re.compile(rf"\b(?:{'|'.join(map(re.escape, places))})\b")
    return sum(bool(named.search(text)) for text in texts)
