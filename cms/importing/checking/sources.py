"""Where facts come from: sources with marks and dates, and keys that rest on something."""

import re
from collections.abc import Iterator, Sequence

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
_NAME = re.compile(r"[^\W\d_]{5,}|[A-Z][^\W\d_]{2,}|[A-Z]{2}\b|\w*\d\w*")
_PIECE = re.compile(r"(.*?)\(([^)]*\b(?:primary|secondary|general)\b[^)]*)\)", re.IGNORECASE)
_COMMON = frozenset({"article", "articles", "general", "lesson", "primary", "secondary", "sources", "their", "there"})
_COMMON |= {"the", "press", "pages", "art", "and"}
# So many words of what a question names stand together in one listed source; fewer where it names fewer.
MATCH = 2
_RANKS = ("general", "secondary", "primary")
# Kinds that ask for facts in one piece: what the whole exercise names is the source of its key.
WITHOUT_QUESTIONS = frozenset({"match", "order", "placement", "hotspot"})

# The words and the mark of each source that a course lists; of those in course.md the mark is "".
Known = Sequence[tuple[frozenset[str], str]]


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
    marks = _marks(source)
    if not marks and not has_papers:
        return "its source has no mark. Write (primary) or (secondary), or “Working habit” where no fact is asked."
    if marks == {"general"}:
        return "its key rests on general knowledge alone. Find a source, or ask something else."
    pieces = ((_names(named), _marks(given)) for named, given in _PIECE.findall(source))
    faults = (_unlisted(named, given, known) for named, given in pieces if given != {"general"})
    return next(filter(None, faults), "")


def _marks(text: str) -> set[str]:
    return {mark.lower() for mark in _MARK.findall(text)}


def _unlisted(named: frozenset[str], marks: set[str], known: Known) -> str:
    """Look for the listed source that is meant: it shares two words with what is named, and no other shares more."""
    shared = [(len(named & words), mark) for words, mark in known]
    most = max((count for count, _mark in shared), default=0)
    if most < min(MATCH, len(named)) or not named:
        return "its source stands in no list of sources of this course. Name it as the lesson does, or add it there."
    meant = {mark for count, mark in shared if count == most} - {""}
    if meant == {"general"}:
        return "the lesson lists its source as general knowledge. Find another one, or ask something else."
    if meant and min(map(_RANKS.index, marks)) > max(map(_RANKS.index, meant)):
        return f"the lesson lists its source as {max(meant, key=_RANKS.index)}. Give the same mark in both."
    return ""


def _names(text: str) -> frozenset[str]:
    return frozenset(name.lower() for name in _NAME.findall(text)) - _COMMON


def _known(course: CourseFile) -> Known:
    blocks = [block for lesson in course.lessons() for block in lesson.blocks if block.kind == "sources"]
    items = [item for block in blocks for item in block.value["items"]]
    listed = [(f"{item['text']} {item['note']}", item["mark"]) for item in items]
    return [(_names(text), mark) for text, mark in [*((text, "") for text in course.sources), *listed]]
