from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from config.demo import stories


class Command(BaseCommand):
    help = "Make the people of the demo, each in the middle of a story. Safe to run twice."

    def handle(self, *_args: Any, **_options: Any) -> None:
        if not settings.CHANCERY_DEMO:
            raise CommandError("Demo people have printed passwords; they exist only where CHANCERY_DEMO=1.")
        for line in stories.tell():
            self.stdout.write(line)
