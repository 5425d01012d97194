"""What an author has to change in a branching case."""

from collections.abc import Iterator, Mapping
from typing import Any

from assessments.rules.checks import (
    Checked,
    Report,
    competency,
    gettext_noop,
    objects,
    one_of,
    require_texts,
    whole_number,
)
from assessments.rules.scorers.branch.graph import Graph, Move, depth_first, graph_of, values
from assessments.rules.scorers.results import name_of
from assessments.rules.types.kinds import Definition
from assessments.rules.types.scores import Problem

MAX_SCENES = 200
MAX_OPTIONS = 4
OPTION_POINTS = (-3, 3)
QUALITIES = ("acceptable", "best", "harmful", "poor")

_Places = Mapping[tuple[str, str], str]


def problems(definition: Definition) -> list[Problem]:
    """List what an author has to change.

    Args:
        definition: any JSON object.

    Returns:
        Problems in the order of the definition, then those of the whole story; [] when there is none.
    """
    report = Report()
    competency(report, "/competency", definition.get("competency"))
    scenes = objects(report, "/scenes", definition.get("scenes"), 2, MAX_SCENES)
    options = {path: _options(report, path, scene) for path, scene in scenes}
    ids = {scene["id"] for _, scene in scenes}
    for listed in options.values():
        for path, option in listed:
            _option(report, path, option, ids)
    if _start(report, definition.get("start"), ids) and not report.problems:
        _story(report, definition, scenes, options)
    require_texts(report, definition, _texts(scenes, options))
    return report.problems


def _start(report: Report, start: object, ids: set[str]) -> bool:
    if isinstance(start, str) and start in ids:
        return True
    report.add("/start", gettext_noop("Choose the scene in which the case begins."))
    return False


def _options(report: Report, path: str, scene: Mapping[str, Any]) -> Checked:
    options = scene.get("options")
    here = f"{path}/options"
    if isinstance(options, list) and len(options) == 1:
        report.add(here, gettext_noop("Add a second option, or remove the only one to make this scene an ending."))
    return objects(report, here, options, 0, MAX_OPTIONS)


def _option(report: Report, path: str, option: Mapping[str, Any], ids: set[str]) -> None:
    whole_number(report, f"{path}/points", option.get("points"), *OPTION_POINTS)
    one_of(report, f"{path}/quality", option.get("quality"), QUALITIES)
    target = option.get("to")
    if target is None or target == "":
        report.add(f"{path}/to", gettext_noop("Say which scene follows this option; here the story stops."))
    elif not isinstance(target, str) or target not in ids:
        template = gettext_noop("Choose an existing scene: there is none with the id “%(scene)s”.")
        report.add(f"{path}/to", template, scene=name_of(target))


def _story(report: Report, definition: Definition, scenes: Checked, options: Mapping[str, Checked]) -> None:
    """Check the whole graph, once its parts are well formed."""
    graph, start = graph_of(definition), definition["start"]
    reached, back = depth_first(graph, start)
    places = {(scene["id"], option["id"]): here for path, scene in scenes for here, option in options[path]}
    _cycles(report, back, places)
    for path, scene in scenes:
        if scene["id"] not in reached:
            template = gettext_noop("Let an option lead to this scene, or remove it: no path reaches it.")
            report.add(path, template)
    if not back:
        _worth(report, graph, start)


def _cycles(report: Report, back: list[tuple[str, Move]], places: _Places) -> None:
    for state, move in back:
        template = gettext_noop("Let this option lead onwards: it goes back to “%(scene)s”, so the story never ends.")
        report.add(f"{places[state, move.option]}/to", template, scene=move.to)


def _worth(report: Report, graph: Graph, start: str) -> None:
    totals = values(graph, start)
    if not graph[start]:
        report.add("/start", gettext_noop("Add options to the first scene, so that there is something to decide."))
    elif totals.best[start] == totals.worst[start]:
        report.add("/scenes", gettext_noop("Make some path better than another: now all are worth the same."))


def _texts(scenes: Checked, options: Mapping[str, Checked]) -> Iterator[tuple[str, str]]:
    for path, scene in scenes:
        base = f"scenes.{scene['id']}"
        yield f"{base}.title", gettext_noop("Write the title of this scene (language: %(language)s).")
        yield f"{base}.body_html", gettext_noop("Write what happens in this scene (language: %(language)s).")
        for _, option in options[path]:
            template = gettext_noop("Write the text of this option (language: %(language)s).")
            yield f"{base}.options.{option['id']}.text", template
