import gc
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from assessments.selectors import verifying


class Command(BaseCommand):
    help = "Compute every stored score again from its stored inputs; one line for each fault, exit code 1 if any."

    def handle(self, *_args: Any, **_options: Any) -> None:
        gc.freeze()
        self.compared, faults = 0, 0
        for fault in verifying.wrong_scores(self._tell):
            self.stdout.write(fault)
            faults += 1
        if self.stderr.isatty():
            self.stderr.write("")
        if faults:
            raise CommandError(f"{faults} faults in {self.compared} scores.", returncode=1)
        self.stdout.write(f"{self.compared} scores come out again, byte by byte.")

    def _tell(self, number: int) -> None:
        self.compared += number
        if self.stderr.isatty():
            self.stderr.write(f"\r{self.compared} scores", ending="")
