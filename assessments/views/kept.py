"""Answers that could not be saved when they were sent (signed out, page too old): kept in the session until they can.

Without JavaScript a form that meets the sign-in page, or is refused, would otherwise be lost.
"""

from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse

from assessments.rules.scorers.rubric.forms import TEXT_FIELD
from assessments.views.requests import NO_ANSWERS, Form, address_of, form_of

SESSION_KEY = "kept_answers"
# Beside a text that was written, which is never longer than its page takes.
LONGEST = 20_000


def keep(request: HttpRequest, key: UUID) -> str:
    """Keep what was sent, unless it is longer than any answers; returns the address that shows it."""
    fields = {name: values for name, values in form_of(request).items() if name not in NO_ANSWERS}
    if len(repr({name: values for name, values in fields.items() if name != TEXT_FIELD})) <= LONGEST:
        request.session[SESSION_KEY] = {"attempt": str(key), "fields": fields}
    return address_of(request, "attempt", key)


def sign_in_first(request: HttpRequest, key: UUID) -> HttpResponse:
    return redirect_to_login(keep(request, key))


def answers(request: HttpRequest, key: UUID) -> Form | None:
    found = request.session.get(SESSION_KEY)
    return found["fields"] if found and found["attempt"] == str(key) else None


def forget(request: HttpRequest) -> None:
    request.session.pop(SESSION_KEY, None)
