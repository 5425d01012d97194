from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.enums import OrganisationKind
from accounts.errors import OrganisationError
from accounts.models import Organisation
from accounts.services import organisations


class Command(BaseCommand):
    help = "Make a city or a network of cities."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name")
        parser.add_argument("--slug", default="", help="short name; made from the name when left out")
        parser.add_argument("--kind", choices=OrganisationKind.values, default=OrganisationKind.CITY)
        parser.add_argument("--network", metavar="SLUG", help="the network that the city belongs to")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            organisation = organisations.create_organisation(
                name=options["name"],
                slug=options["slug"],
                kind=options["kind"],
                network_id=_network_id(options["network"]),
            )
        except OrganisationError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Made {organisation.name} (short name: {organisation.slug}).")


def _network_id(slug: str | None) -> int | None:
    if slug is None:
        return None
    network = Organisation.objects.filter(slug=slug, kind=OrganisationKind.NETWORK).first()
    if network is None:
        raise CommandError(f"There is no network with the short name {slug}.")
    return network.pk
