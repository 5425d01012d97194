"""Marking by people: drafts, release and correction. Who may mark what is the caller's business."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.enums import SCORED_STATES, AppealOutcome, AttemptState, EventKind
from assessments.errors import (
    MarkedMeanwhileError,
    MarkingError,
    MarksDifferError,
    MarksMissingError,
    NotForMarkingError,
)
from assessments.models import Attempt, Mark, Marking, MarkSave
from assessments.selectors.marking import problems_in_words
from assessments.selectors.remarking import rubric_of
from assessments.selectors.verifying import result_of
from assessments.services.appeals import Answer, close_appeal, require_no_loss
from assessments.services.events import Happened, record_many
from assessments.services.marks_mail import tell_learner
from assessments.services.saving import derived_seq
from assessments.services.submitting import score_details, scored_state, store_score


@dataclass(frozen=True, slots=True)
class Draft:
    """Marks on their way to be saved.

    Attributes:
        client_seq: the sender's id of this save, 1 to 40 characters.
        base_version: the save that the sender had before them, 0 for none.
        marks: the whole of them, complete or not.
    """

    client_seq: str
    base_version: int
    marks: Mapping[str, Any]


def save_marks(*, attempt_id: int, marker_id: int, draft: Draft) -> MarkSave:
    """Keep a marker's draft; the learner sees nothing of it.

    Args:
        attempt_id: row id of a submission that waits, or of one whose marks are released (a correction begins).
        marker_id: whose draft; not the learner.
        draft: what to keep.

    Returns:
        The row that holds it. On a stale base the draft is kept as a branch, beside the marker's main line.

    Raises:
        NotForMarkingError: the attempt was not handed in for marking, or the marker wrote it.

    One transaction; the main line advances by conditional update. Safe to call twice: the same save is stored once.
    """
    _require_markable(attempt_id, marker_id)
    marking, _is_new = Marking.objects.get_or_create(attempt_id=attempt_id, marker_id=marker_id)
    seq, save = _known(marking, draft)
    return save or keep_or_join(marking, replace(draft, client_seq=seq))


def release_marks(
    *, attempt_id: int, marker_id: int, draft: Draft, number: int, reason: str = "", seen: str = "", rubric: str = ""
) -> Mark:
    """Give marks to the learner: they become the score.

    Args:
        attempt_id: row id of the submission.
        marker_id: who releases; not the learner.
        draft: what the marker sees; it is saved first, in a transaction of its own, so that it is kept whatever
            follows.
        number: which release the marker means it to be: 1 for the first, one more than the released one to correct it.
        reason: of a correction; the learner reads it.
        seen: the state in which the marker saw the work, so that one answer to a second look is given; "" for any.
        rubric: hash of the version whose rubric the marker saw; "" for any.

    Returns:
        The release; the one that is there when the same was sent before.

    Raises:
        NotForMarkingError: the attempt was not handed in for marking, or the marker wrote it.
        MarksDifferError: the marker saved other marks meanwhile; both are kept and nothing is released.
        MarksMissingError: a criterion has no level, or a correction no reason.
        MarkedMeanwhileError: somebody released or answered meanwhile, or the result was released by the clock; the
            draft is kept.
        MarkingError: another rubric is in force since a moment ago; the draft is kept.

    Where a published rescoring asks to mark it again, the marks are given by its rubric. Release, score, progress and
    the message to the learner are one transaction, in which attempt_scored is announced. The attempt's row is held by a
    conditional update: of two who release at once, one wins. Safe to call twice.
    """
    if save_marks(attempt_id=attempt_id, marker_id=marker_id, draft=draft).is_branch:
        raise MarksDifferError(_("Other marks were saved meanwhile, in another tab. Both are kept: choose."))
    with transaction.atomic():
        attempt = Attempt.objects.select_related("version", "learner", "exercise", "score__version").get(pk=attempt_id)
        _require_markable(attempt_id, marker_id)
        _require_complete(attempt, draft.marks, is_reasoned=number == 1 or bool(reason.strip()))
        mark = Mark(attempt=attempt, number=number, marker_id=marker_id, marks=draft.marks, reason=reason.strip())
        seen = seen or attempt.state
        if seen != attempt.state or not _is_first_to(attempt, number):
            return _same_or_refused(mark, seen)
        return _released(attempt, mark, rubric)


def _require_markable(attempt_id: int, marker_id: int) -> None:
    """Refuse the writer, what was not handed in or was taken out, and a second look by who has marked it before."""
    theirs = Attempt.objects.handed_in().filter(pk=attempt_id).exclude(learner=marker_id)
    markable = theirs.filter(Q(state=AttemptState.SUBMITTED) | Q(marks__isnull=False))
    if not markable.exclude(Q(state=AttemptState.APPEALED) & Q(marks__marker=marker_id)).exists():
        raise NotForMarkingError(_("This work is not there to be marked."))


def keep_or_join(marking: Marking, draft: Draft) -> MarkSave:
    """Store a draft unless another request stored the same one in the meantime.

    Args:
        marking: the marker's work on the submission.
        draft: what to keep.

    Returns:
        The row that holds it.

    Raises:
        IntegrityError: it cannot be stored for another reason.
    """
    try:
        with transaction.atomic():
            return _kept(marking, draft)
    except IntegrityError:
        _seq, save = _known(marking, draft)
        if save is None:
            raise
        return save


def _known(marking: Marking, draft: Draft) -> tuple[str, MarkSave | None]:
    """Find a save that was made before; an id that was used for other marks is replaced by one derived from both."""
    saves = marking.saves.select_related("marking")
    known = saves.filter(client_seq=draft.client_seq).first()
    if known is None or known.marks == draft.marks:
        return draft.client_seq, known
    derived = derived_seq(draft.client_seq, draft.marks)
    return derived, saves.filter(client_seq=derived).first()


def _kept(marking: Marking, draft: Draft) -> MarkSave:
    fields = {"client_seq": draft.client_seq, "base_version": draft.base_version, "marks": draft.marks}
    version = draft.base_version + 1
    if Marking.objects.filter(pk=marking.pk, version=draft.base_version).update(version=version):
        return MarkSave.objects.create(marking=marking, version=version, **fields)
    main = marking.saves.filter(is_branch=False).order_by("-version").first()
    if main is not None and main.marks == draft.marks:
        return main
    return MarkSave.objects.create(marking=marking, is_branch=True, **fields)


def _require_complete(attempt: Attempt, marks: Mapping[str, Any], *, is_reasoned: bool) -> None:
    found = problems_in_words(rubric_of(attempt).version.definition, attempt.submitted_response, marks)
    if not is_reasoned:
        found += (_("Write why the marks are corrected: the learner reads it."),)
    if found:
        raise MarksMissingError(found)


def _is_first_to(attempt: Attempt, number: int) -> bool:
    """Hold the attempt's row by an update, and say whether this release is the next one."""
    mine = Attempt.objects.filter(pk=attempt.pk)
    if number == 1:
        attempt.state = scored_state(attempt)
        return mine.waiting().update(state=attempt.state) == 1
    same = mine.filter(state=attempt.state, state__in=SCORED_STATES)
    return same.update(state=attempt.state) == 1 and attempt.marks.count() == number - 1


def _same_or_refused(mark: Mark, seen: str) -> Mark:
    there = Mark.objects.filter(attempt=mark.attempt, number=mark.number).first()
    if there is not None and (there.marker_id, there.marks, there.reason) == (mark.marker_id, mark.marks, mark.reason):
        return there
    if seen != AttemptState.APPEALED and mark.attempt.marks.count() == mark.number - 1:
        mark.attempt.refresh_from_db(fields=["state"])
        raise MarkedMeanwhileError(
            _(
                "The state of this work changed a moment ago. It is now: %(state)s. Your marks are kept as a draft: "
                "look at them again."
            )
            % {"state": mark.attempt.get_state_display()}
        )
    raise MarkedMeanwhileError(
        _("Somebody else has marked this work or answered for it a moment ago. Your marks are kept as a draft.")
    )


def _released(attempt: Attempt, mark: Mark, rubric: str) -> Mark:
    mark.released_at = timezone.now()
    mark.save(force_insert=True)
    # A rescoring may have moved it before the row was held.
    attempt.refresh_from_db(fields=["score"])
    version = rubric_of(attempt).version
    result = result_of(attempt, version, attempt.submitted_response, mark.marks)
    if result.state == "needs_marking" or rubric not in ("", version.pk):
        raise MarkingError(
            _("The rubric was changed a moment ago. Your marks are kept as a draft: look at them again.")
        )
    require_no_loss(attempt, result.earned)
    score = store_score(attempt, result, marks_number=mark.number)
    record_many({attempt.pk: _events(mark, score_details(score))})
    if attempt.state != AttemptState.SCORED:
        tell_learner(mark)
    return mark


def _events(mark: Mark, details: dict[str, Any]) -> list[Happened]:
    """Say what a release is: the first one, a correction, or the answer to an appeal by one."""
    if mark.attempt.state == AttemptState.APPEALED:
        appeal = close_appeal(mark.attempt_id, Answer(AppealOutcome.CORRECTED, mark.marker_id, mark.reason))
        Attempt.objects.filter(pk=mark.attempt_id).update(state=AttemptState.RELEASED)
        told = details | {"appeal": appeal.pk, "outcome": "corrected", "answer": mark.reason}
        return [Happened(EventKind.ANSWERED, mark.marker_id, told)]
    if mark.number > 1:
        return [Happened(EventKind.CORRECTED, mark.marker_id, details)]
    scored = [Happened(EventKind.SCORED, mark.marker_id, details)]
    is_held = mark.attempt.state == AttemptState.SCORED
    return scored if is_held else [*scored, Happened(EventKind.RELEASED, mark.marker_id)]
