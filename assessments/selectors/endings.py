import datetime
from dataclasses import dataclass
from uuid import UUID

from assessments.enums import AttemptState, EventKind
from assessments.models import Attempt
from assessments.rules import registry
from assessments.rules.types import Owner


@dataclass(frozen=True, slots=True)
class Ending:
    """An attempt that ended without a result: taken out, or its time ran out with nothing answered.

    Attributes:
        lang: language of the title where it is not the reader's, else "".
        is_void: whether it was taken out; else its time ran out.
        reason: why it was taken out; "" once that was erased.
        ended_at: when; None where nobody wrote it down.
    """

    key: UUID
    title: str
    lang: str
    number: int
    is_void: bool
    reason: str
    ended_at: datetime.datetime | None


def ending(*, key: UUID, owner: Owner, language: str) -> Ending | None:
    """Say why an attempt has no result.

    Args:
        key: of the attempt.
        owner: who asks.
        language: a language code.

    Returns:
        None when there is no such attempt, it is somebody else's, or it has a result or can still get one. Two
        statements.
    """
    ended = Attempt.objects.of(owner).filter(key=key, state__in=[AttemptState.VOID, AttemptState.EXPIRED])
    attempt = ended.select_related("version").first()
    if attempt is None:
        return None
    event = attempt.events.filter(kind__in=[EventKind.VOID, EventKind.EXPIRED]).order_by("-number").first()
    definition = attempt.version.definition
    return Ending(
        key=attempt.key,
        title=registry.text(definition, language, "title"),
        lang=registry.foreign_language(definition, language),
        number=attempt.number,
        is_void=attempt.state == AttemptState.VOID,
        reason=(event.details or {}).get("reason", "") if event else "",
        ended_at=event.at if event else None,
    )
