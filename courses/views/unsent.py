"""Words that were sent when the session had expired: kept in it until whoever wrote them has signed in."""

from collections.abc import Iterable
from typing import Any, cast

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse

SESSION_KEY = "unsent_words"
LONGEST = 20_000
# The form says who was signed in when it was shown.
WRITER = "writer"


def sign_in_first(request: HttpRequest, names: Iterable[str], *, shown_at: str) -> HttpResponse:
    """Keep what was sent, unless it is longer than any such form, and lead to signing in.

    Args:
        request: of nobody.
        names: of the fields to keep.
        shown_at: the address that shows the form.
    """
    sent = {name: request.POST.get(name, "").replace("\0", "") for name in (*names, WRITER)}
    if request.POST and len(repr(sent)) <= LONGEST:
        request.session[SESSION_KEY] = {"shown_at": shown_at, "sent": sent}
    return redirect_to_login(shown_at)


def take(request: HttpRequest, *, shown_at: str) -> dict[str, str]:
    """Give back, once, what was kept for the form at an address; nothing to anybody but its writer."""
    kept = request.session.get(SESSION_KEY)
    if not kept or kept["shown_at"] != shown_at:
        return {}
    del request.session[SESSION_KEY]
    sent: dict[str, str] = kept["sent"]
    return sent if sent[WRITER] == str(cast("Any", request.user).key) else {}
