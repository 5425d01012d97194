from typing import Any

from django.core.management.base import BaseCommand

from cms.services import projection


class Command(BaseCommand):
    help = "Hand every published course to the learner's side again. Harmless at any time."

    def handle(self, *_args: Any, **_options: Any) -> None:
        self.stdout.write(f"Courses projected: {projection.project_all()}.")
