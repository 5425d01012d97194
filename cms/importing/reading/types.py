"""What was read: frozen values in the order of the files. Markdown is already HTML, and every slug is known."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from cms.importing.reading.case_head import CaseHead
from cms.importing.reading.hotspot_types import HotspotBody
from cms.importing.reading.library_types import LibraryItem
from cms.importing.reading.network_types import NetworkBody
from cms.importing.reading.paper_types import ChoiceBody, IntrayBody, RedpenBody
from cms.importing.reading.path_types import ProgrammeFile
from cms.importing.reading.place_types import PlacementBody, RuleSetFile
from cms.importing.reading.problems import FileProblem
from cms.importing.reading.rubric_types import RubricBody
from cms.importing.reading.story_types import BranchBody
from cms.importing.reading.talk_types import NegotiationBody
from cms.importing.reading.timing import Timing
from courses.rules.types import Fact

# The folder of exercises that anybody may try, that of rule sets, and that of pages that anybody may open.
SAMPLES = "samples"
RULE_SETS = "rule-sets"
PROGRAMME = "programme.yaml"
LIBRARY = "library"


@dataclass(frozen=True, slots=True)
class CompetencyEntry:
    key: UUID
    slug: str
    title: str
    description: str


@dataclass(frozen=True, slots=True)
class TermEntry:
    """`origin` is the language tag of a borrowed word, or empty."""

    key: UUID
    term: str
    language: str
    definition: str
    origin: str
    line: int


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a lesson: `prose` (value: html) or one of the fenced blocks, with its fields as plain values."""

    kind: str
    line: int
    value: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class OrderEntry:
    id: str
    text: str
    rank: int
    note: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    id: str
    text: str
    note: str


@dataclass(frozen=True, slots=True)
class OrderRule:
    id: str
    text: str
    higher: tuple[str, ...]
    lower: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OrderBody:
    prompt_html: str
    points: int
    scoring: str
    first_label: str
    last_label: str
    entries: tuple[OrderEntry, ...]
    left_out: tuple[LeftOut, ...]
    rules: tuple[OrderRule, ...]
    why_html: str


@dataclass(frozen=True, slots=True)
class NumberUnit:
    id: str
    text: str
    factor: str


@dataclass(frozen=True, slots=True)
class NumberQuestion:
    """`value`, `within` and the factors of units are decimals as they stand in the file; `within` "" = exact."""

    id: str
    prompt_html: str
    value: str
    tolerance: str
    within: str
    half: bool
    units: tuple[NumberUnit, ...]
    points: int
    competency: str
    why_html: str
    source: str


@dataclass(frozen=True, slots=True)
class NumericBody:
    questions: tuple[NumberQuestion, ...]


@dataclass(frozen=True, slots=True)
class MatchPair:
    id: str
    text: str
    match: str
    why: str


@dataclass(frozen=True, slots=True)
class MatchBody:
    prompt_html: str
    points: int
    pairs: tuple[MatchPair, ...]
    why_html: str


@dataclass(frozen=True, slots=True)
class JudgedOption:
    """`ratings` holds one number from 1 to 7, or one for each rater of a panel."""

    id: str
    text: str
    ratings: tuple[int, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Situation:
    id: str
    body_html: str
    question: str
    options: tuple[JudgedOption, ...]


@dataclass(frozen=True, slots=True)
class SjtBody:
    mode: str
    panel: str
    points: int
    scenarios: tuple[Situation, ...]


ExerciseBody = (
    ChoiceBody
    | OrderBody
    | BranchBody
    | NumericBody
    | MatchBody
    | SjtBody
    | PlacementBody
    | IntrayBody
    | RedpenBody
    | RubricBody
    | NegotiationBody
    | NetworkBody
    | HotspotBody
)


@dataclass(frozen=True, slots=True)
class ExerciseFile:
    """`competency` is a slug or empty, `outcomes` are numbers of the course's, from 1.

    `lines` maps a JSON Pointer into the file to its line.
    """

    file: str
    key: UUID
    kind: str
    slug: str
    title: str
    intro_html: str
    minutes: int
    pass_percent: int
    required: bool
    practice: bool
    assessment: str
    timing: Timing
    weight: int
    competency: str
    desk: tuple[str, ...]
    outcomes: tuple[int, ...]
    tags: tuple[str, ...]
    sources: tuple[str, ...]
    body: ExerciseBody
    lines: Mapping[str, int] = field(compare=False, repr=False)

    @property
    def library(self) -> tuple[LibraryItem, ...]:
        """What it shows of the library."""
        return (self.body.picture,) if isinstance(self.body, HotspotBody) else ()


@dataclass(frozen=True, slots=True)
class LessonFile:
    file: str
    key: UUID
    kind: str
    slug: str
    title: str
    summary: str
    estimated_minutes: int
    required: bool
    done_by: str
    desk: tuple[str, ...]
    tags: tuple[str, ...]
    case: CaseHead | None
    blocks: tuple[Block, ...]
    library: tuple[LibraryItem, ...]
    exercises: tuple[ExerciseFile, ...]
    lines: Mapping[str, int] = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class ReferenceFile:
    """A page of the library. `kind` is the name of its folder."""

    file: str
    key: UUID
    kind: str
    slug: str
    title: str
    summary: str
    themes: tuple[str, ...]
    owner: str
    reviewed: date
    facts: tuple[Fact, ...]
    blocks: tuple[Block, ...]
    library: tuple[LibraryItem, ...]
    lines: Mapping[str, int] = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class ModuleFile:
    file: str
    key: UUID
    slug: str
    title: str
    summary: str
    lessons: tuple[LessonFile, ...]
    lines: Mapping[str, int] = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class CourseFile:
    """`folder` is the name of the course's folder; `number` its place in the catalogue; `competencies` are slugs.

    A translation is such a course too, with the keys of its source.
    """

    folder: str
    file: str
    key: UUID
    language: str
    slug: str
    number: int
    title: str
    summary: str
    audience: str
    description_html: str
    outcomes: tuple[str, ...]
    competencies: tuple[str, ...]
    estimated_minutes: int
    pass_percent: int
    completion: str
    test_out: bool
    test_out_margin: int
    test_out_tries: int
    valid_months: int
    enrolment: str
    instructors: tuple[str, ...]
    sources: tuple[str, ...]
    modules: tuple[ModuleFile, ...]
    exercises: tuple[ExerciseFile, ...]
    lines: Mapping[str, int] = field(compare=False, repr=False)
    translations: "tuple[CourseFile, ...]" = ()

    def lessons(self) -> tuple[LessonFile, ...]:
        return tuple(lesson for module in self.modules for lesson in module.lessons)

    def finals(self) -> tuple[ExerciseFile, ...]:
        """Its final assessment, if it has one: not what is asked before and after it."""
        return tuple(exercise for exercise in self.exercises if not exercise.assessment)

    def all_exercises(self) -> tuple[ExerciseFile, ...]:
        return tuple(exercise for lesson in self.lessons() for exercise in lesson.exercises) + self.exercises

    def library(self) -> tuple[LibraryItem, ...]:
        """What its lessons and exercises show of the library."""
        lessons = [item for lesson in self.lessons() for item in lesson.library]
        return (*lessons, *(item for exercise in self.all_exercises() for item in exercise.library))


@dataclass(frozen=True, slots=True)
class ProgrammeFiles:
    """Everything in the folder. A course is listed even when it has problems; see `faulty`.

    `samples` are the exercises that anybody may try, in order; `references` are the pages of the library; `programme`
    is None where there is no such file, and where only one course was read.
    """

    courses: tuple[CourseFile, ...]
    samples: tuple[ExerciseFile, ...]
    references: tuple[ReferenceFile, ...]
    competencies: tuple[CompetencyEntry, ...]
    terms: tuple[TermEntry, ...]
    rule_sets: tuple[RuleSetFile, ...]
    problems: tuple[FileProblem, ...]
    programme: ProgrammeFile | None = None

    def has_shared_problems(self) -> bool:
        """Whether a file that all courses share is wrong; then no course can be applied."""
        return self.faulty_in(RULE_SETS) or any(
            "/" not in problem.file and problem.file != PROGRAMME for problem in self.problems
        )

    def faulty(self, course: CourseFile) -> bool:
        """Whether a file in the course's folder is wrong."""
        return self.faulty_in(course.folder)

    def faulty_in(self, folder: str) -> bool:
        return any(problem.file == folder or problem.file.startswith(f"{folder}/") for problem in self.problems)
