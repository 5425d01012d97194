from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from courses.credentials.errors import CredentialError
from courses.errors import RegistryError
from courses.services.registry import export_registry


class Command(BaseCommand):
    help = "Writes all certificates as a static site that any web server can host, and that is enough to check them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="new, empty, or an earlier registry, which is replaced")
        parser.add_argument("--base", default="", help="the address it will be served at; otherwise PUBLIC_URL")

    def handle(self, *_args: Any, folder: Path, base: str, **_options: Any) -> None:
        target = folder.resolve()
        try:
            count = export_registry(target, base=base, say=self._say)
        except (RegistryError, CredentialError) as error:
            raise CommandError(str(error)) from error
        self._say(f"Wrote {count} certificates to {target}.")

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
