"""Random branching cases: simple ones, and ones with variables, events and values at the end."""

import random

from assessments.rules import registry
from tests.assessments.rules.heads import SECRET
from tests.assessments.rules.heads import definition_of as _definition

QUALITIES = {3: "best", 2: "acceptable", 1: "acceptable", 0: "poor"}


def branch_of(graph, points=12, **parts):
    """`graph`: scene → {option: (points, to) or (points, to, more fields)}; the first scene is the start."""
    texts = {"title": "Case", "intro_html": "<p>Intro</p>", "sources_html": SECRET}
    scenes = []
    for scene, moves in graph.items():
        base = f"scenes.{scene}"
        texts |= {f"{base}.title": f"Scene {scene}", f"{base}.body_html": f"<p>Body {scene}</p>"}
        options = []
        for option, (worth, to, *more) in moves.items():
            quality = QUALITIES.get(worth, "harmful")
            options.append({"id": option, "points": worth, "quality": quality, "to": to, **(more[0] if more else {})})
            here = f"{base}.options.{option}"
            outcome = f"OUTCOME {scene}/{option}"
            texts |= {f"{here}.text": f"Do {option}", f"{here}.outcome_html": outcome, f"{here}.why": SECRET}
        scenes.append({"id": scene, "options": options})
    own = {"start": next(iter(graph)), "scenes": scenes, "competency": None}
    return _definition("branch", "branch-dp/1", points, texts | _texts_of(parts)) | own | parts


def _texts_of(parts):
    texts = {}
    for variable in parts.get("variables", ()):
        base = f"variables.{variable['id']}"
        texts[f"{base}.name"] = f"Name of {variable['id']}"
        texts |= {f"{base}.words.{word}": f"Word {word}" for word in variable.get("words", ())}
    for event in parts.get("events", ()):
        base = f"events.{event['id']}"
        texts |= {f"{base}.title": f"Event {event['id']}", f"{base}.body_html": f"HAPPENED {event['id']}"}
        texts[f"{base}.why"] = SECRET
    return texts | {f"worth.{entry['id']}.text": SECRET for entry in parts.get("worth", ())}


def number(name, low=0, high=5, start=2, shown=True, stops=True):
    return {"id": name, "low": low, "high": high, "start": start, "shown": shown, "stops": stops}


def word(name, words, shown=True):
    return {"id": name, "words": words, "start": words[0], "shown": shown}


def event(name, when=(), effects=(), at=(), to="", chance=100):
    lists = {"at": list(at), "when": list(when), "effects": list(effects)}
    return {"id": name, "chance": chance, "to": to, **lists}


def made(rng):
    """Make a simple case or one with variables, in which nothing happens by chance."""
    return simple(rng) if rng.random() < 0.4 else eventful(rng)


def simple(rng):
    return branch_of(_layers(rng), rng.randint(1, 20))


def sound(seed, maker=None, **wanted):
    """Return a random case without problems, a simple one unless told otherwise, and the numbers to go on with."""
    rng = random.Random(seed)
    while True:
        definition = (maker or simple)(rng, **wanted)
        if not registry.validate(definition):
            return definition, rng


def _layers(rng):
    """Make layers of scenes; a move leads to a later layer, and every scene has a move from the layer before it."""
    layers = [["s0"]]
    for depth in range(1, rng.randint(2, 4)):
        letters = "abc"[: rng.randint(1, 3)]
        layers += [[f"s{depth}{letter}" for letter in letters]]
    graph = {scene: {} for layer in layers for scene in layer}
    for depth, layer in enumerate(layers[:-1]):
        later = [scene for following in layers[depth + 1 :] for scene in following]
        wanted = list(layers[depth + 1])
        for scene in layer:
            for place in range(rng.randint(2, 4)):
                to = wanted.pop() if wanted else rng.choice(later)
                graph[scene][f"o{place}"] = (rng.randint(-3, 3), to)
    return graph


def eventful(rng, by_chance=False):
    """Make a case with variables: conditions on what is not the first option of a scene, so that one is offered."""
    graph = _layers(rng)
    variables = [number("v0"), number("v1", -2, 2, 0, shown=False), word("v2", ["calm", "tense"])]
    variables = variables[: rng.randint(1, 3)]
    for moves in graph.values():
        for place, (option, (worth, to)) in enumerate(moves.items()):
            more = {"effects": [_effect(rng, variables) for _ in range(rng.randint(0, 2))]}
            if place and rng.random() < 0.4:
                more["when"] = [_condition(rng, variables)]
            moves[option] = (worth, to, more)
    if rng.random() < 0.3:
        _errand(rng, graph)
        variables[0] = number("v0", 0, 3, 3)
    listed = [_event(rng, f"e{place}", graph, variables, by_chance) for place in range(rng.randint(0, 3))]
    worth = [
        {"id": f"w{place}", "when": [_condition(rng, variables)], "points": rng.choice([-3, 2, 3])}
        for place in range(rng.randint(0, 2))
    ]
    return branch_of(graph, rng.randint(1, 20), variables=variables, events=listed, worth=worth)


def _errand(rng, graph):
    """Let an option of the first scene lead back to it as long as the clock goes."""
    more = {"when": [{"var": "v0", "at_least": 1}], "effects": [{"var": "v0", "add": -1}]}
    back = (rng.randint(0, 2), "s0", more)
    first = dict(list(graph["s0"].items())[:3])
    kept = {option: (worth, to, {}) for option, (worth, to, _) in first.items()}
    graph["s0"] = kept | {"back": back}


def _event(rng, name, graph, variables, by_chance):
    endings = [scene for scene, moves in graph.items() if not moves]
    at = rng.choice([[], [rng.choice(sorted(graph))]])
    to = rng.choice(["", "", rng.choice(endings)])
    chance = rng.choice([30, 70]) if by_chance else 100
    return event(name, [_condition(rng, variables)], [_effect(rng, variables)], at, to, chance)


def _condition(rng, variables):
    if rng.random() < 0.2:
        return {"var": "turn", "at_least": rng.randint(0, 2)}
    variable = rng.choice(variables)
    if "words" in variable:
        return {"var": variable["id"], "is": [rng.choice(variable["words"])]}
    limit = rng.randint(variable["low"], variable["high"])
    return {"var": variable["id"], rng.choice(["at_least", "at_most"]): limit}


def _effect(rng, variables):
    variable = rng.choice(variables)
    if "words" in variable:
        return {"var": variable["id"], "set": rng.choice(variable["words"])}
    if rng.random() < 0.2:
        return {"var": variable["id"], "set": rng.randint(variable["low"], variable["high"])}
    return {"var": variable["id"], "add": rng.choice([-2, -1, 1, 2])}


def responded(definition, rng, variant=None):
    """Take random decisions out of what is offered, sometimes without coming to an end."""
    path = []
    while rng.random() < 0.95:
        shown = registry.present(definition, variant or {}, "en", {"path": path})
        if shown.finished:
            break
        path.append(rng.choice(shown.scene.options).id)
    return {"path": path}
