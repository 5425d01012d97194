"""Keeping what a learner answered, as it is given. Nothing that arrives is thrown away."""

import contextlib
import datetime
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.enums import AttemptState
from assessments.errors import AttemptClosedError, TimeOverError, TooManySavesError
from assessments.models import Attempt, ResponseSave
from assessments.rules import canon
from assessments.selectors import answers
from assessments.selectors.times import in_words

SEQ_LENGTH = 40
# The page saves at most 100 times a minute, and only while somebody changes something all the time.
MOST_SAVES = 300
PERIOD = datetime.timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class SaveReceipt:
    """What became of a save.

    Attributes:
        version: number of the main line after it; what the next save is based on.
        saved_at: when this response was stored.
        is_branch: True when the base was stale: the response is kept beside the main line and counts only if chosen.
        current_response: the main line's response.
    """

    version: int
    saved_at: datetime.datetime
    is_branch: bool
    current_response: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Kept:
    """A row that holds a response; for a branch, the main line beside it."""

    save: ResponseSave
    main: ResponseSave | None = None

    def receipt(self) -> SaveReceipt:
        save = self.save
        if save.version is not None:
            return SaveReceipt(save.version, save.saved_at, is_branch=False, current_response=save.response)
        current = {} if self.main is None else self.main.response
        version = save.attempt.response_version
        return SaveReceipt(version, save.saved_at, is_branch=True, current_response=current)


def save_response(*, attempt_id: int, client_seq: str, base_version: int, response: Mapping[str, Any]) -> SaveReceipt:
    """Store a whole response.

    Args:
        attempt_id: row id of an attempt of a kind that is answered as a whole.
        client_seq: the sender's id of this save, 1 to 40 characters.
        base_version: the save that the sender had before them, 0 for none.
        response: the whole response.

    Returns:
        The receipt. On a stale base the response is kept as a branch, and the receipt carries the main line.

    Raises:
        AttemptClosedError: the attempt is submitted; the response is kept but does not count.
        TimeOverError: likewise, because its time is over.
        TooManySavesError: MOST_SAVES came within a minute; nothing is stored.

    One transaction; the main line advances by conditional update. Safe to call twice: the same save is stored once.
    The same id with other answers (a page gone back to) is another save.
    """
    is_usual = base_version < MOST_SAVES
    save = _advanced_at_once(attempt_id, client_seq, base_version, response) if is_usual else None
    kept = Kept(save) if save else _kept_otherwise(attempt_id, client_seq, base_version, response)
    if kept.save.is_branch:
        _require_under_way(kept.save.attempt)
    return kept.receipt()


def _require_under_way(attempt: Attempt) -> None:
    if attempt.state == AttemptState.VOID:
        raise AttemptClosedError(_("This try was taken out. What you changed afterwards is kept but does not count."))
    if attempt.state != AttemptState.OPEN and not attempt.was_closed_by_clock:
        raise AttemptClosedError(
            _("You submitted this try already. What you changed afterwards is kept but does not count.")
        )
    require_time(attempt)


def require_time(attempt: Attempt) -> None:
    """Refuse what arrives for an attempt when its time is over, and the grace too.

    Args:
        attempt: under way.

    Raises:
        TimeOverError: it is over; the text says since when.
    """
    if attempt.closes_at and attempt.is_overdue(timezone.now()):
        text = _(
            "Your time was over on %(when)s. What you had saved by then is handed in. What you sent afterwards is kept "
            "but does not count."
        )
        raise TimeOverError(text % {"when": in_words(attempt.closes_at)})


def _advanced(attempt_id: int, client_seq: str, base_version: int, response: Mapping[str, Any]) -> ResponseSave | None:
    """Store a save that is based on the newest one of an open attempt; None when it is not."""
    mine = Attempt.objects.in_time(timezone.now()).filter(pk=attempt_id, response_version=base_version)
    version = base_version + 1
    if not mine.update(response_version=version):
        return None
    return ResponseSave.objects.create(
        attempt_id=attempt_id, client_seq=client_seq, base_version=base_version, version=version, response=response
    )


def _advanced_at_once(*save: Any) -> ResponseSave | None:
    """Store what most saves are, without looking first whether it is there already; None when anything is unusual."""
    with contextlib.suppress(IntegrityError), transaction.atomic():
        return _advanced(*save)
    return None


def _kept_otherwise(attempt_id: int, client_seq: str, base_version: int, response: Mapping[str, Any]) -> Kept:
    client_seq, save = _known(attempt_id, client_seq, response)
    if save is None and base_version >= MOST_SAVES:
        _refuse_flood(attempt_id)
    return _beside_main(save) if save else append_or_join(attempt_id, client_seq, base_version, response)


def _refuse_flood(attempt_id: int) -> None:
    """Count the saves of the last minute; asked only where there can be so many, so that a usual save costs nothing."""
    recent = ResponseSave.objects.filter(attempt_id=attempt_id, saved_at__gt=timezone.now() - PERIOD)
    if recent.count() >= MOST_SAVES:
        raise TooManySavesError(
            _("Not saved yet: this exercise was saved very often in the last minute. Your answers stay on this page.")
        )


def append_or_join(attempt_id: int, client_seq: str, base_version: int, response: Mapping[str, Any]) -> Kept:
    """Store a save unless another request stored the same one in the meantime.

    Args:
        attempt_id: row id.
        client_seq: the sender's id of the save.
        base_version: the save it was based on.
        response: the whole response.

    Returns:
        The row that holds the response, with the main line where that is another.

    Raises:
        TooManySavesError: the base is stale, and MOST_SAVES came within a minute; on the main line nothing is refused.
        IntegrityError: it cannot be stored for another reason.
    """
    try:
        with transaction.atomic():
            return _appended(attempt_id, client_seq, base_version, response)
    except IntegrityError:
        _seq, save = _known(attempt_id, client_seq, response)
        if save is None:
            raise
        return _beside_main(save)


def _appended(attempt_id: int, client_seq: str, base_version: int, response: Mapping[str, Any]) -> Kept:
    save = _advanced(attempt_id, client_seq, base_version, response)
    if save is not None:
        return Kept(save)
    attempt = Attempt.objects.get(pk=attempt_id)
    main = answers.main_line(attempt)
    if main is not None and main.response == response:
        return Kept(main)
    _refuse_flood(attempt_id)
    fields = {"client_seq": client_seq, "base_version": base_version, "response": response}
    return Kept(ResponseSave.objects.create(attempt=attempt, is_branch=True, **fields), main)


def _beside_main(save: ResponseSave) -> Kept:
    return Kept(save, answers.main_line(save.attempt)) if save.is_branch else Kept(save)


def _known(attempt_id: int, client_seq: str, response: Mapping[str, Any]) -> tuple[str, ResponseSave | None]:
    """Find a save that was made before; an id that was used for other answers is replaced by one derived from both."""
    saves = ResponseSave.objects.filter(attempt_id=attempt_id).select_related("attempt")
    known = saves.filter(client_seq=client_seq).first()
    if known is None or known.response == response:
        return client_seq, known
    derived = derived_seq(client_seq, response)
    return derived, saves.filter(client_seq=derived).first()


def derived_seq(client_seq: str, content: object) -> str:
    """Make the id of a save whose own id was used for something else before.

    Args:
        client_seq: the sender's id.
        content: what is saved; JSON.

    Returns:
        SEQ_LENGTH characters; the same for the same arguments.
    """
    text = f"{client_seq}:{canon.response_digest(content)}"
    return hashlib.sha256(text.encode()).hexdigest()[:SEQ_LENGTH]
