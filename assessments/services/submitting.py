"""Submitting an attempt: closed in one transaction, and scored in the same unless people have to mark it first."""

import contextlib
import datetime
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.enums import AttemptState, EventKind
from assessments.errors import AnswersDifferError, AttemptClosedError
from assessments.models import Attempt, Score
from assessments.rules import policy, registry
from assessments.rules.policy import Policy
from assessments.rules.types import ScoredResponse, Scorer
from assessments.selectors import answers
from assessments.selectors.clock import late_seconds_at
from assessments.selectors.holding import is_held
from assessments.selectors.verifying import result_of
from assessments.services.announcing import announce
from assessments.services.events import Happened, record_many
from assessments.services.saving import require_time, save_response


def submit_attempt(
    *, attempt_id: int, client_seq: str, base_version: int, response: Mapping[str, Any] | None
) -> Score | None:
    """Submit an attempt and score it.

    Args:
        attempt_id: row id.
        client_seq: the sender's id of the save that comes with the submission.
        base_version: the save that the sender had before them.
        response: the whole response as the sender sees it; None to submit what is saved. Ignored for kinds
            whose moves are stored one by one.

    Returns:
        The score. Of an attempt that was submitted before, the score it has. None for work that waits for its marks.

    Raises:
        AnswersDifferError: other answers were saved meanwhile; both are kept and nothing is scored.
        TimeOverError: its time is over; the response is kept but does not count.

    The response is saved first, in a transaction of its own, so that it is kept whatever follows; what is scored is
    then the main line. An empty response never takes the place of answers that are saved. Closing, score and progress
    are one transaction, in which attempt_scored is announced; work that people mark is closed only. Safe to call twice
    and at once: an attempt is scored once.
    """
    attempt = Attempt.objects.select_related("version").get(pk=attempt_id)
    if response is not None and _is_worth_saving(attempt, response):
        with contextlib.suppress(AttemptClosedError):
            _save(attempt_id, client_seq, base_version, response)
    # Kept for the transaction, in which nobody else may write on SQLite: a case of many states takes a second.
    _scorer(attempt)
    with transaction.atomic():
        return close_attempt(Attempt.objects.select_related("version").get(pk=attempt_id))


def close_attempt(attempt: Attempt) -> Score | None:
    """Close an attempt in its learner's name, unless it changed since it was read.

    Args:
        attempt: as it was read, with its version.

    Returns:
        The new score, or the one the attempt has; None when it waits for its marks.

    Raises:
        AnswersDifferError: answers were saved since the attempt was read.
        TimeOverError: its time is over.

    Call inside a transaction; conditional update, tried again with the ends it has by now where those moved.
    """
    if attempt.state == AttemptState.OPEN:
        require_time(attempt)
    if hand_in(attempt, timezone.now()):
        return attempt.score
    ends = _ends(attempt)
    attempt.refresh_from_db(fields=list(ends))
    return _score_of(attempt) if _ends(attempt) == ends else close_attempt(attempt)


def _ends(attempt: Attempt) -> dict[str, datetime.datetime | None]:
    """Tell what its lateness follows from, and may move to later at any time."""
    return {"window_closes_at": attempt.window_closes_at, "closes_at": attempt.closes_at}


def hand_in(attempt: Attempt, at: datetime.datetime, *, by_clock: bool = False) -> bool:
    """Close an attempt with its main line, and score it, unless it changed since it was read.

    Args:
        attempt: as it was read, with its version; gets the score, which work that waits for its marks has not.
        at: when it was handed in.
        by_clock: whether its time was over, so that nobody else did it; it is then as late as its last answer.

    Returns:
        Whether it was closed now.

    Call inside a transaction; conditional update. Announces attempt_scored unless a guest began it: that counts
    towards nothing.
    """
    response = answers.current_response(attempt)
    attempt.late_seconds = late_seconds_at(attempt, (by_clock and answers.answered_at(attempt)) or at)
    result = result_of(attempt, attempt.version, response)
    is_waiting = result.state == "needs_marking"
    state = AttemptState.SUBMITTED if is_waiting else scored_state(attempt)
    going = Attempt.objects.open() if by_clock else Attempt.objects.in_time(at)
    unchanged = going.filter(pk=attempt.pk, response_version=attempt.response_version, **_ends(attempt))
    closed = {"submitted_at": at, "submitted_response": response, "late_seconds": attempt.late_seconds}
    if not unchanged.update(state=state, **closed):
        return False
    attempt.state = state
    attempt.score = None if is_waiting else store_score(attempt, result)
    record_many({attempt.pk: _events(attempt, result, by_clock=by_clock)})
    return True


def _events(attempt: Attempt, result: ScoredResponse, *, by_clock: bool) -> list[Happened]:
    details = {"response": result.response} | ({"by": "clock"} if by_clock else {})
    submitted = Happened(EventKind.SUBMITTED, None if by_clock else attempt.learner_id, details)
    if attempt.score is None:
        return [submitted]
    scored = [submitted, Happened(EventKind.SCORED, details=score_details(attempt.score))]
    return scored if attempt.state == AttemptState.SCORED else [*scored, Happened(EventKind.RELEASED)]


def scored_state(attempt: Attempt) -> AttemptState:
    """Say where an attempt goes when it is scored now.

    Args:
        attempt: with its policy.

    Returns:
        Released, or only scored where the result is held back.
    """
    return AttemptState.SCORED if is_held(attempt, timezone.now()) else AttemptState.RELEASED


def score_details(score: Score) -> dict[str, Any]:
    """Say of a score what its event tells.

    Args:
        score: stored.

    Returns:
        Its row id, and micro-points.
    """
    return {"score": score.pk, "earned": score.earned, "possible": score.possible}


def store_score(attempt: Attempt, result: ScoredResponse, marks_number: int = 0) -> Score:
    """Keep a new score of an attempt, and let it be the one that counts.

    Args:
        attempt: closed in the running transaction, with the state it has now.
        result: what came out of its stored inputs.
        marks_number: of the release of marks it rests on; 0 for none.

    Returns:
        The score. Announces attempt_scored unless the result is held back, or a guest began the attempt.
    """
    score = Score.objects.create(
        attempt=attempt,
        version_id=result.definition,
        scorer=result.scorer,
        policy_hash=attempt.policy_hash,
        marks_hash=result.marks,
        marks_number=marks_number,
        state=result.state,
        earned=result.earned,
        possible=result.possible,
        passed=policy.is_passed(Policy.from_json(attempt.policy), result.earned, result.possible),
        result=result.to_json(),
    )
    Attempt.objects.filter(pk=attempt.pk).update(score=score)
    if attempt.state != AttemptState.SCORED:
        announce(attempt)
    return score


def _is_worth_saving(attempt: Attempt, response: Mapping[str, Any]) -> bool:
    definition = attempt.version.definition
    if registry.stepwise(definition):
        return False
    if answers.count_answered(registry.present(definition, attempt.variant, "", response)) > 0:
        return True
    return attempt.state == AttemptState.OPEN and answers.main_line(attempt) is None


def _save(attempt_id: int, client_seq: str, base_version: int, response: Mapping[str, Any]) -> None:
    receipt = save_response(attempt_id=attempt_id, client_seq=client_seq, base_version=base_version, response=response)
    if receipt.is_branch:
        raise _answers_differ()


def _scorer(attempt: Attempt) -> Scorer:
    return registry.compile_definition(attempt.version.definition, attempt.variant)


def _score_of(attempt: Attempt) -> Score | None:
    """Find the score of an attempt that was closed before; one that is still open has other answers by now."""
    score = Score.objects.filter(pk__in=Attempt.objects.filter(pk=attempt.pk).values("score")).first()
    if score is None and Attempt.objects.open().filter(pk=attempt.pk).exists():
        raise _answers_differ()
    return score


def _answers_differ() -> AnswersDifferError:
    return AnswersDifferError(
        _("Other answers were saved meanwhile, in another tab or on another device. Both are kept: choose.")
    )
