from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from courses import selectors, services
from courses.credentials.errors import KeyFileError
from courses.credentials.keys import Kind


class Command(BaseCommand):
    help = "Makes a key that signs certificates from now on. Earlier keys stay: what they signed rests on them."

    def add_arguments(self, parser: CommandParser) -> None:
        which = "ed25519 for credentials, rsa for tokens (VC-JWT); one of each where nothing is said."
        parser.add_argument("kind", nargs="?", choices=[kind.value for kind in Kind], help=which)

    def handle(self, *_args: Any, kind: str | None, **_options: Any) -> None:
        for each in [Kind(kind)] if kind else list(Kind):
            self.stdout.write(f"Made {services.make_key(each)}")
        self.stdout.write("Keep a copy where only you can read it, apart from the backup of the database.")
        try:
            waiting = services.request_waiting()
        except KeyFileError as error:
            raise CommandError(f"Nothing can be signed yet. {error}") from error
        if waiting:
            self.stdout.write(f"Certificates that waited for a key: {waiting}. They are signed in the background.")
        if problem := selectors.signing_problem():
            self.stdout.write(problem)
