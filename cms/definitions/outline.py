"""A branching case as a list of lines: its whole shape, readable without a drawing."""

from dataclasses import dataclass

from cms.definitions.authored import BranchAuthored, Decision, Scene
from cms.definitions.branch import Leads, leads_to, reached


@dataclass(frozen=True, slots=True)
class ChoiceLine:
    """`leads_to` is the title of the scene it goes on to; "" where it leads nowhere."""

    text: str
    quality: str
    leads_to: str


@dataclass(frozen=True, slots=True)
class SceneLine:
    number: int
    id: str
    title: str
    choices: tuple[ChoiceLine, ...]
    is_ending: bool
    is_reached: bool

    @property
    def has_dead_end(self) -> bool:
        return any(not choice.leads_to for choice in self.choices)


def scene_lines(authored: BranchAuthored) -> tuple[SceneLine, ...]:
    """List the scenes with their choices, where each leads, and which scenes nothing leads to."""
    leads = leads_to(authored.scenes)
    found = reached(authored.scenes, leads)
    titles = {scene.id: scene.title for scene in authored.scenes}
    return tuple(
        SceneLine(
            number=number,
            id=scene.id,
            title=scene.title,
            choices=tuple(_choice_line(scene, option, leads, titles) for option in scene.options),
            is_ending=not scene.options,
            is_reached=scene.id in found,
        )
        for number, scene in enumerate(authored.scenes, start=1)
    )


def _choice_line(scene: Scene, option: Decision, leads: Leads, titles: dict[str, str]) -> ChoiceLine:
    target = leads[scene.id, option.id]
    return ChoiceLine(option.text, option.quality, titles[target] if target else "")
