"""Writing down what happens to attempts, in the transaction in which it happens."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from assessments.enums import EventKind
from assessments.models import AttemptEvent
from assessments.rules import canon, life
from assessments.selectors.chains import first_link


@dataclass(frozen=True, slots=True)
class Happened:
    """An event to write down; `by_id` is None when the clock or a guest did it."""

    kind: EventKind
    by_id: int | None = None
    details: Mapping[str, Any] = field(default_factory=dict)


def record(
    attempt_id: int, kind: EventKind, *, by_id: int | None = None, details: Mapping[str, Any] | None = None
) -> None:
    """Write down one event of an attempt.

    Args:
        attempt_id: row id.
        kind: what happened.
        by_id: who did it; None for the clock or a guest.
        details: JSON with whole numbers only.

    Call it in the transaction of the change, after the conditional update that holds the attempt's row: that keeps the
    numbers in one line. Two statements, one for the beginning. Announces nothing.
    """
    record_many({attempt_id: [Happened(kind, by_id, details or {})]})


def record_many(happened: Mapping[int, Sequence[Happened]]) -> None:
    """Write down events of several attempts, or several of one.

    Args:
        happened: row id of an attempt -> what happened to it, in order.

    As `record`; two statements whatever the number.
    """
    older = [pk for pk, events in happened.items() if events and events[0].kind != EventKind.BEGUN]
    heads = _heads(older) if older else {}
    rows = (row for pk, events in happened.items() for row in _chained(pk, events, heads.get(pk)))
    AttemptEvent.objects.bulk_create(rows)


def _heads(attempt_ids: Sequence[int]) -> dict[int, tuple[int, str]]:
    newest = AttemptEvent.objects.filter(attempt=OuterRef("attempt")).order_by("-number").values("number")[:1]
    heads = AttemptEvent.objects.filter(attempt__in=attempt_ids, number=Subquery(newest))
    return {pk: (number, digest) for pk, number, digest in heads.values_list("attempt_id", "number", "digest")}


def _chained(attempt_id: int, events: Sequence[Happened], head: tuple[int, str] | None) -> Iterator[AttemptEvent]:
    at = timezone.now()
    number, previous = head or (0, first_link(attempt_id))
    for event in events:
        number += 1
        details = dict(event.details)
        digest = canon.digest(details)
        said = {"number": number, "kind": str(event.kind), "by": event.by_id, "details": digest}
        previous = life.link(previous, said, at)
        yield AttemptEvent(
            attempt_id=attempt_id,
            number=number,
            kind=event.kind,
            at=at,
            by_id=event.by_id,
            details=details,
            details_digest=digest,
            digest=previous,
        )
