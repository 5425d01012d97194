"""The door to the scoring core: every kind of exercise and every scorer, by name."""

import json
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from assessments.rules import changes, checks, sizes
from assessments.rules.canon import Whole, canonical
from assessments.rules.checks import Report, gettext_noop
from assessments.rules.errors import CanonError, DefinitionError
from assessments.rules.scorers import (
    branch,
    choice,
    hotspot,
    intray,
    match,
    negotiation,
    network,
    numeric,
    order,
    placement,
    redpen,
    rubric,
    sjt,
)
from assessments.rules.sizes import Bounded, bounded
from assessments.rules.texts import foreign_language, text
from assessments.rules.types import (
    ChangeClass,
    Compile,
    Debrief,
    Definition,
    Form,
    Kind,
    Presentation,
    Problem,
    ScoredResponse,
    Stepwise,
    Variant,
)

GIVEN_UP = placement.GIVEN_UP
"""Template of the problem of a definition whose search was given up."""
Tell = Callable[[int], None]
KINDS: dict[str, Kind] = {
    "branch": branch,
    "choice": choice,
    "hotspot": hotspot,
    "intray": intray,
    "match": match,
    "negotiation": negotiation,
    "network": network,
    "numeric": numeric,
    "order": order,
    "placement": placement,
    "redpen": redpen,
    "rubric": rubric,
    "sjt": sjt,
}
STEPWISE: dict[str, Stepwise] = {"branch": branch, "negotiation": negotiation}
OPTIMA: dict[str, Callable[[Definition], dict[str, Any]]] = {
    "branch": branch.optimum,
    "negotiation": negotiation.optimum,
    "network": network.optimum,
    "placement": placement.optimum,
    "rubric": rubric.optimum,
}
COMPLETE: dict[str, Callable[[Definition, Tell | None], Definition]] = {
    "negotiation": negotiation.complete,
    "network": network.complete,
    "placement": placement.complete,
}
SCORERS: dict[str, Compile] = {name: scorer for kind in KINDS.values() for name, scorer in kind.SCORERS.items()}

__all__ = [
    "GIVEN_UP",
    "KINDS",
    "SCORERS",
    "STEPWISE",
    "answer_key",
    "change_class",
    "compile_definition",
    "complete",
    "debrief",
    "draw_variant",
    "foreign_language",
    "is_incomplete",
    "marks_problems",
    "needs_marking",
    "optimum",
    "present",
    "read_form",
    "read_marks",
    "score_marked",
    "stepwise",
    "text",
    "validate",
]


def validate(definition: object) -> tuple[Problem, ...]:
    """List what an author has to change before a definition can be published; total for any JSON.

    Args:
        definition: any JSON value.

    Returns:
        At most 100 problems in the order of the definition, () when there is none.
    """
    report = Report()
    if not isinstance(definition, dict):
        report.add("", gettext_noop("Write the exercise as one object with named parts."))
        return tuple(report.problems)
    if not _is_readable(report, definition):
        return tuple(report.problems)
    checks.head(report, definition)
    if checks.one_of(report, "/kind", definition.get("kind"), KINDS):
        kind = _kind(definition)
        checks.one_of(report, "/scorer", definition.get("scorer"), kind.SCORERS)
        report.problems.extend(kind.problems(definition))
    return tuple(report.problems[: checks.MAX_PROBLEMS])


def _is_readable(report: Report, definition: Definition) -> bool:
    most = sizes.DEFINITION
    if not most.fits(definition):
        template = gettext_noop(
            "Make this exercise smaller, or write two: it may hold %(values)s values and %(characters)s characters, "
            "in lists and objects that stand in each other at most %(depth)s deep."
        )
        report.add("", template, values=most.values, characters=most.characters, depth=most.depth)
        return False
    try:
        canonical(definition)
    except CanonError as error:
        report.add("", "%(reason)s", reason=str(error))
    return not report.problems


def complete(definition: Definition, tell: Tell | None = None) -> Definition:
    """Add to a definition what follows from the rest of it, such as the best plan of a placement exercise.

    Args:
        definition: any JSON object, a draft too.
        tell: is told how far the search is, in percent at least, and thereby allows it to take a minute; without it
            only what takes less than a second or so is worked out.

    Returns:
        The whole definition; as it came when there is nothing to add, it has problems, or the search was given up.
    """
    kind = definition.get("kind")
    if not isinstance(kind, str) or kind not in COMPLETE or not _is_readable(Report(), definition):
        return definition
    return COMPLETE[kind](definition, tell)


def is_incomplete(definition: Definition) -> bool:
    """Say whether a definition lacks only what `complete` could not work out quickly.

    Args:
        definition: any JSON object, a draft too.

    Returns:
        True when it would be whole after a longer search.
    """
    is_known = definition.get("kind") == "placement" and _is_readable(Report(), definition)
    return is_known and placement.is_incomplete(definition)


def compile_definition(definition: Definition, variant: Variant) -> Bounded:
    """Make a scorer. The latest ones are kept, by the contents of both arguments.

    Args:
        definition: an exercise definition.
        variant: what `draw_variant` gave for the attempt.

    Returns:
        A scorer that takes any response.

    Raises:
        DefinitionError: the definition has problems.
    """
    try:
        key = canonical(definition)
    except CanonError as error:
        raise DefinitionError(validate(definition)) from error
    return _compiled(key, canonical(variant))


@lru_cache(maxsize=8)
def _compiled(definition: bytes, variant: bytes) -> Bounded:
    """Keep what a case of many states takes long to work out; bytes, so that no caller shares what is kept."""
    whole = _sound(definition)
    return Bounded(SCORERS[whole["scorer"]](whole, json.loads(variant)))


@lru_cache(maxsize=8)
def _sound(definition: bytes) -> Definition:
    whole = Whole(json.loads(definition))
    problems = validate(whole)
    if problems:
        raise DefinitionError(problems)
    return whole


def change_class(old: Definition, new: Definition) -> ChangeClass:
    """Say what a new version changes for those who have answered an earlier one. When in doubt it is "structure".

    Args:
        old: a definition without problems.
        new: another one.

    Returns:
        "same"; "text", only words; "key", only what scoring reads and what is said of points: every answer to the old
        one can be scored by the new one; "structure", what can be seen or answered.

    Source:
        scoring.md 7.4.
    """
    return changes.change_class(_kind(old), old, new) if old["kind"] == new["kind"] else "structure"


def needs_marking(definition: Definition) -> bool:
    """Say whether a person marks what is answered.

    Args:
        definition: a definition without problems.

    Returns:
        True for written work.
    """
    return _kind(definition) is rubric


def score_marked(
    definition: Definition, variant: Variant, response: object, marks: object, policy: str = ""
) -> ScoredResponse:
    """Score a response by the marks that a person gave it; marks are left aside where nobody marks.

    Args:
        definition: an exercise definition.
        variant: what was drawn for the attempt.
        response: any JSON value.
        marks: any JSON value; `marks_problems` says what they lack.
        policy: digest of the policy, kept in the result.

    Returns:
        The score; "needs_marking" when the marks are not complete.

    Raises:
        DefinitionError: the definition has problems.
    """
    scorer = compile_definition(definition, variant)
    if isinstance(scorer.inner, rubric.Rubric):
        return scorer.inner.score_marked(bounded(response), bounded(marks), policy)
    return scorer.score(response, policy)


def marks_problems(definition: Definition, response: object, marks: object) -> tuple[Problem, ...]:
    """List what a marker has to change before marks can be released; total for any JSON.

    Args:
        definition: a definition of written work without problems.
        response: the response that was marked.
        marks: any JSON value.

    Returns:
        Problems with the path of each inside the marks, () when they can be released.
    """
    return rubric.marks_problems(definition, bounded(response), bounded(marks))


def read_marks(definition: Definition, form: Form) -> dict[str, Any]:
    """Turn the fields of a marker's form into marks.

    Args:
        definition: a definition of written work without problems.
        form: field name → values as sent, nothing of it trusted.

    Returns:
        Marks to save; `marks_problems` says whether they can be released.
    """
    return rubric.read_marks(definition, form)


def draw_variant(definition: Definition, seed: bytes) -> dict[str, Any]:
    """Draw what differs from attempt to attempt: the same seed and structure give the same draw for ever.

    Args:
        definition: a definition without problems.
        seed: at least 16 secret bytes that belong to the attempt, such as an HMAC of its key.

    Returns:
        A JSON object to keep with the attempt.

    Source:
        scoring.md 5, variants.
    """
    return _kind(definition).draw(definition, seed)


def present(definition: Definition, variant: Variant, language: str, response: object = None) -> Presentation:
    """Build what a learner may see before the key is due.

    Args:
        definition: a definition without problems.
        variant: what was drawn for the attempt.
        language: code of the reader's language; texts it lacks come from another.
        response: what has been saved so far; any JSON value, None for nothing.

    Returns:
        An allow-list copied field by field; nothing of the key is in it.
    """
    return _kind(definition).present(definition, variant, language, bounded(response))


def debrief(definition: Definition, variant: Variant, language: str, scored: ScoredResponse, reveal: bool) -> Debrief:
    """Build what a learner sees after submitting.

    Args:
        definition: the definition that was scored.
        variant: what was drawn for the attempt.
        language: code of the reader's language.
        scored: the score.
        reveal: whether the key is due (`policy.key_is_due`).

    Returns:
        Criterion, rule and points; with `reveal` also right answers and explanations.
    """
    return _kind(definition).debrief(definition, variant, language, scored, reveal)


def read_form(definition: Definition, form: Form) -> dict[str, Any]:
    """Turn form fields into a response.

    Args:
        definition: a definition without problems.
        form: field name → values as sent, nothing of it trusted.

    Returns:
        A response to save; scoring says whether it is valid.
    """
    return _kind(definition).read_form(definition, form)


def stepwise(definition: Definition) -> Stepwise | None:
    """Find what makes moves at an exercise.

    Args:
        definition: a definition without problems.

    Returns:
        None for a kind that is answered as a whole.
    """
    return STEPWISE.get(definition["kind"])


def answer_key(definition: Definition) -> dict[str, Any]:
    """Return a response that earns every point; for tests and seeding only.

    Args:
        definition: a definition without problems.

    Returns:
        A response.
    """
    return _kind(definition).answer_key(definition)


def optimum(definition: Definition) -> dict[str, Any]:
    """Work out what anybody can check: an answer that earns every point, and the bounds where a kind has any.

    Args:
        definition: a definition without problems.

    Returns:
        {"response": such an answer, ...} and what docs/exercise-format.md says of the kind.

    Raises:
        NotProvedError: it would take too long to be sure.
    """
    found = OPTIMA.get(definition["kind"])
    return found(definition) if found else {"response": answer_key(definition)}


def _kind(definition: Definition) -> Kind:
    return KINDS[definition["kind"]]
