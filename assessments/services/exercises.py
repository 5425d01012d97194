"""Exercises as they come from their authors: registered, published as immutable versions, tried out, withdrawn."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from assessments import signals
from assessments.errors import DefinitionError
from assessments.models import Competency, Exercise, ExerciseVersion
from assessments.rules import canon, registry
from assessments.rules.errors import PolicyError
from assessments.rules.policy import Policy
from assessments.rules.scorers import branch
from assessments.rules.types import CaseShape, ChangeClass, Debrief, Presentation, Problem, ScoredResponse, Stepwise
from assessments.selectors import CompetencyData, ScoreTable, score_table
from assessments.services import completions
from assessments.services.deadlines import move_windows


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """A definition tried out without storing anything.

    Attributes:
        problems: why it cannot be played, () when it can; the rest is None otherwise.
        presentation: what a learner with this response sees.
        response: as it is carried from page to page.
        moves: the moves made so far as form fields; `is_stepwise` whether the kind knows moves.
        was_refused: the last move was not possible, and is left out.
        scored: the response scored.
        debrief: what the learner would see at the end, with the key.
        table: the lines of the score in words.
    """

    problems: tuple[Problem, ...]
    response: object
    presentation: Presentation | None = None
    scored: ScoredResponse | None = None
    debrief: Debrief | None = None
    table: ScoreTable | None = None
    moves: tuple[tuple[str, str], ...] = ()
    is_stepwise: bool = False
    was_refused: bool = False


def register_exercise(*, key: UUID, kind: str, title: str) -> None:
    """Make an exercise known with its first draft, so that it may be referred to before it is published.

    Args:
        key: stable key of what authors it.
        kind: one of the kinds of exercise.
        title: shown until the first publication.

    Safe to call twice: an exercise that is known is left as it is.
    """
    Exercise.objects.get_or_create(key=key, defaults={"kind": kind, "title": title})


def definition_problems(definition: Mapping[str, Any]) -> tuple[Problem, ...]:
    """List everything an author has to change before a definition can be published.

    Args:
        definition: any JSON object.

    Returns:
        Problems with the JSON path of each; () when it may be published.
    """
    return completions.problems_of(completions.completed(definition))


def policy_problem(policy: Mapping[str, Any]) -> PolicyError | None:
    """Find the first thing an author has to change in the rules of taking an exercise.

    Args:
        policy: the rules by their stored names.

    Returns:
        What is wrong with which of them; None when nothing is.
    """
    try:
        Policy.from_json(policy)
    except PolicyError as error:
        return error
    return None


def change_class(*, old: Mapping[str, Any], new: Mapping[str, Any]) -> ChangeClass | None:
    """Say what publishing a draft would change for those who have answered an earlier version.

    Args:
        old: a published definition.
        new: any JSON object.

    Returns:
        The class of the change; None while the draft has problems.
    """
    whole = completions.completed(new)
    return None if completions.problems_of(whole) else registry.change_class(old, whole)


def case_shape(definition: Mapping[str, Any], *, is_sound: bool = False) -> CaseShape | None:
    """Work out how a branching case runs.

    Args:
        definition: any JSON object of this kind, a draft too.
        is_sound: whether it is known to have no problems, so that it need not be checked again.

    Returns:
        The best and the worst way through, and what can be earned on the ways to each ending; None while the definition
        has problems.
    """
    return branch.case_shape(definition) if is_sound or not definition_problems(definition) else None


def publish_definition(*, key: UUID, title: str, definition: Mapping[str, Any], policy: Mapping[str, Any]) -> str:
    """Store a definition as an immutable version and make it the one that new attempts get.

    Args:
        key: stable key of the exercise; the definition has to name the same.
        title: title in the main language.
        definition: the whole definition.
        policy: rules of taking it; names left out take their defaults.

    Returns:
        The version's hash, 64 hexadecimal digits.

    Raises:
        DefinitionError: the definition or the policy was refused; nothing is stored.

    One transaction. Makes the exercise if it is new, brings it back if it was withdrawn. Attempts under way keep their
    version; where the window closes later now, or never, so do they. Announces counting_changed when other tries count
    or pass by now. Safe to call twice: the same definition adds no row.
    """
    whole = completions.completed(definition)
    rules = _checked(key, whole, policy)
    bytes_ = canon.canonical(whole)
    stored = json.loads(bytes_)
    with transaction.atomic():
        exercise, _ = Exercise.objects.get_or_create(key=key, defaults={"kind": stored["kind"], "title": title})
        version, _ = ExerciseVersion.objects.get_or_create(
            hash=canon.digest(stored),
            defaults={
                "exercise": exercise,
                "definition": stored,
                "structure_hash": canon.structure_digest(stored),
                "scorer": stored["scorer"],
            },
        )
        Exercise.objects.filter(pk=exercise.pk).update(
            current_version=version, kind=stored["kind"], title=title, policy=rules.to_json(), retired=False
        )
        if exercise.current_version_id:
            _follow(exercise, rules)
    return version.hash


def _follow(exercise: Exercise, rules: Policy) -> None:
    """Do what follows from other rules of taking an exercise; `exercise` is as it was before."""
    before = Policy.from_json(exercise.policy)
    if before.closes != rules.closes:
        move_windows(exercise.pk)
    was, is_now = ((it.counting, it.pass_percent, it.practice) for it in (before, rules))
    if was != is_now:
        signals.counting_changed.send(sender=Exercise, exercise_id=exercise.pk)


def retire_exercise(*, key: UUID) -> None:
    """Withdraw an exercise: no new attempts; those under way can be finished, and results stay.

    Args:
        key: of the exercise; an unknown key does nothing.

    Safe to call twice.
    """
    Exercise.objects.filter(key=key, retired=False).update(retired=True)


def sync_competencies(items: Sequence[CompetencyData]) -> None:
    """Create or update competencies by key.

    Args:
        items: any number; competencies that are not named stay as they are.

    Safe to call twice.
    """
    rows = [Competency(key=i.key, slug=i.slug, title=i.title, description=i.description) for i in items]
    Competency.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["key"], update_fields=["slug", "title", "description"]
    )


def response_from_form(*, definition: Mapping[str, Any], form: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """Read a response from the fields of an exercise's form, as the rehearsal of an author needs it.

    Args:
        definition: a definition without problems.
        form: field name -> values.

    Returns:
        The response; fields that do not belong to the exercise are left out.
    """
    return registry.read_form(definition, form)


def rehearse(*, definition: Mapping[str, Any], seed: str, response: object, language: str) -> Rehearsal:
    """Play a definition without storing anything; the same arguments give the same result.

    Args:
        definition: any JSON object, a draft too.
        seed: what the variant is drawn from, any text.
        response: the response so far; None for the beginning.
        language: a language code.

    Returns:
        The problems, or what the learner would see now and what they would see after submitting now. Moves from the
        first impossible one on are left out.
    """
    definition = completions.completed(definition)
    problems = completions.problems_of(definition)
    if problems:
        return Rehearsal(problems=problems, response=response)
    given: Any = registry.read_form(definition, {}) if response is None else response
    kind = registry.stepwise(definition)
    variant = registry.draw_variant(definition, canon.digest(["rehearsal", seed]).encode())
    possible = _possible(kind, definition, variant, given) if kind else given
    was_refused, given = possible != given, possible
    scored = registry.compile_definition(definition, variant).score(given)
    debrief = registry.debrief(definition, variant, language, scored, reveal=True)
    return Rehearsal(
        problems=(),
        response=given,
        presentation=registry.present(definition, variant, language, given),
        scored=scored,
        debrief=debrief,
        table=score_table(scored, debrief),
        moves=kind.form_of(given) if kind else (),
        is_stepwise=kind is not None,
        was_refused=was_refused,
    )


def _possible(kind: Stepwise, definition: Mapping[str, Any], variant: Mapping[str, Any], given: Any) -> dict[str, Any]:
    """Keep what a learner could have done: the moves up to the first that is not possible."""
    kept: list[Any] = []
    for move in kind.moves_of(given):
        if not kind.may_move(definition, variant, kept, move):
            break
        kept.append(move)
    return {**given, **kind.response_of(kept)}


def _checked(key: UUID, definition: Mapping[str, Any], policy: Mapping[str, Any]) -> Policy:
    problems = registry.validate(definition)
    if not problems and definition["key"] != str(key):
        problems = (Problem("/key", "The definition names another exercise."),)
    refused = policy_problem(policy)
    if refused:
        problems += (Problem(f"/policy/{refused.field}", str(refused), refused.template, refused.params),)
    if problems:
        raise DefinitionError(problems)
    return Policy.from_json(policy)
