import datetime
from dataclasses import dataclass
from uuid import UUID

from assessments.enums import RELEASED_STATES, AttemptState
from assessments.models import Attempt
from assessments.rules import registry
from assessments.rules.types import Owner
from assessments.selectors import answers
from assessments.selectors.answers import AnswerLine
from assessments.selectors.clock import HandedIn, handed_in
from assessments.selectors.holding import UNTIL_RELEASED, results_at
from assessments.selectors.references import reference_of
from assessments.selectors.rescoring import result_changes


@dataclass(frozen=True, slots=True)
class Receipt:
    """Proof of a submission: what was answered, and when.

    Attributes:
        is_waiting: whether it waits for its marks.
        is_held: whether it is scored and the result is held back.
        until_released: whether somebody has to release it first.
        results_at: when a result that is held back comes; None where that is at once, or not known.
        reference: short text to quote when asking about the submission.
        lang: language of the texts where it is not the reader's, else "".
        number: which try it was.
        handed_in: by whom, and how late.
        is_changed: whether a rescoring changed the result since; what and why stands on its page.
    """

    key: UUID
    reference: str
    exercise_id: int
    title: str
    lang: str
    kind: str
    number: int
    submitted_at: datetime.datetime
    handed_in: HandedIn
    is_waiting: bool
    is_held: bool
    until_released: bool
    results_at: datetime.datetime | None
    is_changed: bool
    lines: tuple[AnswerLine, ...]


def receipt(*, key: UUID, owner: Owner, language: str) -> Receipt | None:
    """Build the receipt of a submitted attempt.

    Args:
        key: of the attempt.
        owner: who asks.
        language: a language code.

    Returns:
        None when there is no such attempt, it is somebody else's or it is not submitted. One statement, and
        another one for what was scored again.
    """
    mine = Attempt.objects.handed_in().of(owner).filter(key=key)
    attempt = mine.select_related("version", "exercise", "score").first()
    if attempt is None or attempt.submitted_at is None:
        return None
    shown = registry.present(attempt.version.definition, attempt.variant, language, attempt.submitted_response)
    return Receipt(
        key=attempt.key,
        reference=reference_of(attempt.key),
        exercise_id=attempt.exercise_id,
        title=shown.title,
        lang=registry.foreign_language(attempt.version.definition, language),
        kind=shown.kind,
        number=attempt.number,
        submitted_at=attempt.submitted_at,
        handed_in=handed_in(attempt),
        is_waiting=attempt.state == AttemptState.SUBMITTED,
        is_held=attempt.state == AttemptState.SCORED,
        until_released=attempt.policy.get("results") == UNTIL_RELEASED,
        results_at=results_at(attempt.exercise.policy),
        is_changed=_is_changed(attempt),
        lines=answers.answers_in_words(shown),
    )


def _is_changed(attempt: Attempt) -> bool:
    score = attempt.score if attempt.state in RELEASED_STATES else None
    return score is not None and score.version_id != attempt.version_id and bool(result_changes(attempt))
