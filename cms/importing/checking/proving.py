"""Exercises that nobody passes without knowing anything, and cases and talks that can be won and lost."""

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from assessments import services as assessment_services
from assessments.services import Plays, Proof
from cms import definitions
from cms.importing.applying.pages import STREAMS, sample_specs
from cms.importing.checking.mapping import CONTESTED, IMPASSE
from cms.importing.reading.paper_types import ChoiceBody
from cms.importing.reading.problems import FileProblem
from cms.importing.reading.types import CourseFile, ExerciseFile, ProgrammeFiles

# What they show lies in the database: rule sets and pictures. The import looks at them.
UNPROVED = frozenset({"placement", "hotspot"})
FEWEST_DEALS = 4
# Of one or two questions somebody always gets enough right; they stand in case studies.
FEWEST_QUESTIONS = 3
# How often answers drawn by lot may pass: a check has few questions, and can be tried again.
MOST_RANDOM_PASSES, MOST_RANDOM_FINALS = 25, 2
# Pages look up their content type when they are made without one; these are never stored.
_NO_CONTENT_TYPE = -1


def check_proofs(files: ProgrammeFiles) -> Iterator[FileProblem]:
    """Play every exercise, and name those that can be passed blindly or whose ways lead nowhere."""
    for course in files.courses:
        finals = {exercise.key for exercise in course.finals()}
        for exercise in course.all_exercises():
            if exercise.kind not in UNPROVED:
                yield from _check(exercise, course, is_final=exercise.key in finals)


def _check(exercise: ExerciseFile, course: CourseFile, *, is_final: bool) -> Iterator[FileProblem]:
    """Ask of an exercise what publishing asks; where that finds nothing, play it."""
    refused = definitions.authoring_problems(_authored(exercise))
    for problem in refused:
        yield FileProblem(exercise.file, exercise.lines.get(f"/{problem.field}", 1), problem.message)
    if not refused:
        definition = definition_of(exercise, course)
        proof = assessment_services.prove(definition=definition, pass_percent=exercise.pass_percent)
        for message in _faults(exercise, proof, is_final=is_final):
            yield FileProblem(exercise.file, 1, message)


def definition_of(exercise: ExerciseFile, course: CourseFile) -> dict[str, Any]:
    """Compile an exercise as publishing would, without competencies and without a database."""
    return definitions.compile_definition(_authored(exercise), course.language)


def _authored(exercise: ExerciseFile) -> definitions.Authored:
    """Give what an author would have written in the CMS, without competencies and without a database."""
    (spec,) = sample_specs([exercise], defaultdict(lambda: exercise.key))
    page = spec.model(translation_key=spec.key, content_type_id=_NO_CONTENT_TYPE)
    for name, value in {**spec.fields, "competency": None}.items():
        setattr(page, name, json.dumps(_without_skills(value)) if name in STREAMS else value)
    authored: definitions.Authored = page.authored()
    return authored


def _without_skills(value: Any) -> Any:
    """Leave out competencies, which a page would look up."""
    if isinstance(value, dict):
        return {name: None if name == "competency" else _without_skills(part) for name, part in value.items()}
    return [_without_skills(part) for part in value] if isinstance(value, list | tuple) else value


def _faults(exercise: ExerciseFile, proof: Proof, *, is_final: bool) -> Iterator[str]:
    for problem in proof.problems:
        yield problem.message
    if proof.plays and (is_final or not _is_short(exercise)):
        yield from _blind(exercise, proof.plays, MOST_RANDOM_FINALS if is_final else MOST_RANDOM_PASSES)
    if proof.case:
        if proof.case.worst > 0:
            yield "The worst path earns something. Let what is chosen there cost more."
        for scene, option in proof.case.detours:
            yield f"After “{option}” in “{scene}”, which is not rated best, full marks are possible. Let it cost more."
        if proof.case.equals and CONTESTED not in exercise.tags:
            scenes = ", ".join(f"“{scene}”" for scene in proof.case.equals)
            yield (
                f"The best path is not the only one: in {scenes} two choices lose nothing. "
                f"Rate one of them lower, or tag the case {CONTESTED}."
            )
    if proof.frontier is not None:
        yield from _talk_faults(proof.frontier, is_impasse=IMPASSE in exercise.tags)


def _blind(exercise: ExerciseFile, plays: Plays, most_random: int) -> Iterator[str]:
    for player in plays.passing(exercise.pass_percent):
        reached = plays.percents[player]
        yield f"Who always chooses “{player}” gets {reached} %, and passes. Mix the order, or write other options."
    if plays.random_passes > most_random:
        yield (
            f"Answers drawn by lot pass in {plays.random_passes} of 100 plays, at most {most_random} should. "
            "Raise the pass mark, or ask more."
        )


def _is_short(exercise: ExerciseFile) -> bool:
    return isinstance(exercise.body, ChoiceBody) and len(exercise.body.questions) < FEWEST_QUESTIONS


def _talk_faults(frontier: int, *, is_impasse: bool) -> Iterator[str]:
    if is_impasse and frontier:
        yield "It is tagged as an impasse, and yet there are deals that both can accept. Remove the tag, or the deals."
    elif not is_impasse and frontier < FEWEST_DEALS:
        yield (
            f"Only {frontier} deals that both can accept are not bettered by another; {FEWEST_DEALS} are the least. "
            f"Let the sides set different store by more issues, or tag it {IMPASSE}."
        )
