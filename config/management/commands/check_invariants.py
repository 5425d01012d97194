import datetime
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import OutboxEntry
from assessments.selectors import chains
from assessments.selectors import integrity as attempts
from courses.selectors import certificate_chains
from courses.selectors import integrity as records
from courses.services.certificates import ISSUE_PROGRAMME
from courses.services.programme import LOOK
from courses.services.progress import ISSUE_CERTIFICATE


class Command(BaseCommand):
    help = "Check that nothing stored contradicts anything else; one line for each fault, exit code 1 if there is any."

    def add_arguments(self, parser: CommandParser) -> None:
        kept = "A daily anchor that was kept elsewhere; a fault if it is not the one that is stored."
        parser.add_argument("--anchor", nargs=2, metavar=("DAY", "DIGEST"), help=kept)

    def handle(self, *_args: Any, anchor: list[str] | None = None, **_options: Any) -> None:
        faults = [
            *attempts.broken_attempts(),
            *chains.broken_chains(),
            *lost_anchors(anchor),
            *records.broken_records(),
            *certificate_chains.broken_chains(),
            *forgotten_certificates(),
            *forgotten_programmes(),
        ]
        for fault in faults:
            self.stdout.write(fault)
        if faults:
            raise CommandError(f"{len(faults)} faults.", returncode=1)
        newest = chains.newest_anchor()
        if newest:
            self.stdout.write(f"Newest anchor: {newest[0]} {newest[1]}")
        self.stdout.write("Everything holds.")


def lost_anchors(kept: list[str] | None) -> Iterator[str]:
    """Compare an anchor that was kept elsewhere with the one that is stored.

    Raises:
        CommandError: its day is no date.
    """
    if kept is None:
        return
    try:
        day = datetime.date.fromisoformat(kept[0])
    except ValueError as error:
        raise CommandError(f"{kept[0]} is no day; write it as 2026-11-23.") from error
    if not chains.is_anchor(day, kept[1]):
        yield f"the anchor of {day} is not the one that was kept"


def forgotten_certificates() -> Iterator[str]:
    """Find certificates that are due and that no outbox entry will make."""
    due = records.waiting_for_certificate()
    open_entries = OutboxEntry.objects.filter(topic=ISSUE_CERTIFICATE, done_at=None)
    planned = {payload["enrolment_id"] for payload in open_entries.values_list("payload", flat=True)}
    return (f"enrolment {pk} waits for a certificate that nothing will make" for pk in due if pk not in planned)


def forgotten_programmes() -> Iterator[str]:
    """Find certificates of programmes that are due and that no outbox entry will make."""
    due = records.waiting_for_programme()
    topics = (ISSUE_PROGRAMME, LOOK)
    sent = OutboxEntry.objects.filter(topic__in=topics, done_at=None).values_list("payload", flat=True)
    planned = {(payload["programme_id"], payload.get("learner_id")) for payload in sent}
    for programme_id, learner_id in due:
        if not planned & {(programme_id, learner_id), (programme_id, None)}:
            yield f"learner {learner_id} waits for the certificate of programme {programme_id} that nothing will make"
