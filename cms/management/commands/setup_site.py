from typing import Any

from django.core.management.base import BaseCommand

from cms.services import setup


class Command(BaseCommand):
    help = "Make the home page, the catalogue and the groups where they are missing."

    def handle(self, *_args: Any, **_options: Any) -> None:
        catalogue = setup.ensure_site()
        self.stdout.write(f"The catalogue stands at {catalogue.get_url()}.")
