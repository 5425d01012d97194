"""Conditions, effects and events of a branching case in a few words, for pictures and lists."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from cms.definitions.authored import BranchAuthored
from cms.definitions.story import Story
from cms.definitions.story_parts import CaseEvent, Condition, Effect

CERTAIN = 100


@dataclass(frozen=True, slots=True)
class EventLine:
    """`scenes` holds titles, () for every scene with choices; `leads_to` is "" where the story goes on as it was."""

    id: str
    title: str
    scenes: tuple[str, ...]
    when: tuple[str, ...]
    effects: tuple[str, ...]
    chance: int
    leads_to: str


def event_lines(authored: BranchAuthored) -> tuple[EventLine, ...]:
    """List what happens by itself, and when."""
    story, titles = Story(authored), {scene.id: scene.title for scene in authored.scenes}
    return tuple(_event_line(event, story, titles) for event in authored.events)


def _event_line(event: CaseEvent, story: Story, titles: dict[str, str]) -> EventLine:
    return EventLine(
        id=event.id,
        title=event.title,
        scenes=tuple(titles[scene] for scene in map(story.scene, event.scenes) if scene),
        when=tuple(map(said_condition, event.when)),
        effects=tuple(map(said_effect, event.effects)),
        chance=event.chance,
        leads_to=titles.get(story.scene(event.goes_on_to), ""),
    )


def said_condition(condition: Condition) -> str:
    """Say what is asked for, such as “Trust ≥ 2”."""
    name = condition.variable.strip() or _("Decisions taken")
    if condition.words:
        return f"{name}: {' / '.join(condition.words)}"
    low, high = condition.at_least, condition.at_most
    if low is not None and low == high:
        return f"{name} = {_number(low)}"
    least = "" if low is None else f"{name} ≥ {_number(low)}"
    most = "" if high is None else f"{name} ≤ {_number(high)}"
    return ", ".join(filter(None, (least, most))) or name


def said_effect(effect: Effect) -> str:
    """Say what changes, such as “Trust +1”."""
    name = effect.variable.strip()
    if effect.add is None:
        return f"{name} → {effect.set.strip()}"
    return f"{name} {'+' if effect.add >= 0 else ''}{_number(effect.add)}"


def _number(value: int) -> str:
    return str(value).replace("-", "\N{MINUS SIGN}")
