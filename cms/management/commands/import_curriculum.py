import logging
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cms.importing.errors import UnknownKeysError
from cms.importing.programme import ImportReport, import_programme

# They log several lines for each page, between which our own cannot be seen.
CHATTY = ("wagtail", "django_tasks")


@contextmanager
def quiet(names: tuple[str, ...]) -> Iterator[None]:
    loggers = [logging.getLogger(name) for name in names]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.WARNING)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)


class Command(BaseCommand):
    # Those were made when the site was set up; without them a repeated import takes half the time.
    requires_system_checks = ()
    help = "Makes or updates the pages of every course in a curriculum folder, and publishes them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        default = settings.BASE_DIR / "curriculum"
        parser.add_argument("path", nargs="?", type=Path, default=default, help="the folder; otherwise curriculum/")
        parser.add_argument(
            "--overwrite",
            metavar="KEY",
            type=UUID,
            action="append",
            default=[],
            help="replace what was changed in the CMS under this key by what is in the files; may be repeated",
        )
        parser.add_argument("--only", metavar="FOLDER", default="", help="import one course, and what courses share")
        parser.add_argument(
            "--pause", metavar="SECONDS", type=float, default=0, help="wait between courses, for a site that is in use"
        )
        parser.add_argument("--dry-run", action="store_true", help="check everything and write nothing")

    def handle(
        self, *_args: Any, path: Path, overwrite: list[UUID], dry_run: bool, only: str, pause: float, **_options: Any
    ) -> None:
        try:
            with quiet(CHATTY):
                report = import_programme(
                    path.resolve(), say=self._say, overwrite=overwrite, dry_run=dry_run, only=only, pause=pause
                )
        except UnknownKeysError as error:
            raise CommandError(str(error)) from error
        self._tell(report)
        if report.problems:
            for problem in report.problems:
                self.stderr.write(str(problem))
            raise CommandError(
                f"{len(report.problems)} problems. Courses that have one were not imported.", returncode=1
            )
        self._say("This was a dry run: nothing was written." if dry_run else "Imported.")

    def _tell(self, report: ImportReport) -> None:
        for line in report.kept:
            self._say(f"Kept: {line}")
        if report.kept:
            self._say(
                "To replace one by what is in the files, run this again with --overwrite and the key in brackets."
            )
        for line in report.left:
            self._say(f"Left: {line} Unpublish the page in the CMS if it is not wanted any more.")

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
