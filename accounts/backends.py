from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings


class EmailBackend(AuthenticationBackend):
    """Signs people in by e-mail; demo people, whose passwords are printed, only where the demo runs."""

    def user_can_authenticate(self, user: Any) -> bool:
        if user.is_demo and not settings.CHANCERY_DEMO:
            return False
        return bool(super().user_can_authenticate(user))
