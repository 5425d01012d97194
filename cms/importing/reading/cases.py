"""Reads the scenes of a branching case and checks that every path through them leads to an ending."""

from collections.abc import Mapping

from cms.importing.reading.fields import Fields
from cms.importing.reading.shared import Reading, log_repeated
from cms.importing.reading.stories import (
    Variables,
    read_conditions,
    read_effects,
    read_events,
    read_variables,
    read_worth,
)
from cms.importing.reading.story_types import BranchBody, Scene, SceneOption

QUALITIES = ("best", "acceptable", "poor", "harmful")
MAX_SCENES = 200
MIN_OPTIONS, MAX_OPTIONS = 2, 4
SHORT, LONG = 150, 2_000


def read_branch(_reading: Reading, fields: Fields) -> BranchBody:
    """Read the scenes of a case, and what changes in it. The first scene is the start."""
    listed = read_variables(fields)
    variables = {variable.id: variable for variable in listed}
    parts = [(item, _scene(item, variables)) for item in fields.mappings("scenes", required=True)]
    log_repeated(((scene.id, item) for item, scene in parts), "scenes")
    log_repeated(((scene.title, item) for item, scene in parts), "scenes", "title")
    if len(parts) > MAX_SCENES:
        fields.problem("scenes", f"A case has at most {MAX_SCENES} scenes.")
    scenes = {scene.id: scene for _, scene in parts}
    places = {scene.id: item for item, scene in parts}
    events = read_events(fields, variables, scenes)
    _check_targets(scenes, places)
    if not listed and not events:
        _check_paths(scenes, places)
    if parts and not parts[0][1].options:
        parts[0][0].problem("options", "The first scene is the start of the case and needs options.")
    return BranchBody(
        points=fields.whole("points", low=1, high=1_000, default=20),
        scenes=tuple(scene for _, scene in parts),
        variables=listed,
        events=events,
        worth=read_worth(fields, variables),
    )


def _scene(fields: Fields, variables: Variables) -> Scene:
    options = [(item, _option(item, variables)) for item in fields.mappings("options")]
    log_repeated(((option.id, item) for item, option in options), "options")
    if options and not MIN_OPTIONS <= len(options) <= MAX_OPTIONS:
        message = f"A scene has from {MIN_OPTIONS} to {MAX_OPTIONS} options; a scene without options is an ending."
        fields.problem("options", message)
    scene = Scene(
        id=fields.id(),
        title=fields.text("title", longest=SHORT),
        body_html=fields.markdown("body", required=True),
        options=tuple(option for _, option in options),
    )
    fields.finish()
    return scene


def _option(fields: Fields, variables: Variables) -> SceneOption:
    option = SceneOption(
        id=fields.id(),
        text=fields.text("text", longest=LONG),
        quality=fields.one_of("quality", QUALITIES),
        next=fields.id("next"),
        outcome_html=fields.markdown("outcome"),
        why=fields.text("why", default="", longest=LONG),
        when=read_conditions(fields, variables),
        effects=read_effects(fields, variables),
    )
    fields.finish()
    return option


def _check_targets(scenes: Mapping[str, Scene], places: Mapping[str, Fields]) -> None:
    for scene in scenes.values():
        for position, option in enumerate(scene.options):
            if option.next and option.next not in scenes:
                message = f"There is no scene “{option.next}”. Write the id of the scene that follows."
                _log_next(places[scene.id], position, message)


def _check_paths(scenes: Mapping[str, Scene], places: Mapping[str, Fields]) -> None:
    """Walk from the first scene, depth first; a scene met again on its own path closes a circle."""
    reached: set[str] = set()
    on_path: list[str] = []

    def visit(scene: Scene) -> None:
        reached.add(scene.id)
        on_path.append(scene.id)
        for position, option in enumerate(scene.options):
            if option.next in on_path:
                message = f"This leads back to the scene “{option.next}”. A case never goes round in a circle."
                _log_next(places[scene.id], position, message)
            elif option.next in scenes and option.next not in reached:
                visit(scenes[option.next])
        on_path.pop()

    if scenes:
        visit(next(iter(scenes.values())))
    for scene_id in scenes.keys() - reached:
        places[scene_id].problem("id", f"No option leads to the scene “{scene_id}”. Lead one there, or remove it.")


def _log_next(scene: Fields, position: int, message: str) -> None:
    option = scene.values["options"].data[position]
    scene.log.add(scene.file, option.data["next"].line if "next" in option.data else option.line, message)
