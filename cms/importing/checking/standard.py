"""What the programme as a whole holds: as much as it should, what it names, and cases from more than one country."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.text import slugify

from cms.importing.checking.coverage import QUESTIONS
from cms.importing.checking.mapping import FICTIONAL, NAME, Mapped
from cms.importing.reading.paper_types import ChoiceBody
from cms.importing.reading.place_types import PlacementBody
from cms.importing.reading.problems import FileProblem
from cms.importing.reading.rubric_types import RubricBody
from cms.importing.reading.story_types import BranchBody
from cms.importing.reading.talk_types import NegotiationBody
from cms.importing.reading.types import ExerciseFile, LessonFile, NumericBody, ProgrammeFiles, SjtBody

MANY_DECISIONS = 12
LEVELS_OF_EXEMPLARS = 3
ISSUES = range(3, 7)
MOST_OF_ONE_COUNTRY_PERCENT = 25


@dataclass(frozen=True, slots=True)
class Held:
    """One line of the standard: what is counted, how much of it there should be, how much there is."""

    name: str
    words: str
    least: int
    there: int


def check_standard(files: ProgrammeFiles, mapped: Mapped) -> Iterator[FileProblem]:
    """Name what the whole programme has too little of, and a country on which too many of its cases turn."""
    for held in standard(files, mapped):
        if held.there < held.least:
            yield FileProblem(NAME, 1, f"The programme holds {held.there} {held.words}; {held.least} are the least.")
    for name in mapped.least.keys() - WORDS.keys():
        yield FileProblem(NAME, 1, f"“{name}” is not counted. Use: {', '.join(WORDS)}.")
    cases = [exercise for exercise in exercises(files) if exercise.kind not in QUESTIONS]
    for country, count in countries(files, mapped).items():
        if 100 * count > MOST_OF_ONE_COUNTRY_PERCENT * len(cases):
            message = f"{count} of {len(cases)} cases turn on {country}; a quarter is the most. Set some elsewhere."
            yield FileProblem(NAME, 1, message)


def check_countries(files: ProgrammeFiles, mapped: Mapped) -> Iterator[FileProblem]:
    """Name the cases that do not say in which country they are set, or that they are invented."""
    known = {FICTIONAL, *map(slugify, mapped.jurisdictions)}
    for exercise in exercises(files):
        if mapped.jurisdictions and exercise.kind not in QUESTIONS and not known & set(exercise.tags):
            message = f"A case says by a tag on which country it turns, or that it is {FICTIONAL}."
            yield FileProblem(exercise.file, exercise.lines.get("/tags", 1), message)


def countries(files: ProgrammeFiles, mapped: Mapped) -> Mapping[str, int]:
    """Count the cases that turn on each country; those that are invented turn on none."""
    tags = Counter(tag for exercise in exercises(files) if exercise.kind not in QUESTIONS for tag in exercise.tags)
    counted = {name: tags[slugify(name)] for name in mapped.jurisdictions}
    return {name: count for name, count in sorted(counted.items(), key=lambda item: -item[1]) if count}


def standard(files: ProgrammeFiles, mapped: Mapped) -> list[Held]:
    """Count what coverage.yaml asks for under `least`."""
    counts = _counts(files, mapped)
    return [Held(name, WORDS[name], mapped.least[name], counts[name]) for name in WORDS if name in mapped.least]


def exercises(files: ProgrammeFiles) -> list[ExerciseFile]:
    return [exercise for course in files.courses for exercise in course.all_exercises()]


def told(files: ProgrammeFiles, mapped: Mapped) -> set[str]:
    """Name the documented episodes that a lesson or exercise tells; two codes of one event are one episode."""
    pages: list[LessonFile | ExerciseFile] = [lesson for course in files.courses for lesson in course.lessons()]
    tags = {tag for page in [*pages, *exercises(files)] for tag in page.tags}
    return {title for code, title in mapped.episodes.items() if code in tags}


def questions(exercise: ExerciseFile) -> int:
    return len(exercise.body.questions) if isinstance(exercise.body, ChoiceBody | NumericBody) else 0


WORDS: Mapping[str, str] = {
    "lessons": "lessons",
    "questions": "questions",
    "cases": "case-study exercises",
    "branches": f"branching cases with {MANY_DECISIONS} decision points or more",
    "labs": "protocol labs, those to try among them",
    "lab-jurisdictions": "jurisdictions whose rules the labs use",
    "negotiations": f"negotiations on {ISSUES[0]} to {ISSUES[-1]} issues",
    "networks": "network mappings",
    "documents": f"written documents with exemplars at {LEVELS_OF_EXEMPLARS} levels",
    "intrays": "in-trays",
    "redpens": "red pens",
    "options": "options of situations to judge",
    "episodes": "documented episodes",
    "terms": "terms of the glossary",
}


def _counts(files: ProgrammeFiles, mapped: Mapped) -> Mapping[str, int]:
    found = exercises(files)
    bodies = [exercise.body for exercise in found]
    kinds = Counter(exercise.kind for exercise in found)
    labs = [each.body for each in [*found, *files.samples] if isinstance(each.body, PlacementBody)]
    return {
        "lessons": sum(lesson.kind == "lesson" for course in files.courses for lesson in course.lessons()),
        "questions": sum(map(questions, found)),
        "cases": sum(exercise.kind not in QUESTIONS for exercise in found),
        "branches": sum(isinstance(body, BranchBody) and decisions(body) >= MANY_DECISIONS for body in bodies),
        "labs": len(labs),
        "lab-jurisdictions": len({name for lab in labs for name in _jurisdictions(lab)}),
        "negotiations": sum(isinstance(body, NegotiationBody) and len(body.issues) in ISSUES for body in bodies),
        "networks": kinds["network"],
        "documents": sum(isinstance(body, RubricBody) and _has_levels(body) for body in bodies),
        "intrays": kinds["intray"],
        "redpens": kinds["redpen"],
        "options": sum(len(each.options) for body in bodies if isinstance(body, SjtBody) for each in body.scenarios),
        "episodes": len(told(files, mapped)),
        "terms": len(files.terms),
    }


def decisions(body: BranchBody) -> int:
    return sum(bool(scene.options) for scene in body.scenes)


def _jurisdictions(lab: PlacementBody) -> Iterator[str]:
    """Name the places whose rules a lab uses; two readings of one place, “France, ordered by ...”, are one."""
    named = [rule_set.jurisdiction for rule_set in lab.rule_sets] + list(lab.jurisdictions)
    yield from (name.partition(",")[0] for name in named if name)


def _has_levels(body: RubricBody) -> bool:
    return len({sum(exemplar.levels) for exemplar in body.exemplars}) >= LEVELS_OF_EXEMPLARS
