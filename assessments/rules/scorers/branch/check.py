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
from assessments.rules.scorers.branch import check_parts, check_story
from assessments.rules.scorers.results import name_of
from assessments.rules.types.kinds import Definition
from assessments.rules.types.scores import Problem

MAX_SCENES = 200
MAX_OPTIONS = 4
OPTION_POINTS = (-3, 3)
QUALITIES = ("acceptable", "best", "harmful", "poor")


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
    own = check_parts.check(report, definition, ids)
    for listed in options.values():
        for path, option in listed:
            own.ways(path, option)
    if _start(report, definition.get("start"), ids) and not report.problems:
        check_story.check(report, definition)
    require_texts(report, definition, [*_texts(scenes, options), *own.texts()])
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


def _texts(scenes: Checked, options: Mapping[str, Checked]) -> Iterator[tuple[str, str]]:
    for path, scene in scenes:
        base = f"scenes.{scene['id']}"
        yield f"{base}.title", gettext_noop("Write the title of this scene (language: %(language)s).")
        yield f"{base}.body_html", gettext_noop("Write what happens in this scene (language: %(language)s).")
        for _, option in options[path]:
            template = gettext_noop("Write the text of this option (language: %(language)s).")
            yield f"{base}.options.{option['id']}.text", template
