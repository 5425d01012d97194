from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cms.importing.checking.check import Checked, check_curriculum
from cms.importing.checking.report import coverage_page, standard_lines

# Beside the folder of the courses.
PAGE = "docs/curriculum.md"


class Command(BaseCommand):
    requires_system_checks = ()
    help = (
        "Checks the courses of a curriculum folder: sources, lengths, coverage, exercises, copies. Reads no database."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        default = settings.BASE_DIR / "curriculum"
        parser.add_argument("path", nargs="?", type=Path, default=default, help="the folder; otherwise curriculum/")
        parser.add_argument("--course", help="only faults of the course in this folder")
        parser.add_argument("--compare", metavar="DIR", type=Path, help="a folder of texts that must not be copied")
        parser.add_argument("--coverage", metavar="FILE", type=Path, help="write to this file what the courses hold")

    def handle(self, *_args: Any, path: Path, course: str | None, **options: Any) -> None:
        for folder in filter(None, (path, options["compare"], course and path / course)):
            if not folder.is_dir():
                raise CommandError(f"There is no folder {folder}.")
        languages = [code for code, _name in settings.LANGUAGES]
        checked = check_curriculum(path.resolve(), languages=languages, others=options["compare"])
        faults = [str(fault) for fault in checked.faults if course is None or f" {course}/" in f" {fault}"]
        if not checked.files.problems and course is None:
            faults += self._tell(checked, path.resolve().parent / PAGE, options["coverage"])
        for fault in faults:
            self.stdout.write(fault)
        if faults:
            raise CommandError(f"{len(faults)} faults.", returncode=1)
        self.stdout.write(f"{len(checked.files.courses)} courses checked, no faults.")

    def _tell(self, checked: Checked, page: Path, wanted: Path | None) -> Iterator[str]:
        """Say what the programme holds, write the page if it is asked for, and name a page that is old."""
        for line in standard_lines(checked.files, checked.mapped):
            self.stdout.write(line)
        text = coverage_page(checked.files, checked.mapped)
        if wanted:
            wanted.write_text(text, encoding="utf-8")
        if page.is_file() and page.read_text(encoding="utf-8") != text:
            yield f"{PAGE}:1: This is not what the courses hold now. Write it again: --coverage {PAGE}."
