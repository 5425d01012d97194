"""Writing down what happens to attempts, in the transaction in which it happens."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from assessments.enums import EventKind
from assessments.models import AttemptEvent
from assessments.rules import canon
from assessments.selectors.chains import first_link, link_of


@dataclass(frozen=True, slots=True)
class Happened:
    """An event to write down; `by_id` is None when the clock or a guest did it."""

    kind: str
    by_id: int | None = None
    details: Mapping[str, Any] = field(default_factory=dict)


def record(attempt_id: int, kind: str, *, by_id: int | None = None, details: Mapping[str, Any] | None = None) -> None:
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
    AttemptEvent.objects.bulk_create(
        AttemptEvent(attempt_id=pk, **fields)
        for pk, events in happened.items()
        for fields in chained(events, heads.get(pk) or (0, first_link(pk)))
    )


def _heads(attempt_ids: Sequence[int]) -> dict[int, tuple[int, str]]:
    newest = AttemptEvent.objects.filter(attempt=OuterRef("attempt")).order_by("-number").values("number")[:1]
    heads = AttemptEvent.objects.filter(attempt__in=attempt_ids, number=Subquery(newest))
    return {pk: (number, digest) for pk, number, digest in heads.values_list("attempt_id", "number", "digest")}


def chained(events: Sequence[Happened], head: tuple[int, str]) -> Iterator[dict[str, Any]]:
    """Number events and link each to the one before it.

    Args:
        events: in order, of one chain.
        head: number and digest of the last event of the chain; 0 and the name of the chain before its first.

    Yields:
        The fields of a row: number, kind, at, by_id, details, details_digest, digest.
    """
    at = timezone.now()
    number, previous = head
    for event in events:
        number += 1
        details = dict(event.details)
        digest = canon.digest(details)
        previous = link_of(previous, {"number": number, "kind": str(event.kind), "by": event.by_id}, digest, at)
        yield {
            "number": number,
            "kind": event.kind,
            "at": at,
            "by_id": event.by_id,
            "details": details,
            "details_digest": digest,
            "digest": previous,
        }
