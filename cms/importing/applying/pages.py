"""What the page of each file holds: its model, its fields, its place, and where in the file each field stands."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any
from uuid import UUID

from cms.importing.applying import bodies, hotspots, networks, papers, places, stories, talks, written
from cms.importing.applying.digests import digest_of
from cms.importing.reading.hotspot_types import HotspotBody
from cms.importing.reading.network_types import NetworkBody
from cms.importing.reading.paper_types import ChoiceBody, IntrayBody, RedpenBody
from cms.importing.reading.path_types import ProgrammeFile
from cms.importing.reading.place_types import PlacementBody
from cms.importing.reading.rubric_types import RubricBody
from cms.importing.reading.talk_types import NegotiationBody
from cms.importing.reading.types import (
    Block,
    BranchBody,
    CourseFile,
    ExerciseFile,
    LessonFile,
    MatchBody,
    ModuleFile,
    NumericBody,
    OrderBody,
    ReferenceFile,
    SjtBody,
)
from cms.models import (
    BranchExercisePage,
    CaseStudyPage,
    ChoiceExercisePage,
    CoursePage,
    HotspotExercisePage,
    IntrayExercisePage,
    LessonPage,
    MatchExercisePage,
    ModulePage,
    NegotiationExercisePage,
    NetworkExercisePage,
    NumericExercisePage,
    OrderExercisePage,
    PlacementExercisePage,
    ProgrammePage,
    RedpenExercisePage,
    ReferencePage,
    RubricExercisePage,
    SjtExercisePage,
)

# Counts up when the same file gives another page than before, so that the next import writes it again.
MAPPING = 1
LESSONS: dict[str, Any] = {"lesson": LessonPage, "case-study": CaseStudyPage}
STREAMS = frozenset(
    {"body", "questions", "entries", "rules", "scenes", "pairs", "scenarios", "guests", "left_out"}
    | {"actions", "owners", "letters", "reply", "verbs", "clauses"}
    | {"criteria", "documents", "exemplars", "checks"}
    | {"issues", "messages", "lines"}
)
STREAMS |= {"needs", "candidates"}
STREAMS |= {"variables", "events", "worth"}
STREAMS |= {"regions", "blueprint", "facts"}
WORDS = {
    LessonPage: "lesson",
    CaseStudyPage: "case study",
    ModulePage: "module",
    CoursePage: "course",
    ProgrammePage: "programme",
    ChoiceExercisePage: "exercise",
    OrderExercisePage: "exercise",
    BranchExercisePage: "exercise",
    NumericExercisePage: "exercise",
    MatchExercisePage: "exercise",
    PlacementExercisePage: "exercise",
    IntrayExercisePage: "exercise",
    RedpenExercisePage: "exercise",
    RubricExercisePage: "exercise",
    NegotiationExercisePage: "exercise",
    NetworkExercisePage: "exercise",
    HotspotExercisePage: "exercise",
    SjtExercisePage: "exercise",
    ReferencePage: "library page",
}


@dataclass(frozen=True, slots=True)
class PageSpec:
    """One page as the files want it.

    `parent` None stands for the page that all of them are below; `anchors` maps block ids to lines. `language` is that
    of a translation, otherwise empty.
    """

    key: UUID
    parent: UUID | None
    model: Any
    fields: Mapping[str, Any]
    file: str
    lines: Mapping[str, int]
    anchors: Mapping[str, int] = field(default_factory=dict)
    language: str = ""

    @property
    def title(self) -> str:
        return str(self.fields["title"])

    @property
    def label(self) -> str:
        """What the page is and its title, for people."""
        return f"{WORDS[self.model]} “{self.title}”"

    def digest(self) -> str:
        """Sum up the content; the same files give the same digest on every machine."""
        return digest_of([MAPPING, self.model.__name__, self.fields])


def page_specs(course: CourseFile, competency_keys: Mapping[str, UUID]) -> list[PageSpec]:
    """List the pages of a course from the top down, each after its parent and in the order of the files."""
    return list(_specs(course, competency_keys))


def translated_specs(course: CourseFile, competency_keys: Mapping[str, UUID]) -> list[PageSpec]:
    """List the pages of a translation in the same way."""
    return [replace(spec, language=course.language) for spec in _specs(course, competency_keys)]


def sample_specs(samples: Sequence[ExerciseFile], competency_keys: Mapping[str, UUID]) -> list[PageSpec]:
    """List the pages of what anybody may try, in the order of the files."""
    return [_exercise(exercise, None, competency_keys) for exercise in samples]


def programme_spec(programme: ProgrammeFile) -> PageSpec:
    """Say what the page of the programme holds; the pages that it names stand there by their keys."""
    fields = {
        "title": programme.title,
        "slug": programme.slug,
        "introduction": programme.introduction_html,
        "courses": bodies.chosen_courses(programme.courses),
        "paths": bodies.paths(programme.paths),
    }
    names = enumerate(f"path-{path.slug}" for path in programme.paths)
    anchors = {name: programme.lines.get(f"/paths/{number}", 1) for number, name in names}
    return PageSpec(programme.key, None, ProgrammePage, fields, programme.file, programme.lines, anchors)


def reference_specs(references: Sequence[ReferenceFile]) -> list[PageSpec]:
    """List the pages of the library, in the order of the files."""
    return [_reference(reference) for reference in references]


def _reference(reference: ReferenceFile) -> PageSpec:
    fields = {
        "title": reference.title,
        "slug": reference.slug,
        "kind": reference.kind,
        "summary": reference.summary,
        "themes": "\n".join(reference.themes),
        "keeper": reference.owner,
        "reviewed": reference.reviewed,
        "facts": bodies.facts(reference.facts),
        "body": bodies.lesson_body(reference.blocks),
    }
    anchors = _block_lines(reference.blocks)
    for number in range(len(reference.facts)):
        anchors[f"fact-{number + 1}"] = reference.lines.get(f"/facts/{number}", 1)
    return PageSpec(reference.key, None, ReferencePage, fields, reference.file, reference.lines, anchors)


def _block_lines(blocks: Sequence[Block]) -> dict[str, int]:
    return {name: block.line for name, block in zip(bodies.block_ids(blocks), blocks, strict=True)}


def _specs(course: CourseFile, competency_keys: Mapping[str, UUID]) -> Iterator[PageSpec]:
    yield _course(course, competency_keys)
    for module in course.modules:
        yield _module(module, course.key)
        for lesson in module.lessons:
            yield _lesson(lesson, module.key)
            for exercise in lesson.exercises:
                yield _exercise(exercise, lesson.key, competency_keys)
    for exercise in course.exercises:
        yield _exercise(exercise, course.key, competency_keys)


def _course(course: CourseFile, competency_keys: Mapping[str, UUID]) -> PageSpec:
    fields = {
        "title": course.title,
        "slug": course.slug,
        "summary": course.summary,
        "description": course.description_html,
        "audience": course.audience,
        "outcomes": "\n".join(course.outcomes),
        "competencies": [str(competency_keys[slug]) for slug in course.competencies],
        "estimated_minutes": course.estimated_minutes,
        "completion": course.completion,
        "pass_percent": course.pass_percent,
        "test_out": course.test_out,
        "test_out_margin": course.test_out_margin,
        "test_out_tries": course.test_out_tries,
        "valid_months": course.valid_months,
        "enrolment": course.enrolment,
        "instructor_names": "\n".join(course.instructors),
        "sources": "\n".join(course.sources),
    }
    return PageSpec(course.key, None, CoursePage, fields, course.file, course.lines)


def _module(module: ModuleFile, course: UUID) -> PageSpec:
    fields = {"title": module.title, "slug": module.slug, "summary": module.summary}
    return PageSpec(module.key, course, ModulePage, fields, module.file, module.lines)


def _lesson(lesson: LessonFile, module: UUID) -> PageSpec:
    fields = {
        "title": lesson.title,
        "slug": lesson.slug,
        "summary": lesson.summary,
        "estimated_minutes": lesson.estimated_minutes,
        "required": lesson.required,
        "done_by": lesson.done_by,
        "desk_tasks": list(lesson.desk),
        "tags": "\n".join(lesson.tags),
        "body": bodies.lesson_body(lesson.blocks),
        **(asdict(lesson.case) if lesson.case else {}),
    }
    anchors = _block_lines(lesson.blocks)
    return PageSpec(lesson.key, module, LESSONS[lesson.kind], fields, lesson.file, lesson.lines, anchors)


def _exercise(exercise: ExerciseFile, parent: UUID | None, competency_keys: Mapping[str, UUID]) -> PageSpec:
    shared = {
        "title": exercise.title,
        "slug": exercise.slug,
        "intro": exercise.intro_html,
        "minutes": exercise.minutes,
        "pass_percent": exercise.pass_percent,
        "required": exercise.required,
        "practice": exercise.practice,
        "assessment": exercise.assessment,
        "weight": exercise.weight,
        "competency": str(competency_keys[exercise.competency]) if exercise.competency else None,
        "desk_tasks": list(exercise.desk),
        "outcomes": "\n".join(str(number) for number in exercise.outcomes),
        "tags": "\n".join(exercise.tags),
        "sources": "\n".join(exercise.sources),
        **asdict(exercise.timing),
    }
    model, own, places = _kind(exercise, competency_keys)
    anchors = {item_id: exercise.lines.get(place, 1) for item_id, place in places.items()}
    return PageSpec(exercise.key, parent, model, shared | own, exercise.file, exercise.lines, anchors)


def _kind(exercise: ExerciseFile, competency_keys: Mapping[str, UUID]) -> tuple[Any, dict[str, Any], dict[str, str]]:
    """Give the model, the fields of its own, and the place in the file of each block id."""
    body = exercise.body
    model, fields = _OWN[type(body)]
    lists = ((name, getattr(body, name, ())) for name in sorted(STREAMS))
    places = {part.id: f"/{name}/{position}" for name, parts in lists for position, part in enumerate(parts)}
    return model, fields(body, competency_keys), places


def _choice(body: ChoiceBody, keys: Mapping[str, UUID]) -> dict[str, Any]:
    return {
        "shuffle": body.shuffle,
        "questions": bodies.questions(body.questions, keys),
        "blueprint": bodies.blueprint(body.blueprint, keys),
        "points": body.points,
        "exposure_percent": body.exposure_percent,
    }


def _match(body: MatchBody) -> dict[str, Any]:
    return {
        "prompt": body.prompt_html,
        "pairs": bodies.pairs(body),
        "why": body.why_html,
        "points": body.points,
    }


def _sjt(body: SjtBody) -> dict[str, Any]:
    return {"mode": body.mode, "panel": body.panel, "points": body.points, "scenarios": bodies.scenarios(body)}


def _order(body: OrderBody) -> dict[str, Any]:
    return {
        "prompt": body.prompt_html,
        "scoring": body.scoring,
        "first_label": body.first_label,
        "last_label": body.last_label,
        "entries": bodies.entries(body),
        "left_out": bodies.left_out(body),
        "rules": bodies.rules(body),
        "why": body.why_html,
        "points": body.points,
    }


_Own = Callable[[Any, Mapping[str, UUID]], dict[str, Any]]
_OWN: Mapping[type, tuple[Any, _Own]] = {
    ChoiceBody: (ChoiceExercisePage, _choice),
    OrderBody: (OrderExercisePage, lambda body, _keys: _order(body)),
    BranchBody: (BranchExercisePage, lambda body, _keys: stories.branch(body)),
    NumericBody: (NumericExercisePage, lambda body, keys: {"questions": bodies.numbers(body, keys)}),
    MatchBody: (MatchExercisePage, lambda body, _keys: _match(body)),
    NegotiationBody: (NegotiationExercisePage, lambda body, _keys: talks.negotiation(body)),
    PlacementBody: (PlacementExercisePage, lambda body, _keys: places.placement(body)),
    IntrayBody: (IntrayExercisePage, papers.intray),
    RedpenBody: (RedpenExercisePage, lambda body, _keys: papers.redpen(body)),
    RubricBody: (RubricExercisePage, written.rubric),
    NetworkBody: (NetworkExercisePage, lambda body, _keys: networks.network(body)),
    HotspotBody: (HotspotExercisePage, lambda body, _keys: hotspots.hotspot(body)),
    SjtBody: (SjtExercisePage, lambda body, _keys: _sjt(body)),
}
