"""Branching cases: what was written → definition, and what is wrong with what was written."""

from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from cms.definitions import story
from cms.definitions.authored import BranchAuthored, Decision, Scene
from cms.definitions.problems import AuthoringProblem
from cms.definitions.story_parts import CaseEvent
from cms.definitions.texts import same_words

SCORER = "branch-dp/1"
QUALITY_POINTS = {"best": 3, "acceptable": 2, "poor": 0, "harmful": -3}

Leads = dict[tuple[str, str], str | None]


def structure(authored: BranchAuthored) -> dict[str, Any]:
    leads, parts = leads_to(authored.scenes), story.Story(authored)
    return {
        "scorer": SCORER,
        "points": authored.points,
        "competency": authored.header.competency,
        "start": authored.scenes[0].id if authored.scenes else "",
        "scenes": [_scene(scene, leads, parts) for scene in authored.scenes],
        **parts.structure(),
    }


def _scene(scene: Scene, leads: Leads, parts: story.Story) -> dict[str, Any]:
    options = [
        {
            "id": option.id,
            "points": QUALITY_POINTS.get(option.quality, 0),
            "quality": option.quality,
            "to": leads[scene.id, option.id],
            **parts.ways(option.when, option.effects),
        }
        for option in scene.options
    ]
    return {"id": scene.id, "options": options}


def leads_to(scenes: tuple[Scene, ...]) -> Leads:
    """Map (scene id, option id) to the id of the scene it goes on to; None where there is no such scene."""
    by_title = {same_words(scene.title): scene.id for scene in reversed(scenes)}
    following: dict[str, str | None] = {scene.id: after.id for scene, after in pairwise(scenes)}
    return {
        (scene.id, option.id): (
            by_title.get(same_words(option.goes_on_to)) if option.goes_on_to.strip() else following.get(scene.id)
        )
        for scene in scenes
        for option in scene.options
    }


def texts(authored: BranchAuthored) -> dict[str, str]:
    found: dict[str, str] = {}
    for scene in authored.scenes:
        path = f"scenes.{scene.id}"
        found[f"{path}.title"] = scene.title
        found[f"{path}.body_html"] = scene.text_html
        for option in scene.options:
            found[f"{path}.options.{option.id}.text"] = option.text
            found[f"{path}.options.{option.id}.outcome_html"] = option.outcome_html
            found[f"{path}.options.{option.id}.why"] = option.why
    return found | story.texts(authored)


def problems(authored: BranchAuthored) -> list[AuthoringProblem]:
    scenes = authored.scenes
    if not any(scene.options for scene in scenes):
        return [AuthoringProblem("scenes", _("Give at least one scene two choices or more."))]
    leads = leads_to(scenes)
    found = _repeated_titles(scenes)
    for scene in scenes:
        found += _scene_problems(scene, leads)
    found += story.problems(authored)
    if found or not story.is_simple(authored):
        return found
    return _circles(scenes, leads) or _unreached(authored, leads)


def _repeated_titles(scenes: tuple[Scene, ...]) -> list[AuthoringProblem]:
    seen: set[str] = set()
    found = []
    for scene in scenes:
        words = same_words(scene.title)
        if words and words in seen:
            message = _("Two scenes are called “%(title)s”. Give each its own title.") % {"title": scene.title}
            found.append(AuthoringProblem("scenes", message, scene.id))
        seen.add(words)
    return found


def _scene_problems(scene: Scene, leads: Leads) -> list[AuthoringProblem]:
    found = []
    if len(scene.options) == 1:
        message = _("Scene “%(scene)s”: one choice is no choice. Add another, or remove it to make this an ending.")
        found.append(AuthoringProblem("scenes", message % {"scene": scene.title}, scene.id))
    for number, option in enumerate(scene.options, start=1):
        if leads[scene.id, option.id] is None:
            found.append(AuthoringProblem("scenes", _lead_problem(scene, number, option), scene.id))
    return found


def _lead_problem(scene: Scene, number: int, option: Decision) -> str:
    values = {"scene": scene.title, "number": number, "title": option.goes_on_to.strip()}
    if values["title"]:
        return _("Scene “%(scene)s”, choice %(number)s: there is no scene called “%(title)s”.") % values
    return (
        _("Scene “%(scene)s”, choice %(number)s: this is the last scene, so nothing follows. Add an ending.") % values
    )


def _circles(scenes: tuple[Scene, ...], leads: Leads) -> list[AuthoringProblem]:
    """Find the choices that lead back to a scene on the way to themselves."""
    by_id = {scene.id: scene for scene in scenes}
    done: set[str] = set()
    found: list[AuthoringProblem] = []

    def walk(scene: Scene, way: frozenset[str]) -> None:
        for number, option in enumerate(scene.options, start=1):
            target = by_id[leads[scene.id, option.id] or ""]
            if target.id in way:
                found.append(_circle(scene, number, target))
            elif target.id not in done:
                walk(target, way | {target.id})
        done.add(scene.id)

    for scene in scenes:
        if scene.id not in done:
            walk(scene, frozenset({scene.id}))
    return found


def _circle(scene: Scene, number: int, back_to: Scene) -> AuthoringProblem:
    message = _("Scene “%(scene)s”, choice %(number)s: it leads back to “%(back)s”, and a case must come to an end.")
    values = {"scene": scene.title, "number": number, "back": back_to.title}
    return AuthoringProblem("scenes", message % values, scene.id)


def reached(authored: BranchAuthored, leads: Leads) -> set[str]:
    """Return the ids of the scenes that can be reached from the first, by choices or by events."""
    by_id = {scene.id: scene for scene in authored.scenes}
    parts = story.Story(authored)
    moving = {event.id: parts.scene(event.goes_on_to) for event in authored.events}
    seen: set[str] = set()
    waiting = [authored.scenes[0].id] if authored.scenes else []
    while waiting:
        scene_id = waiting.pop()
        if scene_id not in seen:
            seen.add(scene_id)
            targets = [leads[scene_id, option.id] for option in by_id[scene_id].options]
            targets += [moving[event.id] for event in authored.events if _may_happen(event, by_id[scene_id], parts)]
            waiting += [target for target in targets if target]
    return seen


def _may_happen(event: CaseEvent, scene: Scene, parts: story.Story) -> bool:
    return scene.id in map(parts.scene, event.scenes) if event.scenes else bool(scene.options)


def _unreached(authored: BranchAuthored, leads: Leads) -> list[AuthoringProblem]:
    seen = reached(authored, leads)
    return [
        AuthoringProblem("scenes", _("No choice leads to the scene “%(scene)s”.") % {"scene": scene.title}, scene.id)
        for scene in authored.scenes
        if scene.id not in seen
    ]
