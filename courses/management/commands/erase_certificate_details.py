from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser

from courses.errors import CertificateError
from courses.services.erasing import erase_details


class Command(BaseCommand):
    help = (
        "Erase from a person's certificates earlier names, the reasons of decided requests and the details of events. "
        "What the certificates say today stays, and so does their address."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="of the holder")
        parser.add_argument("--reason", required=True, help="goes into the audit trail; name nobody in it")
        hidden = "also hide the name: pages and lists then say that the holder withholds it"
        parser.add_argument("--withhold-names", action="store_true", help=hidden)

    def handle(self, *_args: Any, email: str, reason: str, withhold_names: bool, **_options: Any) -> None:
        holder = get_user_model().objects.filter(email=email.strip().lower()).first()
        if holder is None:
            raise CommandError(f"Nobody has the address {email}.")
        try:
            done = erase_details(learner_id=holder.pk, reason=reason, withhold_names=withhold_names)
        except CertificateError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"Erased in {done.certificates} certificates: earlier names in {done.issues} issues, "
            f"details of {done.events} events, words of {done.requests} requests."
        )
        self.stdout.write("Kept: what each certificate says today, with its file, and the reasons of revocations.")
