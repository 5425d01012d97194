from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

DEMO_PASSWORD = "chancery-demo"  # noqa: S105  (printed on every start of the demo; refused everywhere else)


class DemoPasswordValidator:
    """Refuses the password that the demo prints, wherever the demo does not run."""

    def validate(self, password: str, _user: Any = None) -> None:
        if password.casefold() == DEMO_PASSWORD and not settings.CHANCERY_DEMO:
            raise ValidationError(_("This is the password of the demo. Choose another one."), code="demo_password")

    def get_help_text(self) -> str:
        return ""
