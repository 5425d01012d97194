from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.models import OutboxEntry
from assessments.selectors import chains
from assessments.selectors import integrity as attempts
from courses.selectors import integrity as records
from courses.services.progress import ISSUE_CERTIFICATE


class Command(BaseCommand):
    help = "Check that nothing stored contradicts anything else; one line for each fault, exit code 1 if there is any."

    def handle(self, *_args: Any, **_options: Any) -> None:
        faults = [
            *attempts.broken_attempts(),
            *chains.broken_chains(),
            *records.broken_records(),
            *forgotten_certificates(),
        ]
        for fault in faults:
            self.stdout.write(fault)
        if faults:
            raise CommandError(f"{len(faults)} faults.", returncode=1)
        self.stdout.write("Everything holds.")


def forgotten_certificates() -> Iterator[str]:
    """Find certificates that are due and that no outbox entry will make."""
    due = records.waiting_for_certificate()
    open_entries = OutboxEntry.objects.filter(topic=ISSUE_CERTIFICATE, done_at=None)
    planned = {payload["enrolment_id"] for payload in open_entries.values_list("payload", flat=True)}
    return (f"enrolment {pk} waits for a certificate that nothing will make" for pk in due if pk not in planned)
