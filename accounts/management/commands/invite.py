from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from accounts.enums import Role
from accounts.errors import AccountsError
from accounts.models import Organisation
from accounts.services import membership


class Command(BaseCommand):
    help = "Invite a person into an organisation; the message leaves through the outbox."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--organisation", metavar="SLUG", required=True)
        parser.add_argument("--role", choices=Role.values, default=Role.LEARNER)

    def handle(self, *_args: Any, **options: Any) -> None:
        organisation = Organisation.objects.filter(slug=options["organisation"]).first()
        if organisation is None:
            raise CommandError(f"There is no organisation with the short name {options['organisation']}.")
        try:
            validate_email(options["email"])
            invitation = membership.invite_person(
                organisation=organisation, email=options["email"], role=options["role"], invited_by=None
            )
        except (ValidationError, AccountsError) as error:
            raise CommandError("; ".join(getattr(error, "messages", [str(error)]))) from error
        self.stdout.write(f"Invited {invitation.email} into {organisation.name} as {options['role']}.")
