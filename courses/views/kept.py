"""Marks that could not be saved when they were sent (signed out, page too old): kept in the session until they can."""

from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

SESSION_KEY = "kept_marks"
LONGEST = 50_000
MARKS = ("level-", "comment", "place-")
REASON = "reason"

Fields = dict[str, list[str]]


def fields_of(request: HttpRequest) -> Fields:
    sent = {name: values for name, values in request.POST.lists() if name.startswith(MARKS) or name == REASON}
    return {name: [str(value).replace("\0", "") for value in values] for name, values in sent.items()}


def keep(request: HttpRequest, submission: UUID) -> str:
    """Keep what was sent, unless it is longer than any marks; returns the address that shows it."""
    fields = fields_of(request)
    if len(repr(fields)) <= LONGEST:
        request.session[SESSION_KEY] = {"submission": str(submission), "fields": fields}
    return reverse("marking:release" if REASON in fields else "marking:work", args=[submission])


def sign_in_first(request: HttpRequest, submission: UUID) -> HttpResponse:
    return redirect_to_login(keep(request, submission))


def marks(request: HttpRequest, submission: UUID) -> Fields | None:
    """Return marks to be shown on their sheet; those sent to be released had been saved before."""
    found = _found(request, submission)
    return None if REASON in found else found or None


def reason(request: HttpRequest, submission: UUID) -> str:
    return next(iter(_found(request, submission).get(REASON, ())), "")


def forget(request: HttpRequest) -> None:
    request.session.pop(SESSION_KEY, None)


def _found(request: HttpRequest, submission: UUID) -> Fields:
    found = request.session.get(SESSION_KEY)
    return found["fields"] if found and found["submission"] == str(submission) else {}
