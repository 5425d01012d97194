"""Exercises whose points are evidence of competencies."""

from typing import Any

from assessments import services
from assessments.models import Competency, Exercise
from tests.factories.assessments import make_definition, make_published_exercise

ONE, TWO = "00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002"
UNSEEN = "00000000-0000-4000-8000-000000000003"


def make_competencies() -> list[Competency]:
    titles = {ONE: "One", TWO: "Two", UNSEEN: "Unseen"}
    return [Competency.objects.create(key=key, slug=title.lower(), title=title) for key, title in titles.items()]


def _tagged(kind: str, *, swapped: bool = False) -> dict[str, Any]:
    """Tag a small exercise: questions with one competency each, else the whole with the first."""
    parts = make_definition(kind)
    first, second = (TWO, ONE) if swapped else (ONE, TWO)
    if kind == "choice":
        tags = dict(zip(("q1", "q2"), (first, second), strict=True))
        return {"items": [item | {"competency": tags[item["id"]]} for item in parts["items"]]}
    if kind == "rubric":
        return {"criteria": [line | {"competency": first} for line in parts["criteria"]]}
    return {"competency": first}


def make_tagged(kind: str = "choice", **policy: Any) -> Exercise:
    return make_published_exercise(kind, structure=_tagged(kind), **policy)


def skills(exercise: Exercise, *, swapped: bool) -> None:
    """Publish the small knowledge check anew with its competencies the other way round, or as they were."""
    definition = make_definition("choice", key=exercise.key, structure=_tagged("choice", swapped=swapped))
    services.publish_definition(key=exercise.key, title=exercise.title, definition=definition, policy=exercise.policy)
