"""Where facts come from: sources with marks and dates, and keys that rest on something."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from cms.importing.reading.paper_types import ChoiceBody, ChoiceQuestion
from cms.importing.reading.problems import FileProblem
from cms.importing.reading.types import (
    Block,
    CourseFile,
    ExerciseFile,
    LessonFile,
    NumberQuestion,
    NumericBody,
    ProgrammeFiles,
)

# Where copies lie. A source names the original document; where a copy was read belongs into its note.
COPIES = (
    *("wikipedia.org", "wikimili.com", "wikisource.org", "wikiwand.com", "wuerstchenundbier.com", "fandom.com"),
    *(
        "coursehero.com",
        "studocu.com",
        "solutioninn.com",
        "chegg.com",
        "brainly.com",
        "quizlet.com",
        "academicpapers.net",
    ),
    *("scribd.com", "docslib.org", "studylib.net", "doczz.net", "vdocument.in", "vdocuments.net", "pdfslide.us"),
    *(
        "pdfcoffee.com",
        "slideshare.net",
        "5y1.org",
        "readkong.com",
        "moam.info",
        "exceltranslations.com",
        "able2know.org",
    ),
    *("blogspot.com", "casebriefsco.com", "issuu.com"),
)
# A question about how to work, and no fact, says so instead of naming a mark.
_CRAFT = re.compile(r"\b(working habits?|practice taught|house rules|a sum)\b", re.IGNORECASE)
_MARK = re.compile(r"\b(primary|secondary|general)\b", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_]{5,}|\d{2,}")
_COMMON = frozenset({"article", "articles", "general", "lesson", "primary", "secondary", "sources", "their", "there"})
# Kinds that ask for facts in one piece: what the whole exercise names is the source of its key.
WITHOUT_QUESTIONS = frozenset({"match", "order", "placement", "hotspot"})

# A name → the marks of the sources that hold it.
Known = Mapping[str, set[str]]


def check_sources(files: ProgrammeFiles) -> Iterator[FileProblem]:
    """Name every source and key that cannot be relied on."""
    for course in files.courses:
        known = _known(course)
        for lesson in course.lessons():
            yield from _check_lesson(lesson)
            for exercise in lesson.exercises:
                yield from _check_keys(exercise, known, has_papers=lesson.kind == "case-study")
        for exercise in course.exercises:
            yield from _check_keys(exercise, known, has_papers=False)


def _check_lesson(lesson: LessonFile) -> Iterator[FileProblem]:
    blocks = [block for block in lesson.blocks if block.kind == "sources"]
    if not blocks and lesson.kind == "lesson":
        yield FileProblem(lesson.file, 1, "The lesson names no sources. End it with a block sources.")
    for block in blocks:
        if not block.value["reviewed"]:
            message = "Say when somebody last checked this: reviewed: and a day, such as 2026-11-23, in the block."
            yield FileProblem(lesson.file, block.line, message)
        yield from _check_copies(lesson.file, block)


def _check_copies(file: str, block: Block) -> Iterator[FileProblem]:
    for item in block.value["items"]:
        host = next((host for host in COPIES if host in item["text"].lower()), None)
        if host:
            message = f"{host} keeps copies. Name the original document, and say in note where it was read."
            yield FileProblem(file, block.line, message)


def _check_keys(exercise: ExerciseFile, known: Known, *, has_papers: bool) -> Iterator[FileProblem]:
    """Check the sources of questions; in a case study the papers of the case may be the source."""
    if exercise.kind in WITHOUT_QUESTIONS:
        fault = _fault("; ".join(exercise.sources), known, has_papers=has_papers)
        if fault:
            yield FileProblem(exercise.file, exercise.lines.get("/sources", 1), f"The exercise: {fault}")
    if not isinstance(exercise.body, ChoiceBody | NumericBody):
        return
    questions: tuple[ChoiceQuestion | NumberQuestion, ...] = exercise.body.questions
    for number, question in enumerate(questions):
        line = exercise.lines.get(f"/questions/{number}/source", exercise.lines.get(f"/questions/{number}", 1))
        fault = _fault(question.source, known, has_papers=has_papers)
        if fault:
            yield FileProblem(exercise.file, line, f"Question “{question.id}”: {fault}")


def _fault(source: str, known: Known, *, has_papers: bool) -> str:
    if not source:
        return "it names no source. Write one, with its mark."
    if _CRAFT.search(source):
        return ""
    marks = {mark.lower() for mark in _MARK.findall(source)}
    if not marks and not has_papers:
        return "its source has no mark. Write (primary) or (secondary), or “Working habit” where no fact is asked."
    if marks == {"general"}:
        return "its key rests on general knowledge alone. Find a source, or ask something else."
    return _unlisted(_names(source), known) if marks else ""


def _unlisted(named: set[str], known: Known) -> str:
    if named and not named & known.keys():
        return "its source stands in no list of sources of this course. Add it to the lesson."
    if named and all(known[name] == {"general"} for name in named & known.keys()):
        return "the lesson lists its source as general knowledge. Find another one, or ask something else."
    return ""


def _names(text: str) -> set[str]:
    return set(_NAME.findall(text.lower())) - _COMMON


def _known(course: CourseFile) -> Known:
    """Say which names stand in the sources of a course, and with which marks; those of course.md have none."""
    known: dict[str, set[str]] = defaultdict(set)
    listed = [(text, "") for text in course.sources]
    blocks = [block for lesson in course.lessons() for block in lesson.blocks if block.kind == "sources"]
    listed += [(f"{item['text']} {item['note']}", item["mark"]) for block in blocks for item in block.value["items"]]
    for text, mark in listed:
        for name in _names(text):
            known[name].add(mark)
    return known
