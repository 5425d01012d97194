"""Reads the published pages that anybody may try and puts them together as assessments takes them."""

from dataclasses import dataclass, replace
from uuid import UUID

from cms.models import ExercisePage, SamplesPage
from cms.models.taking import TIMING
from cms.services.outline import CompiledExercise, PageTree, compiled

# A visitor sees everything at once and tries when and as often as they like, whatever the page says.
POLICY = {"practice": True, "max_tries": 0}


@dataclass(frozen=True, slots=True)
class ProjectedSamples:
    """What the published samples amount to, in order. `withdrawn` are keys of exercises that are not to be taken."""

    exercises: tuple[CompiledExercise, ...]
    slugs: dict[UUID, str]
    withdrawn: tuple[UUID, ...]


def samples_of(page: SamplesPage) -> ProjectedSamples:
    """Put together what is published of the samples.

    Args:
        page: their page in the source language, as stored; nothing is on offer while it is not live.

    Returns:
        The exercises in order, and those that are written but not published. Writes nothing.
    """
    tree = PageTree(page)
    offered = tree.published(page, ExercisePage) if page.live else []
    slugs = {exercise.translation_key: exercise.slug for exercise in offered}
    return ProjectedSamples(
        exercises=tuple(_as_sample(compiled(tree, exercise)) for exercise in offered),
        slugs=slugs,
        withdrawn=tuple(other.translation_key for other in tree.exercises() if other.translation_key not in slugs),
    )


def _as_sample(exercise: CompiledExercise) -> CompiledExercise:
    kept = {name: value for name, value in exercise.policy.items() if name not in TIMING}
    return replace(exercise, policy=kept | POLICY)
