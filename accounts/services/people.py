"""What a person says about themselves."""

import zoneinfo
from collections.abc import MutableMapping
from importlib import import_module
from typing import Any
from uuid import UUID

from django.conf import settings

from accounts import selectors
from accounts.enums import DilemmaMail
from accounts.models import User


def update_profile(*, user: User, display_name: str, language: str, time_zone: str, dilemma_mail: str) -> None:
    """Store a person's own settings. Safe to call twice.

    Args:
        user: changed in place as well.
        display_name: as shown; trimmed here.
        language: a code of settings.LANGUAGES.
        time_zone: an IANA name.
        dilemma_mail: a value of enums.DilemmaMail.
    """
    user.display_name, user.language, user.time_zone = display_name.strip(), language, time_zone
    user.dilemma_mail = dilemma_mail
    user.save(update_fields=["display_name", "language", "time_zone", "dilemma_mail"])


def stop_dilemma_mail(*, key: UUID) -> None:
    """Send a person no more dilemmas by e-mail. Safe to call twice.

    Args:
        key: of the person; an unknown key changes nothing.
    """
    User.objects.filter(key=key).update(dilemma_mail=DilemmaMail.OFF)


def remember_in_session(*, session: MutableMapping[str, Any], user: User) -> None:
    """Copy what every page needs of the person into the session, so that pages ask the database for none of it.

    Args:
        session: the request's session; gets `language`, `time_zone`, `may_edit`, `coordinates` and `marks`.
        user: who is signed in.
    """
    if user.language in dict(settings.LANGUAGES):
        session["language"] = user.language
    if user.time_zone in zoneinfo.available_timezones():
        session["time_zone"] = user.time_zone
    session["may_edit"] = selectors.may_edit_content(user)
    session["coordinates"] = selectors.is_coordinator(user)
    session["marks"] = selectors.may_mark(user)


def clear_expired_sessions() -> None:
    """Delete sessions that have run out. Safe to call twice."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
