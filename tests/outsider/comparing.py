"""Holds what an outsider finds against what we publish and how we score; the one module here that knows both."""

import ast
import importlib
import json
from pathlib import Path
from random import Random

from assessments.rules import canon, registry
from tests.assessments.rules.cases import make, mark, respond

HERE = Path(__file__).parent
KINDS = sorted(path.stem for path in HERE.glob("*.py") if path.stem in registry.KINDS)
RESPONSES = 5
SEED = b"an outsider's seed"


def imports_of(kind):
    """List the modules that the outsider of a kind imports."""
    tree = ast.parse((HERE / f"{kind}.py").read_text(encoding="utf-8"))
    froms = [node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    plain = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    return {*froms, *plain}


def random_differences(kind, seed):
    """Make a definition from a number and list where an outsider disagrees."""
    definition, rng = make(kind, seed)
    return differences(definition, [respond(definition, rng) for _ in range(RESPONSES)])


def differences(definition, responses):
    """List where an outsider disagrees: on the best answer, or on the points of a response."""
    outsider = importlib.import_module(f"tests.outsider.{definition['kind']}")
    published = json.dumps(definition)
    optimum = registry.optimum(definition)
    variant = registry.draw_variant(definition, SEED)
    bounds = next((one for one in optimum.get("variants", ()) if {"events": one["events"]} == variant), optimum)
    best = registry.score_marked(definition, variant, bounds["response"], optimum.get("marks"))
    found = [] if best.earned == best.possible else ["the best response does not earn every point"]
    found += outsider.faults(published, optimum)
    found += outsider.drawn_faults(published, variant) if hasattr(outsider, "drawn_faults") else []
    for number, response in enumerate(responses):
        marks = mark(definition, Random(number))
        scored = registry.score_marked(definition, variant, response, marks)
        exact = outsider.micro_points(published, {**response, "marks": marks} if marks else response, variant)
        if (exact is None) != (scored.state != "answered"):
            found.append(f"{canon.canonical(response).decode()} is {scored.state}")
        elif exact is not None and abs(scored.earned - exact) > len(scored.criteria):
            found.append(f"{canon.canonical(response).decode()} earns {float(exact)}, not {scored.earned}")
    return found
