from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from assessments import selectors, services
from assessments.errors import AnswersDifferError, AttemptClosedError, TooManySavesError
from assessments.rules.types import Owner
from assessments.services import SaveReceipt
from assessments.views import kept
from assessments.views.requests import (
    address_of,
    arrived_whole,
    base_version_of,
    client_seq_of,
    form_of,
    go,
    own_attempt,
    owner_of,
    whole_number,
)


def save_form(request: HttpRequest, key: UUID) -> HttpResponse:
    """Save without JavaScript; the same address takes action=submit."""
    if request.POST.get("action") == "submit":
        return submit(request, key)
    owner = owner_of(request)
    if owner is None:
        return kept.sign_in_first(request, key)
    try:
        _save(request, own_attempt(owner, key))
    except AttemptClosedError:
        return _ended(request, key, owner)
    except TooManySavesError:
        return _slow_down(request, key)
    if request.POST.get("action") == "check":
        return go(request, "attempt", key, checked="1", fragment="findings")
    moves = form_of(request).get("move", [])
    entry = moves[0].partition(":")[0] if moves else ""
    return go(request, "attempt", key, fragment=f"entry-{entry}" if entry else "exercise")


@require_POST
def save(request: HttpRequest, key: UUID) -> JsonResponse:
    """Save in the background; every refusal says in plain words that nothing is lost."""
    owner = owner_of(request)
    if owner is None:
        message = _("You are signed out. Sign in again in a new tab; your answers stay on this page.")
        return JsonResponse({"message": message}, status=401)
    try:
        receipt = _save(request, own_attempt(owner, key))
    except AttemptClosedError as error:
        _close_if_overdue(own_attempt(owner, key))
        return JsonResponse({"message": str(error)}, status=409)
    except TooManySavesError as error:
        return JsonResponse({"message": str(error)}, status=429)
    except Http404:
        return JsonResponse({"message": _("This attempt is not yours or does not exist.")}, status=404)
    return JsonResponse(
        {
            "version": receipt.version,
            "saved_at": receipt.saved_at.isoformat(),
            "time": time_format(timezone.localtime(receipt.saved_at)),
            "is_branch": receipt.is_branch,
            "current": receipt.current_response,
        }
    )


def move(request: HttpRequest, key: UUID) -> HttpResponse:
    if request.method != "POST":
        return go(request, "attempt", key)
    owner = owner_of(request)
    if owner is None:
        return redirect_to_login(address_of(request, "attempt", key))
    attempt = own_attempt(owner, key)
    if not attempt.is_stepwise:
        raise Http404
    made = attempt.read_move(form_of(request))
    if made is None:
        return go(request, "attempt", key, notice="no-move", fragment="notice")
    step = whole_number(request.POST.get("step", ""))
    try:
        receipt = services.make_move(attempt_id=attempt.attempt_id, step=step, move=made)
    except AttemptClosedError:
        return _ended(request, key, owner)
    if receipt.is_taken:
        return go(request, "attempt", key, fragment="scene")
    notice = "no-move" if receipt.steps + 1 == step else "other-tab"
    return go(request, "attempt", key, notice=notice, fragment="notice")


def submit(request: HttpRequest, key: UUID) -> HttpResponse:
    if request.method != "POST":
        return go(request, "attempt", key)
    owner = owner_of(request)
    if owner is None:
        return kept.sign_in_first(request, key)
    attempt = own_attempt(owner, key)
    try:
        held_back = _held_back(request, attempt, key)
        if held_back:
            return held_back
        _submit(request, attempt)
    except AnswersDifferError:
        return go(request, "attempt", key, notice="differ", fragment="notice")
    except TooManySavesError:
        return _slow_down(request, key)
    except AttemptClosedError:
        _close_if_overdue(attempt)  # otherwise submitted in another tab a moment ago: its receipt is the answer
    kept.forget(request)
    return go(request, "receipt", key)


def _held_back(request: HttpRequest, attempt: selectors.OwnAttempt, key: UUID) -> HttpResponse | None:
    """Keep what arrived and say why it is not submitted; None when it may be."""
    if not attempt.is_stepwise and not arrived_whole(request):
        _save(request, attempt)
        return go(request, "attempt", key, notice="not-whole", fragment="notice")
    if _has_more_moves(request, attempt):
        return go(request, "attempt", key, notice="more-moves", fragment="notice")
    return None if _may_submit(request, attempt) else _show_gaps(request, attempt, key)


def _has_more_moves(request: HttpRequest, attempt: selectors.OwnAttempt) -> bool:
    """Say whether moves were made that the page did not show; it counts them as it counts saves."""
    is_said = "base_version" in request.POST and attempt.is_stepwise and attempt.is_open
    return is_said and base_version_of(request) != len(attempt.moves)


def _ended(request: HttpRequest, key: UUID, owner: Owner) -> HttpResponse:
    _close_if_overdue(own_attempt(owner, key))
    return go(request, "review", key)


def _close_if_overdue(attempt: selectors.OwnAttempt) -> None:
    """Hand in what was saved when something arrives for an attempt whose time is over."""
    if attempt.is_open:
        services.close_if_overdue(attempt_id=attempt.attempt_id, now=timezone.now())


def _slow_down(request: HttpRequest, key: UUID) -> HttpResponse:
    kept.keep(request, key)
    return go(request, "attempt", key, notice="too-fast", fragment="notice")


def _submit(request: HttpRequest, attempt: selectors.OwnAttempt) -> None:
    services.submit_attempt(
        attempt_id=attempt.attempt_id,
        client_seq=client_seq_of(request),
        base_version=base_version_of(request),
        response=attempt.read_form(form_of(request)),
    )


def _show_gaps(request: HttpRequest, attempt: selectors.OwnAttempt, key: UUID) -> HttpResponse:
    if not attempt.is_stepwise:
        _save(request, attempt)
    return go(request, "attempt", key, unanswered="1", fragment="unanswered")


def _save(request: HttpRequest, attempt: selectors.OwnAttempt) -> SaveReceipt:
    if attempt.is_stepwise:
        raise Http404
    receipt = services.save_response(
        attempt_id=attempt.attempt_id,
        client_seq=client_seq_of(request),
        base_version=base_version_of(request),
        response=attempt.read_form(form_of(request)),
    )
    kept.forget(request)
    return receipt


def _may_submit(request: HttpRequest, attempt: selectors.OwnAttempt) -> bool:
    """Let questions go with gaps once the learner was shown them; an order or a case has to be complete."""
    is_meant = attempt.may_have_gaps and bool(request.POST.get("anyway"))
    return is_meant or not attempt.is_open or attempt.is_complete(form_of(request))
