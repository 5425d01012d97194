"""What an author has to change in a case as a whole, once its parts are well formed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from assessments.rules.checks import Report, gettext_noop
from assessments.rules.scorers.branch.graph import depth_first, values
from assessments.rules.scorers.branch.story import MAX_STATES, State, Story, TooManyStatesError, last_turn, variants
from assessments.rules.types.kinds import Definition

_SHOWN_STATES = 3


@dataclass(slots=True)
class _Found:
    """What was met in any variant of the case."""

    scenes: set[str] = field(default_factory=set)
    taken: set[tuple[str, str]] = field(default_factory=set)
    events: set[str] = field(default_factory=set)
    worth: set[str] = field(default_factory=set)
    stuck: dict[str, State] = field(default_factory=dict)
    beyond: set[tuple[str, str]] = field(default_factory=set)
    back: dict[tuple[str, str], str] = field(default_factory=dict)
    nothing_to_decide: bool = False
    all_the_same: bool = False


def check(report: Report, definition: Definition, most: int = MAX_STATES) -> None:
    """Walk every way through a case.

    Args:
        report: where problems go.
        definition: a definition whose parts are well formed.
        most: how many states it may have, over all that chance can bring.
    """
    found, left = _Found(), most
    for variant in variants(definition):
        try:
            story = Story(definition, variant, left)
            _walk(story, definition, found)
        except TooManyStatesError:
            template = gettext_noop(
                "Use fewer variables, smaller ranges or fewer events: this case can stand in more than %(most)s ways."
            )
            report.add("/variables", template, most=most)
            return
        left -= story.size
    _report(report, definition, found)


def _walk(story: Story, definition: Definition, found: _Found) -> None:
    states, back = depth_first(story)
    ends = {scene["id"] for scene in definition["scenes"] if not scene["options"]}
    found.events.update(story.opening)
    found.beyond |= story.beyond
    found.back |= {(state.scene, move.option): move.to.scene for state, move in back}
    for state in states:
        found.scenes.add(state.scene)
        for move in story.moves(state):
            found.taken.add((state.scene, move.option))
            found.events.update(move.events)
        if state.scene in ends:
            held = (entry["id"] for entry in definition.get("worth", ()) if story.holds(state, entry["when"]))
            found.worth.update(held)
        elif not story.moves(state):
            found.stuck.setdefault(state.scene, state)
    if not back:
        _worth(story, states, found)


def _worth(story: Story, states: list[State], found: _Found) -> None:
    totals, start = values(story, states), story.start
    if not story.moves(start):
        found.nothing_to_decide = True
    elif totals.best[start] == totals.worst[start]:
        found.all_the_same = True


def _report(report: Report, definition: Definition, found: _Found) -> None:
    for number, scene in enumerate(definition["scenes"]):
        _circles(report, f"/scenes/{number}", scene, found)
    for number, scene in enumerate(definition["scenes"]):
        if scene["id"] not in found.scenes:
            template = gettext_noop("Let an option lead to this scene, or remove it: no path reaches it.")
            report.add(f"/scenes/{number}", template)
    _conditions(report, definition, found)
    _limits(report, definition, found)
    if found.nothing_to_decide:
        report.add("/start", gettext_noop("Add options to the first scene, so that there is something to decide."))
    elif found.all_the_same:
        report.add("/scenes", gettext_noop("Make some path better than another: now all are worth the same."))


def _circles(report: Report, path: str, scene: Mapping[str, Any], found: _Found) -> None:
    for number, option in enumerate(scene["options"]):
        to = found.back.get((scene["id"], option["id"]))
        if to is not None:
            template = gettext_noop(
                "Let this option lead onwards: it goes back to “%(scene)s”, so the story never ends."
            )
            report.add(f"{path}/options/{number}/to", template, scene=to)


def _conditions(report: Report, definition: Definition, found: _Found) -> None:
    for number, scene in enumerate(definition["scenes"]):
        here = f"/scenes/{number}/options"
        if scene["id"] in found.stuck:
            _stuck(report, here, definition, found.stuck[scene["id"]])
        for place, option in enumerate(scene["options"]):
            if scene["id"] in found.scenes and (scene["id"], option["id"]) not in found.taken:
                template = gettext_noop("Change these conditions: they never hold, so nobody is offered this option.")
                report.add(f"{here}/{place}/when", template)
    never = gettext_noop("Change these conditions: they never hold.")
    for name, met in (("events", found.events), ("worth", found.worth)):
        for number, entry in enumerate(definition.get(name, ())):
            if entry["id"] not in met:
                report.add(f"/{name}/{number}/when", never)


def _stuck(report: Report, path: str, definition: Definition, state: State) -> None:
    stands, most = _stands(definition, state), last_turn(definition)
    turn = f"≥ {most}" if state.turn == most else str(state.turn)
    if not most:
        template = gettext_noop("Keep one option without conditions: none is offered here when %(state)s.")
        report.add(path, template, state=stands)
    elif stands:
        template = gettext_noop(
            "Keep one option without conditions: none is offered here when %(state)s, and this many decisions "
            "have been taken: %(turn)s."
        )
        report.add(path, template, state=stands, turn=turn)
    else:
        template = gettext_noop(
            "Keep one option without conditions: none is offered here when this many decisions have been taken: "
            "%(turn)s."
        )
        report.add(path, template, turn=turn)


def _limits(report: Report, definition: Definition, found: _Found) -> None:
    template = gettext_noop(
        "Change this effect or the limits: “%(variable)s” can leave them here. Or let the variable stop at its limits."
    )
    for path, owner, entry in _owners(definition):
        for variable in (effect["var"] for effect in entry.get("effects", ())):
            if (owner, variable) in found.beyond:
                report.add(f"{path}/effects", template, variable=_text(definition, f"variables.{variable}.name"))
                break


def _owners(definition: Definition) -> Iterable[tuple[str, str, Mapping[str, Any]]]:
    for number, scene in enumerate(definition["scenes"]):
        for place, option in enumerate(scene["options"]):
            yield f"/scenes/{number}/options/{place}", f"{scene['id']}/{option['id']}", option
    for number, event in enumerate(definition.get("events", ())):
        yield f"/events/{number}", event["id"], event


def _stands(definition: Definition, state: State) -> str:
    """Say in the author's words where the variables stand."""
    stands = []
    for variable, value in zip(definition.get("variables", ()), state.values, strict=True):
        base = f"variables.{variable['id']}"
        word = _text(definition, f"{base}.words.{value}") if isinstance(value, str) else str(value)
        stands.append(f"{_text(definition, f'{base}.name')} = {word}")
    return ", ".join(stands)


def _text(definition: Definition, path: str) -> str:
    """Give a text in the first language that has it, else its path."""
    tables = definition.get("texts")
    known = [tables[language] for language in sorted(tables)] if isinstance(tables, dict) else []
    found = (table.get(path) for table in known if isinstance(table, dict))
    return next((text for text in found if isinstance(text, str) and text), path)
