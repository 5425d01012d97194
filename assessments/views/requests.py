"""What is read from a request about an attempt, and the addresses it leads to."""

import hashlib
import json
import re
import uuid
from collections.abc import Mapping, Sequence
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from assessments import selectors, services
from assessments.rules.scorers.numeric.forms import VALUE_PREFIX
from assessments.rules.scorers.rubric.forms import TEXT_FIELD, plain
from assessments.rules.scorers.rubric.reading import LONGEST_TEXT
from assessments.rules.types import Owner

LARGEST_BASE = 2**31 - 2
# An id of the definition, a move of one ("<id>:up"), or the word of a tick.
SENT = re.compile(r"[A-Za-z0-9_:-]{1,80}")
LONGEST_TYPED = 80
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
MOST_VALUES = 500
NOTICES = {
    "other-tab": _("This step had been taken already, perhaps in another tab. Here is where it stands now."),
    "no-move": _("Choose first; in a negotiation, an option for every issue."),
    "too-fast": _(
        "This exercise was saved very often in the last minute. Nothing is lost: wait a minute, then save once more."
    ),
    "not-whole": _(
        "Nothing was submitted: what arrived is not what your browser sent. What arrived is kept. Look through your "
        "answers, then submit them again."
    ),
    "more-moves": _(
        "Nothing was submitted: another step was taken meanwhile, perhaps in another tab. Look at it, then submit "
        "again."
    ),
    "differ": _("Nothing was submitted yet: there are two versions of your answers. Choose one of them."),
}

NO_ANSWERS = frozenset(
    {"csrfmiddlewaretoken", "client_seq", "base_version", "next", "documents", "action", "anyway", "digest"}
)

Form = dict[str, list[str]]


def form_of(request: HttpRequest) -> Form:
    """Read the answers; what no page of ours sends (long texts, other characters) is not stored as one."""
    return {name: _read(name, values) for name, values in request.POST.lists()}


def _read(name: str, values: Sequence[object]) -> list[str]:
    if name == TEXT_FIELD:
        return _written(values)
    return _typed(values) if name.startswith(VALUE_PREFIX) else _chosen(values)


def _chosen(values: Sequence[object]) -> list[str]:
    return [str(value) for value in values[:MOST_VALUES] if SENT.fullmatch(str(value))]


def _typed(values: Sequence[object]) -> list[str]:
    """Keep what a learner typed, with plain spaces, so that it can be shown again when it is no number."""
    texts = (" ".join(str(value).split()) for value in values[:1])
    return [text for text in texts if text.isprintable() and 1 <= len(text) <= LONGEST_TYPED]


def _written(values: Sequence[object]) -> list[str]:
    """Keep a text that a learner wrote, without signs that no keyboard gives; the page takes none that is longer."""
    return [CONTROL.sub("", plain(str(value)))[:LONGEST_TEXT] for value in values[:1]]


def client_seq_of(request: HttpRequest) -> str:
    sent = request.POST.get("client_seq", "")
    return sent if re.fullmatch(r"[A-Za-z0-9-]{8,40}", sent) else uuid.uuid4().hex


def base_version_of(request: HttpRequest) -> int:
    """Read the save that the page showed; what is no number counts as none, so that nothing is refused for it."""
    return whole_number(request.POST.get("base_version", ""))


def whole_number(sent: str) -> int:
    return min(int(sent), LARGEST_BASE) if re.fullmatch(r"[0-9]{1,10}", sent) else 0


def arrived_whole(request: HttpRequest) -> bool:
    """Compare the answers that arrived with what the browser says it sent; if it says nothing, nothing is refused."""
    said = request.POST.get("digest")
    fields = sorted((name, values) for name, values in request.POST.lists() if name not in NO_ANSWERS)
    pairs = [[name, re.sub(r"\r\n?", "\n", str(value))] for name, values in fields for value in values]
    text = json.dumps(pairs, ensure_ascii=False, separators=(",", ":"))
    return said in {None, hashlib.sha256(text.encode(errors="replace")).hexdigest()}


def next_of(request: HttpRequest) -> str:
    """Return where the learner came from, "" unless it is a page of this site."""
    return _own_address(request, "next")


def documents_of(request: HttpRequest) -> str:
    """Return what may be read beside the exercise, "" unless it is a page of this site; that page decides what."""
    return _own_address(request, "documents")


def _own_address(request: HttpRequest, name: str) -> str:
    sent = request.POST.get(name) or request.GET.get(name) or ""
    is_ours = url_has_allowed_host_and_scheme(
        sent, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return sent if is_ours else ""


def way_on(request: HttpRequest) -> str:
    home = settings.LOGIN_REDIRECT_URL if request.user.is_authenticated else "samples:list"
    return next_of(request) or resolve_url(home)


def owner_of(request: HttpRequest) -> Owner | None:
    """Say whose attempts this visitor may see; None for a visitor who has neither signed in nor begun anything."""
    if request.user.is_authenticated:
        return Owner(learner_id=request.user.pk)
    guest = services.guest_in(request.session)
    return Owner(guest=guest) if guest else None


def own_attempt(owner: Owner, key: UUID) -> selectors.OwnAttempt:
    """Find the attempt; somebody else's is not found, the same as one that does not exist."""
    found = selectors.own_attempt(key=key, owner=owner)
    if found is None:
        raise Http404
    return found


def go(request: HttpRequest, name: str, key: UUID, *, fragment: str = "", **query: str) -> HttpResponseRedirect:
    """Answer a POST with 303, carrying the way back."""
    address = address_of(request, name, key, **query)
    return HttpResponseRedirect(f"{address}#{fragment}" if fragment else address, status=303)


def address_of(request: HttpRequest, name: str, key: UUID, **query: str) -> str:
    carried = {"next": next_of(request), "documents": documents_of(request)}
    fields: Mapping[str, str] = query | {field: value for field, value in carried.items() if value}
    address = reverse(f"assessments:{name}", args=[key])
    return f"{address}?{urlencode(fields)}" if fields else address
