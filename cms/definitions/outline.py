"""A branching case as a list of lines: its whole shape, readable without a drawing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from string import ascii_lowercase

from django.utils.translation import gettext as _

from assessments.rules.types import MICRO, CaseShape
from cms.definitions.authored import BranchAuthored, Decision, Scene
from cms.definitions.branch import leads_to, reached
from cms.definitions.said import CERTAIN, EventLine, event_lines, said_condition, said_effect
from cms.definitions.story import Story
from cms.definitions.story_parts import CaseEvent

Messages = Mapping[str, Sequence[str]]
NOTHING_IS_KNOWN = CaseShape((), (), {})


@dataclass(frozen=True, slots=True)
class ChoiceLine:
    """A choice in words.

    Attributes:
        letter: what it is called in the drawing.
        when: what must hold for it to be offered; `effects` what it changes, both in short words.
        leads_to: title of the scene it goes on to, "" where it leads nowhere; `target` its id, `number` its number.
        is_best: whether the best way through takes it; `is_worst` the worst.
    """

    id: str
    letter: str
    text: str
    quality: str
    leads_to: str
    target: str
    number: int
    is_best: bool
    is_worst: bool
    when: tuple[str, ...] = ()
    effects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EventLeads:
    """What happens by itself, with its place in the drawing.

    Attributes:
        line: the event in words.
        scenes: ids of the scenes that it names, none for every scene with choices.
        target: id of the scene that it leads to, "" where the story goes on as it was; `number` its number.
        problems: what is to be mended in it.
        best_in: ids of the scenes in which the best way through meets it; `worst_in` the worst.
    """

    line: EventLine
    scenes: frozenset[str]
    target: str
    number: int
    problems: tuple[str, ...]
    best_in: frozenset[str]
    worst_in: frozenset[str]


@dataclass(frozen=True, slots=True)
class SceneLine:
    """A scene in words.

    Attributes:
        result: what a way that ends here earns, "0 to 40 %"; "" elsewhere, and while it is not known.
        problems: what is to be mended in it.
    """

    number: int
    id: str
    title: str
    choices: tuple[ChoiceLine, ...]
    is_ending: bool
    is_reached: bool
    result: str
    problems: tuple[str, ...]

    @property
    def has_dead_end(self) -> bool:
        return any(not choice.target for choice in self.choices)


class _Case:
    """A case with what is needed to say something about any part of it."""

    def __init__(self, authored: BranchAuthored, shape: CaseShape, problems: Messages) -> None:
        self.story = Story(authored)
        self.leads = leads_to(authored.scenes)
        self.found = reached(authored, self.leads)
        self.scenes = {scene.id: scene for scene in authored.scenes}
        self.numbers = {scene_id: number for number, scene_id in enumerate(self.scenes, start=1)}
        self.possible = authored.points * MICRO
        self.shape = shape
        self.problems = problems

    def scene(self, scene: Scene) -> SceneLine:
        blocks = [scene.id, *(option.id for option in scene.options)]
        return SceneLine(
            number=self.numbers[scene.id],
            id=scene.id,
            title=scene.title,
            choices=tuple(self.choice(scene, place, option) for place, option in enumerate(scene.options)),
            is_ending=not scene.options,
            is_reached=scene.id in self.found,
            result=self.result(scene),
            problems=tuple(message for block in blocks for message in self.problems.get(block, ())),
        )

    def choice(self, scene: Scene, place: int, option: Decision) -> ChoiceLine:
        target = self.leads[scene.id, option.id] or ""
        return ChoiceLine(
            id=option.id,
            letter=ascii_lowercase[place % len(ascii_lowercase)],
            text=option.text,
            quality=option.quality,
            leads_to=self.scenes[target].title if target else "",
            target=target,
            number=self.numbers.get(target, 0),
            is_best=(scene.id, option.id) in self.shape.best,
            is_worst=(scene.id, option.id) in self.shape.worst,
            when=tuple(map(said_condition, option.when)),
            effects=tuple(map(said_effect, option.effects)),
        )

    def event(self, event: CaseEvent, line: EventLine) -> EventLeads:
        target = self.story.scene(event.goes_on_to)
        return EventLeads(
            line=line,
            scenes=frozenset(filter(None, map(self.story.scene, event.scenes))),
            target=target,
            number=self.numbers.get(target, 0),
            problems=tuple(self.problems.get(event.id, ())),
            best_in=frozenset(scene for scene, found in self.shape.best_events if found == event.id),
            worst_in=frozenset(scene for scene, found in self.shape.worst_events if found == event.id),
        )

    def result(self, scene: Scene) -> str:
        if scene.id not in self.shape.endings:
            return ""
        low, high = (100 * micro // self.possible for micro in self.shape.endings[scene.id])
        if low == high:
            return _("%(percent)s %%") % {"percent": low}
        return _("%(low)s to %(high)s %%") % {"low": low, "high": high}


def scene_lines(
    authored: BranchAuthored, shape: CaseShape | None = None, problems: Messages | None = None
) -> tuple[SceneLine, ...]:
    """List the scenes with their choices, where each leads, and which scenes nothing leads to.

    Args:
        authored: what was written, a draft too.
        shape: how it runs; None while nothing can be played.
        problems: id of a scene or choice → what is to be mended there.
    """
    case = _Case(authored, shape or NOTHING_IS_KNOWN, problems or {})
    return tuple(case.scene(scene) for scene in authored.scenes)


def event_leads(
    authored: BranchAuthored, shape: CaseShape | None = None, problems: Messages | None = None
) -> tuple[EventLeads, ...]:
    """List what happens by itself, and where it leads.

    Args:
        authored: what was written, a draft too.
        shape: how it runs; None while nothing can be played.
        problems: id of an event → what is to be mended there.
    """
    case = _Case(authored, shape or NOTHING_IS_KNOWN, problems or {})
    return tuple(case.event(*pair) for pair in zip(authored.events, event_lines(authored), strict=True))


def has_chance(events: Iterable[EventLeads]) -> bool:
    """Tell whether any of the events happens in some attempts only."""
    return any(event.line.chance < CERTAIN for event in events)
