import getpass
import os
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.text import slugify

from accounts.models import Organisation, User

QUESTIONS = {
    "CHANCERY_ADMIN_NAME": "Name of the first administrator",
    "CHANCERY_ADMIN_EMAIL": "E-mail address",
    "CHANCERY_ADMIN_PASSWORD": "Password (at least 10 characters)",
    "CHANCERY_ORGANISATION": "Name of your city or network",
}


class Command(BaseCommand):
    help = "Make the first administrator and organisation, once, by asking or from CHANCERY_ADMIN_* variables."

    def handle(self, *_args: Any, **_options: Any) -> None:
        if User.objects.filter(is_superuser=True, is_demo=False).exists():
            return
        answers = {name: os.environ.get(name) or self.ask(name, question) for name, question in QUESTIONS.items()}
        try:
            self.make(answers)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        self.stdout.write(f"{answers['CHANCERY_ADMIN_EMAIL']} can sign in now.")

    def ask(self, name: str, question: str) -> str:
        if os.environ.get("CHANCERY_NOBODY_TO_ASK"):
            raise CommandError(f"There is nobody to ask for the first administrator: set {', '.join(QUESTIONS)}.")
        return getpass.getpass(f"{question}: ") if name.endswith("PASSWORD") else input(f"{question}: ").strip()

    @transaction.atomic
    def make(self, answers: dict[str, str]) -> None:
        email, password = answers["CHANCERY_ADMIN_EMAIL"].lower(), answers["CHANCERY_ADMIN_PASSWORD"]
        validate_email(email)
        user = User(email=email, display_name=answers["CHANCERY_ADMIN_NAME"])
        validate_password(password, user)
        user = User.objects.create_superuser(email, password, display_name=user.display_name)
        EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
        name = answers["CHANCERY_ORGANISATION"]
        Organisation.objects.get_or_create(slug=slugify(name)[:80] or "organisation", defaults={"name": name})
