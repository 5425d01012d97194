"""The events of attempts and their daily anchors, checked against each other; other apps chain theirs alike."""

import datetime
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any, NamedTuple

from django.db.models import Exists, Min, OuterRef, QuerySet
from django.utils import timezone

from assessments.enums import EventKind
from assessments.models import Attempt, AttemptEvent, AuditAnchor
from assessments.rules import canon, life

CHUNK = 2000
DAY = datetime.timedelta(days=1)
# A day that is over for longer than this has its anchor: the timetable looks every hour.
ANCHORED_WITHIN = datetime.timedelta(hours=6)


class Log(NamedTuple):
    """Events that anchors seal: all of them, and the name of the column that says which chain one belongs to."""

    events: Callable[[], QuerySet[Any]]
    owner: str


ATTEMPTS = Log(lambda: AttemptEvent.objects.filter(attempt__as_guest=False), "attempt_id")
LOGS: dict[str, Log] = {}


def register_log(name: str, log: Log) -> None:
    """Have anchors seal the events of another app as well; called once for each, from the app's ready().

    Args:
        name: of the log, for ever: anchors contain it.
        log: events as `assessments.services.events.chained` makes them, with an index on `at`.
    """
    LOGS[name] = log


def first_link(attempt_id: int) -> str:
    """Name the chain of an attempt; its first event is linked to this.

    Args:
        attempt_id: row id.

    Returns:
        A text that no other chain has.
    """
    return f"attempt {attempt_id}"


def broken_chains() -> Iterator[str]:
    """Find events and anchors that are not as they were written, and attempts that their events contradict.

    Yields:
        A sentence for each fault: a chain with a gap, an event or details that were changed, an event that cannot have
        followed the one before, an attempt in another state than its events say, one without its beginning, an anchor
        that is missing or was changed, a day that ended six hours ago and has none, or a day whose events are not those
        that were anchored.

    Attempts that are older than the first event of all have none for what happened before. Details that were erased
    (none at all) are no fault. Reads in chunks; memory does not grow with the number of events.
    """
    rows = AttemptEvent.objects.select_related("attempt").defer("attempt__submitted_response", "attempt__variant")
    rows = rows.order_by("attempt_id", "number")
    for attempt, events in groupby(rows.iterator(CHUNK), key=lambda event: event.attempt):
        fault = _fault_of_chain(attempt, events)
        if fault:
            yield f"attempt {attempt.key}: {fault}"
    yield from _unbegun()
    yield from _broken_anchors()


def heads_of(day: datetime.date, log: Log = ATTEMPTS) -> tuple[int, str]:
    """Hash the last event that each chain of a log had on a day.

    Args:
        day: in UTC.
        log: that of attempts unless another is named. Guests' attempts are left out of it: they are deleted when nobody
            claims them.

    Returns:
        How many chains had one, and the digest. One statement.
    """
    start = datetime.datetime.combine(day, datetime.time(), datetime.UTC)
    events = log.events().filter(at__gte=start, at__lt=start + DAY)
    rows = events.order_by(log.owner, "number").values_list(log.owner, "number", "digest")
    heads, number = hashlib.sha256(), 0
    for _owner, lines in groupby(rows.iterator(CHUNK), key=lambda row: row[0]):
        *_earlier, last = lines
        heads.update(canon.canonical(list(last)))
        number += 1
    return number, heads.hexdigest()


def anchor_of(day: datetime.date, previous: str) -> AuditAnchor:
    """Work out the anchor of a day from its events.

    Args:
        day: in UTC; over.
        previous: digest of the anchor of the day before, "" for the first of all.

    Returns:
        The anchor, not stored. Another log than that of attempts is in it on days when it has events.
    """
    attempts, heads = heads_of(day)
    others = {name: list(found) for name, log in sorted(LOGS.items()) if (found := heads_of(day, log))[0]}
    said = {"day": day.isoformat(), "attempts": attempts, "heads": heads, "previous": previous} | others
    return AuditAnchor(day=day, attempts=attempts, digest=canon.digest(said))


def first_day() -> datetime.date | None:
    """Find the day of the first event that anchors tell of.

    Returns:
        The day in UTC, None when there is no event.
    """
    firsts = (log.events().aggregate(at=Min("at"))["at"] for log in (ATTEMPTS, *LOGS.values()))
    first = min((at for at in firsts if at), default=None)
    return first.astimezone(datetime.UTC).date() if first else None


def newest_anchor() -> tuple[datetime.date, str] | None:
    """Read the anchor that seals everything before, for an operator to keep elsewhere.

    Returns:
        Day and digest, None before the first.
    """
    return AuditAnchor.objects.order_by("-day").values_list("day", "digest").first()


def is_anchor(day: datetime.date, digest: str) -> bool:
    """Say whether an anchor that was kept elsewhere is the one that is stored.

    Args:
        day: in UTC.
        digest: as it was kept.

    Returns:
        False where it was taken away or written anew; with it anything up to that day may have been.
    """
    return AuditAnchor.objects.filter(day=day, digest=digest).exists()


def followed(first: str, events: Iterable[Any]) -> Iterator[tuple[Any, str]]:
    """Go through a chain of events and check each by the one before it.

    Args:
        first: what the first event is linked to; it names the chain.
        events: all of the chain, in order of their numbers, of any log.

    Yields:
        An event and what is wrong with it, "" for nothing; none after the first that is wrong.
    """
    previous = first
    for number, event in enumerate(events, 1):
        fault = _fault_of_event(event, number, previous)
        yield event, fault
        if fault:
            return
        previous = event.digest


def _fault_of_event(event: Any, number: int, previous: str) -> str:
    if event.number != number:
        return f"event {number} is missing"
    if event.details is not None and canon.response_digest(event.details) != event.details_digest:
        return f"the details of event {number} are not those that were written"
    said: dict[str, Any] = {"number": event.number, "kind": event.kind, "by": event.by_id}
    if link_of(previous, said, event.details_digest, event.at) != event.digest:
        return f"event {number} is not the one that was written"
    return ""


def link_of(previous: str, said: Mapping[str, Any], details_digest: str, at: datetime.datetime) -> str:
    """Work out the digest of an event.

    Args:
        previous: digest of the one before; of the first, the name of the chain.
        said: number, kind and by (a row id or none).
        details_digest: of its details, which can be erased.
        at: when, aware.

    Returns:
        64 hexadecimal digits.
    """
    return life.link(previous, {**said, "details": details_digest}, at)


def _fault_of_chain(attempt: Attempt, events: Iterable[AttemptEvent]) -> str:
    states = None
    for event, fault in followed(first_link(attempt.pk), events):
        if fault:
            return fault
        states = life.states_after(event.kind, states)
        if not states:
            return f"event {event.number} ({event.kind}) cannot have followed those before"
    if attempt.state not in (states or ()):
        return f"it is {attempt.state}, its events say otherwise"
    return ""


def _unbegun() -> Iterator[str]:
    first = AttemptEvent.objects.aggregate(at=Min("at"))["at"]
    if first is None:
        return
    begun = AttemptEvent.objects.filter(attempt=OuterRef("pk"), kind=EventKind.BEGUN)
    for attempt in Attempt.objects.filter(~Exists(begun), started_at__gt=first).iterator(CHUNK):
        yield f"attempt {attempt.key} was begun without an event"


def _broken_anchors() -> Iterator[str]:
    previous, due = "", first_day()
    for anchor in AuditAnchor.objects.order_by("day").iterator(CHUNK):
        if anchor.day != due:
            yield f"the anchor of {due} is missing, {anchor.day} follows"
        again = anchor_of(anchor.day, previous)
        if (again.attempts, again.digest) != (anchor.attempts, anchor.digest):
            yield f"the anchor of {anchor.day} is not what its events and the day before come to"
        previous, due = anchor.digest, anchor.day + DAY
    if due is not None and due < (timezone.now() - ANCHORED_WITHIN).astimezone(datetime.UTC).date():
        yield f"no day since {due} is anchored"
