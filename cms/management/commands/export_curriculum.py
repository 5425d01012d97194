from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cms.exporting.errors import FolderInUseError
from cms.exporting.programme import ExportReport, export_programme


class Command(BaseCommand):
    help = "Writes every published course into a folder, in the format that import_curriculum reads."

    def add_arguments(self, parser: ArgumentParser) -> None:
        default = settings.BASE_DIR / "var" / "curriculum"
        parser.add_argument("folder", nargs="?", type=Path, default=default, help="otherwise var/curriculum")
        parser.add_argument("--drafts", action="store_true", help="write the latest draft of every page instead")
        parser.add_argument(
            "--force", action="store_true", help="write into a folder that is not empty; replaces courses of that name"
        )

    def handle(self, *_args: Any, folder: Path, drafts: bool, force: bool, **_options: Any) -> None:
        target = folder.resolve()
        try:
            report = export_programme(target, say=self._say, drafts=drafts, force=force)
        except FolderInUseError as error:
            raise CommandError(str(error)) from error
        self._tell(report)
        self._say(f"Wrote {report.written} files to {target}.")

    def _tell(self, report: ExportReport) -> None:
        for line in report.left_out:
            self._say(f"Left out: {line}")
        if report.problems:
            for problem in report.problems:
                self.stderr.write(str(problem))
            raise CommandError(f"{len(report.problems)} problems. Nothing was written.", returncode=1)

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
