from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.services import drift


class Command(BaseCommand):
    help = "Compare what learners get with what is published, and change nothing."

    def handle(self, *_args: Any, **_options: Any) -> None:
        found = drift.find_drift()
        for line in found:
            self.stdout.write(line)
        if found:
            raise CommandError(f"Differences: {len(found)}. `manage.py project_outlines` mends them.")
        self.stdout.write("Learners get what is published.")
