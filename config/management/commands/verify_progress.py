import gc
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser

from assessments.selectors.evidence import wrong_evidence
from courses.errors import CourseError
from courses.selectors.verifying import wrong_enrolments
from courses.services import repairing


class Command(BaseCommand):
    help = (
        "Work out every learner's progress again from attempts and lessons ticked off: one line for each fault, exit "
        "code 1 if there is any."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        act = parser.add_mutually_exclusive_group()
        act.add_argument("--repair", action="store_true", help="Mend what differs, in one batch that can be undone.")
        act.add_argument("--undo", type=UUID, metavar="BATCH", help="Let the rows of a batch be what they were before.")

    def handle(self, *_args: Any, repair: bool = False, undo: UUID | None = None, **_options: Any) -> None:
        gc.freeze()
        self.attempts = self.enrolments = self.faults = 0
        if undo:
            self._undo(undo)
        elif repair:
            self._repair()
        else:
            self._verify()

    def _verify(self) -> None:
        for wrong in wrong_evidence(self._tell_attempts):
            self._fault(repairing.evidence_fault(wrong))
        for found in wrong_enrolments(self._tell):
            for fault in found.faults:
                self._fault(fault)
        self._end_line()
        if self.faults:
            raise CommandError(f"{self.faults} faults in {self._looked_at()}.", returncode=1)
        self.stdout.write(f"{self._looked_at()} agree.")

    def _repair(self) -> None:
        done = repairing.repair_progress(say=self._fault, tell=self._tell, tell_attempts=self._tell_attempts)
        self._end_line()
        if done.rows:
            self.stdout.write(f"{done.rows} rows mended. To undo: manage.py verify_progress --undo {done.batch}")
        else:
            self.stdout.write(f"{self._looked_at()}: nothing was mended.")
        self._leave(done.left)

    def _undo(self, batch: UUID) -> None:
        try:
            done = repairing.undo_repair(batch=batch)
        except CourseError as error:
            raise CommandError(str(error), returncode=1) from error
        self.stdout.write(f"{done.rows} rows are as they were before.")
        self._leave(done.left)

    def _leave(self, left: Iterable[str]) -> None:
        sentences = list(left)
        for sentence in sentences:
            self.stdout.write(sentence)
        if sentences:
            raise CommandError(f"{len(sentences)} rows are left.", returncode=1)

    def _looked_at(self) -> str:
        return f"{self.attempts} attempts and {self.enrolments} enrolments"

    def _fault(self, sentence: str) -> None:
        self.faults += 1
        self.stdout.write(sentence)

    def _tell(self, number: int) -> None:
        self.enrolments += number
        self._progress()

    def _tell_attempts(self, number: int) -> None:
        self.attempts += number
        self._progress()

    def _progress(self) -> None:
        if self.stderr.isatty():
            self.stderr.write(f"\r{self._looked_at()}", ending="")

    def _end_line(self) -> None:
        if self.stderr.isatty():
            self.stderr.write("")
