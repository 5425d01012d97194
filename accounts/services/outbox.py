"""The outbox: work that must survive a dead worker, an empty broker and a restart (house rule, docs/adr/0006)."""

import datetime
import logging
from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import F
from django.utils import timezone

from accounts import signals
from accounts.models import OutboxEntry
from accounts.services.conflicts import retried

logger = logging.getLogger(__name__)

Handler = Callable[..., object]

HANDLERS: dict[str, Handler] = {}
CLAIM = datetime.timedelta(minutes=5)
LONGEST_WAIT = datetime.timedelta(hours=1)
BATCH = 50
NO_WAIT = datetime.timedelta()


def register(topic: str, handler: Handler) -> None:
    """Name the service that does the work of a topic; called once per topic from an app's ready().

    Args:
        topic: "<app>.<service>".
        handler: called with the payload as keyword arguments; must be harmless when called twice.
    """
    HANDLERS[topic] = handler


def add_entry(*, topic: str, payload: Mapping[str, Any], dedupe_key: str) -> OutboxEntry:
    """Write down work inside the caller's transaction.

    Args:
        topic: a registered topic.
        payload: keyword arguments of the handler, JSON values only (ids, texts).
        dedupe_key: at most 200 characters; a second entry with the same key is not made.

    Returns:
        The entry, new or already there. Announces outbox_entry_added. Safe to call twice.
    """
    entry, _ = OutboxEntry.objects.get_or_create(
        dedupe_key=dedupe_key, defaults={"topic": topic, "payload": dict(payload)}
    )
    signals.outbox_entry_added.send(sender=OutboxEntry)
    return entry


def add_entries(*, topic: str, payloads: Mapping[str, Mapping[str, Any]], wait: datetime.timedelta = NO_WAIT) -> None:
    """Write down many pieces of work of one kind inside the caller's transaction.

    Args:
        topic: a registered topic.
        payloads: dedupe key, as of `add_entry` -> keyword arguments of the handler.
        wait: how long they wait before they are due, so that many of them keep nothing else waiting.

    One statement for some hundred of them. Announces outbox_entry_added once, if there are any. Safe to call twice.
    """
    if payloads:
        due = {"topic": topic, "available_at": timezone.now() + wait}
        entries = [OutboxEntry(payload=dict(sent), dedupe_key=key, **due) for key, sent in payloads.items()]
        OutboxEntry.objects.bulk_create(entries, ignore_conflicts=True)
        signals.outbox_entry_added.send(sender=OutboxEntry)


def withdraw_entry(*, dedupe_key: str) -> bool:
    """Take back work that is not done yet, inside the caller's transaction.

    Args:
        dedupe_key: of the entry.

    Returns:
        Whether there was any. Work that a sweeper has begun by now goes on: its handler must see for itself. Safe to
        call twice.
    """
    deleted, _ = OutboxEntry.objects.filter(dedupe_key=dedupe_key, done_at=None).delete()
    return deleted > 0


def sweep(*, run: str = "", was_killed: bool = False) -> int:
    """Do all work that is due, entry by entry; an entry that fails waits longer each time and blocks no other.

    Args:
        run: id of the task that sweeps; kept with what it claims.
        was_killed: whether this task was begun before by a process that is dead: what it had claimed is due again.

    Returns:
        How many entries were done, of at most fifty; where there may be more it announces outbox_entry_added. Safe to
        run many times at once: an entry is claimed by conditional update.
    """
    if run and was_killed:
        OutboxEntry.objects.filter(done_at=None, claimed_by=run).update(available_at=timezone.now(), claimed_by="")
    due = list(OutboxEntry.objects.due(timezone.now()).order_by("available_at", "pk")[:BATCH])
    done = sum(_run(entry) for entry in due if _claim(entry, run))
    if done and len(due) == BATCH:
        signals.outbox_entry_added.send(sender=OutboxEntry)
    return done


def _claim(entry: OutboxEntry, run: str) -> bool:
    claimed = OutboxEntry.objects.filter(pk=entry.pk, done_at=None, available_at=entry.available_at).update(
        available_at=timezone.now() + CLAIM, attempts=F("attempts") + 1, claimed_by=run
    )
    return claimed == 1


def _run(entry: OutboxEntry) -> int:
    try:
        retried(HANDLERS[entry.topic], **entry.payload)
    except Exception as error:  # one bad entry must not stop the others; it is kept, logged and tried again
        logger.exception("outbox entry %s (%s) failed", entry.pk, entry.topic)
        wait = min(LONGEST_WAIT, datetime.timedelta(seconds=10) * 2 ** min(entry.attempts, 10))
        unfinished = OutboxEntry.objects.filter(pk=entry.pk, done_at=None)
        retried(unfinished.update, available_at=timezone.now() + wait, last_error=repr(error)[:2000], claimed_by="")
        return 0
    return retried(OutboxEntry.objects.filter(pk=entry.pk).update, done_at=timezone.now(), last_error="")


def prune(*, older_than: datetime.timedelta = datetime.timedelta(days=30)) -> int:
    """Delete entries that were done long ago.

    Returns:
        How many rows went. Entries that never succeeded stay.
    """
    deleted, _ = OutboxEntry.objects.filter(done_at__lt=timezone.now() - older_than).delete()
    return deleted
