import datetime
from dataclasses import dataclass
from uuid import UUID

from assessments.models import Attempt
from assessments.rules import registry
from assessments.rules.types import Owner
from assessments.selectors import answers
from assessments.selectors.answers import AnswerLine


@dataclass(frozen=True, slots=True)
class Receipt:
    """Proof of a submission: what was answered, and when.

    Attributes:
        reference: short text to quote when asking about the submission.
        lang: language of the texts where it is not the reader's, else "".
        number: which try it was.
    """

    key: UUID
    reference: str
    exercise_id: int
    title: str
    lang: str
    kind: str
    number: int
    submitted_at: datetime.datetime
    lines: tuple[AnswerLine, ...]


def receipt(*, key: UUID, owner: Owner, language: str) -> Receipt | None:
    """Build the receipt of a submitted attempt.

    Args:
        key: of the attempt.
        owner: who asks.
        language: a language code.

    Returns:
        None when there is no such attempt, it is somebody else's or it is not submitted. One statement.
    """
    mine = Attempt.objects.scored().of(owner).filter(key=key)
    attempt = mine.select_related("version").first()
    if attempt is None or attempt.submitted_at is None:
        return None
    shown = registry.present(attempt.version.definition, attempt.variant, language, attempt.submitted_response)
    return Receipt(
        key=attempt.key,
        reference=attempt.key.hex[:8].upper(),
        exercise_id=attempt.exercise_id,
        title=shown.title,
        lang=registry.foreign_language(attempt.version.definition, language),
        kind=shown.kind,
        number=attempt.number,
        submitted_at=attempt.submitted_at,
        lines=answers.answers_in_words(shown),
    )
