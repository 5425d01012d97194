"""Whether what a course promises is tested: its outcomes, its competencies; and whether cases carry their tags."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from cms.importing.checking.mapping import Mapped
from cms.importing.reading.paper_types import ChoiceBody
from cms.importing.reading.problems import FileProblem
from cms.importing.reading.types import CourseFile, ExerciseFile, NumericBody, ProgrammeFiles

# Kinds that ask for knowledge; all others are cases, in which something is done.
QUESTIONS = frozenset({"choice", "numeric", "match", "order", "hotspot"})
MOST_FUNCTIONS = 2
LEVELS = {
    "asked": "a question of a check asks for it",
    "done": "an exercise lets learners do it",
    "assessed": "a question of a final assessment asks for it",
}


def check_coverage(files: ProgrammeFiles, mapped: Mapped) -> Iterator[FileProblem]:
    """Name what is promised and not tested, and cases without tags."""
    for course in files.courses:
        yield from _check_outcomes(course)
        for exercise in course.all_exercises():
            yield from _check_tags(exercise, mapped)
    yield from _check_competencies(files)


def _check_outcomes(course: CourseFile) -> Iterator[FileProblem]:
    tested = {number for exercise in course.all_exercises() for number in exercise.outcomes}
    for number, outcome in enumerate(course.outcomes, start=1):
        if number not in tested:
            message = f"No exercise tests outcome {number}, “{outcome}”. Name it in one: outcomes: [{number}]."
            yield FileProblem(course.file, course.lines.get(f"/outcomes/{number - 1}", 1), message)


def _check_tags(exercise: ExerciseFile, mapped: Mapped) -> Iterator[FileProblem]:
    functions = [tag for tag in exercise.tags if tag in mapped.functions]
    if mapped.functions and exercise.kind not in QUESTIONS and not 1 <= len(functions) <= MOST_FUNCTIONS:
        message = f"A case carries one function as its tag, two at most: {', '.join(mapped.functions)}."
        yield FileProblem(exercise.file, exercise.lines.get("/tags", 1), message)


def _check_competencies(files: ProgrammeFiles) -> Iterator[FileProblem]:
    found = levels(files)
    for course in files.courses:
        for number, slug in enumerate(course.competencies):
            missing = [words for level, words in LEVELS.items() if level not in found[slug]]
            if missing:
                message = f"“{slug}” is not covered at all three levels. See that {' and that '.join(missing)}."
                yield FileProblem(course.file, course.lines.get(f"/competencies/{number}", 1), message)


def levels(files: ProgrammeFiles) -> Mapping[str, set[str]]:
    """Say at which levels each competency is met in the whole programme."""
    found: dict[str, set[str]] = defaultdict(set)
    for course in files.courses:
        for exercise in course.all_exercises():
            for slug in competencies(exercise):
                found[slug].add(level_of(exercise, course))
    return found


def level_of(exercise: ExerciseFile, course: CourseFile) -> str:
    if exercise.kind not in QUESTIONS:
        return "done"
    return "assessed" if exercise in course.finals() else "asked"


def competencies(exercise: ExerciseFile) -> set[str]:
    """Name the competencies that a score of the exercise is evidence of."""
    found = {exercise.competency}
    if isinstance(exercise.body, ChoiceBody | NumericBody):
        found |= {question.competency for question in exercise.body.questions}
    return found - {""}
