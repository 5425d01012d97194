"""Computing stored scores again from their stored inputs."""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from assessments.models import Attempt, ExerciseVersion, Mark, Score
from assessments.rules import canon, policy, verify
from assessments.rules.errors import DefinitionError
from assessments.rules.policy import Policy
from assessments.rules.types import ScoredResponse

CHUNK = 100
# Of an attempt: what its scores follow from, beside definition and marks.
INPUTS = ("variant", "submitted_response", "policy", "late_seconds")
COLUMNS = ("version_id", "scorer", "policy_hash", "marks_hash", "state", "earned", "possible")
# The same in a stored result.
IN_RESULT = ("definition", "scorer", "policy", "marks", "state", "earned", "possible")
Marks = Mapping[tuple[int, int], Any]
Tell = Callable[[int], None]


def wrong_scores(tell: Tell | None = None) -> Iterator[str]:
    """Compute every stored score again and compare it with what is stored, byte by byte.

    Args:
        tell: is told how many more scores were compared.

    Yields:
        A sentence for each fault: a result that differs, a column that says something else than the result, a pass that
        the points do not give, a line that breaks a rule of all scores, a definition or a draw that cannot be read.

    Reads scores in chunks, version by version; memory does not grow with their number.
    """
    for version in ExerciseVersion.objects.order_by("pk").values_list("pk", flat=True):
        whole = canon.Whole(ExerciseVersion.objects.values_list("definition", flat=True).get(pk=version))
        for rows in _chunks(version):
            marks = marks_of({row[1] for row in rows if row[3]})
            for row in rows:
                yield from _faults(whole, row, marks)
            if tell:
                tell(len(rows))


def replayed(whole: canon.Whole, inputs: Collection[Any], marks: object) -> tuple[ScoredResponse, Policy]:
    """Compute a score from stored inputs.

    Args:
        whole: the definition.
        inputs: values of the fields `INPUTS` of the attempt.
        marks: as released, None where nobody marks.

    Returns:
        The score, and the attempt's policy.

    Raises:
        DefinitionError: the definition has problems.
    """
    variant, response, frozen, late_seconds = inputs
    rules = Policy.from_json(frozen)
    return verify.replay(whole, variant, response, rules, marks, late_seconds), rules


def result_of(attempt: Attempt, version: ExerciseVersion, response: object, marks: object = None) -> ScoredResponse:
    """Compute the score of an attempt.

    Args:
        attempt: with how late it is.
        version: to score by; after a rescoring another than it was begun on.
        response: what is handed in.
        marks: of a person, None where nobody marked.

    Returns:
        The score.
    """
    rules = Policy.from_json(attempt.policy)
    return verify.replay(version.definition, attempt.variant, response, rules, marks, attempt.late_seconds)


def marks_of(attempt_ids: Collection[int]) -> Marks:
    """Read the released marks of some attempts.

    Args:
        attempt_ids: any number.

    Returns:
        (attempt id, number of the release) -> marks. One statement; none for no attempts.
    """
    rows = Mark.objects.filter(attempt__in=attempt_ids).values_list("attempt_id", "number", "marks")
    return {(attempt_id, number): marks for attempt_id, number, marks in rows}


def _chunks(version: str) -> Iterator[list[tuple[Any, ...]]]:
    scores = Score.objects.filter(version=version).order_by("pk")
    fields = ("pk", "attempt_id", "attempt__key", "marks_number", "passed", "result", *COLUMNS)
    wanted = scores.values_list(*fields, *(f"attempt__{name}" for name in INPUTS))
    last = 0
    while rows := list(wanted.filter(pk__gt=last)[:CHUNK]):
        yield rows
        last = rows[-1][0]


def _faults(whole: canon.Whole, row: tuple[Any, ...], marks: Marks) -> Iterator[str]:
    pk, attempt_id, attempt_key, marks_number, passed, result = row[:6]
    columns, inputs = row[6 : 6 + len(COLUMNS)], row[6 + len(COLUMNS) :]
    if columns != tuple(result.get(name, "") for name in IN_RESULT):
        yield f"score {pk}: its columns say something else than its result"
    try:
        again, rules = replayed(whole, inputs, marks.get((attempt_id, marks_number)))
    except (DefinitionError, LookupError) as error:
        yield f"score {pk} of attempt {attempt_key} cannot be computed: {error}"
        return
    if passed != policy.is_passed(rules, result["earned"], result["possible"]):
        yield f"score {pk}: its points and the pass mark say something else than it does"
    yield from (f"score {pk}: {fault}" for fault in verify.check(again))
    if not canon.are_same(again.to_json(), result):
        yield f"score {pk} of attempt {attempt_key} does not come out again from its stored inputs"
