"""Mending counters and results that are not what they rest on, in one batch that can be taken back."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import CharField, F, JSONField, Value
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from assessments.selectors.evidence import Kept, WrongEvidence, evidence_kept, wrong_evidence
from assessments.services import evidence
from courses.errors import CourseError
from courses.models import Certificate, CertificateIssue, Enrolment, LessonProgress, Repair
from courses.selectors.situations import situations_of
from courses.selectors.verifying import WrongEnrolment, keys_edited, wrong_enrolments, wrong_or_unreadable
from courses.services.progress import settle, withdraw_certificate
from courses.services.rescoring import NOT_FINISHED

ENROLMENT, EVIDENCE, KEY = "enrolment", "evidence", "key"
MOMENTS = ("finished_at", "tested_out_at")
FIELDS = ("lessons_done", "finished_by", "finished_version", "composite_percent", "evidence", *MOMENTS)
Tell = Callable[[int], None]


class Repaired(NamedTuple):
    """What a batch did: its key, how many rows it mended, and sentences about what only people can mend."""

    batch: UUID
    rows: int
    left: tuple[str, ...]


@transaction.atomic
def repair_progress(*, say: Callable[[str], None], tell: Tell, tell_attempts: Tell) -> Repaired:
    """Make every counter and result what follows from attempts and lessons ticked off.

    Args:
        say: is told each fault.
        tell: is told how many more enrolments were looked at.
        tell_attempts: likewise for attempts.

    Returns:
        The batch.

    One transaction for all of it; each row is held, looked at again and mended, and what it said before is kept in the
    same transaction. May finish enrolments: then enrolment_finished is announced for each. A finish with a certificate
    is never taken back, it says again what its first issue says. What cannot be read, in attempts or outlines, is left.
    Safe to call twice: the second batch finds nothing.
    """
    batch, rows, left = uuid4(), 0, []
    for wrong in wrong_evidence(tell_attempts):
        say(evidence_fault(wrong))
        if wrong.unreadable:
            left.append(f"evidence of {_place(wrong)} is left to you: mend its attempts first")
        else:
            rows += _mend_evidence(batch, wrong)
    for enrolment_id, said in keys_edited():
        say(f"enrolment of row {enrolment_id} has the key {said!r}, which is none")
        rows += _mend_key(batch, enrolment_id, said)
    for found in wrong_enrolments(tell):
        for fault in found.faults:
            say(fault)
        if not found.is_unreadable:
            rows += _mend_enrolment(batch, found)
        left += [f"enrolment {found.key} is left to you" for _ in wrong_or_unreadable([found.enrolment_id])]
    return Repaired(batch, rows, tuple(left))


def evidence_fault(wrong: WrongEvidence) -> str:
    """Name evidence that differs.

    Args:
        wrong: what differs.

    Returns:
        A sentence.
    """
    if wrong.unreadable:
        return f"evidence of {_place(wrong)} cannot be worked out, its attempts cannot be read: {wrong.unreadable}"
    stored, due = _competencies(wrong.stored), _competencies(wrong.due)
    return f"evidence of {_place(wrong)}: {stored} are kept, the attempts say {due}"


def _place(wrong: WrongEvidence) -> str:
    return f"learner {wrong.learner_id} in exercise {wrong.exercise_id}"


def _competencies(rows: tuple[Kept, ...]) -> str:
    return ", ".join(f"{row.competency} {row.earned}/{row.possible}" for row in rows) or "none"


@transaction.atomic
def undo_repair(*, batch: UUID) -> Repaired:
    """Let every row of a batch say again what it said before.

    Args:
        batch: key of the batch.

    Returns:
        The batch, how many rows were put back, and sentences about those that changed since and were left alone.

    Raises:
        CourseError: there is no such batch.

    One transaction. Safe to call twice: what was put back is left alone.
    """
    repairs = Repair.objects.filter(batch=batch)
    if not repairs.exists():
        raise CourseError(f"There is no batch {batch}.")
    rows, left = 0, []
    for repair in repairs.filter(undone_at=None).order_by("-pk").iterator(500):
        if _put_back(repair):
            rows += 1
            Repair.objects.filter(pk=repair.pk).update(undone_at=timezone.now())
        else:
            left.append(f"{repair.kind} {repair.subject} changed since and is left as it is")
    return Repaired(batch, rows, tuple(left))


def _mend_evidence(batch: UUID, wrong: WrongEvidence) -> bool:
    place = (wrong.exercise_id, [wrong.learner_id])
    before = evidence_kept(*place)
    evidence.recount(exercise_id=wrong.exercise_id, learner_ids=[wrong.learner_id])
    after = evidence_kept(*place)
    return _keep(batch, EVIDENCE, f"{wrong.exercise_id}:{wrong.learner_id}", before, after)


def _mend_key(batch: UUID, enrolment_id: int, said: str) -> bool:
    """Give an enrolment a new key: nothing else holds the one that it had."""
    key = uuid4()
    Enrolment.objects.filter(pk=enrolment_id).update(key=key)
    return _keep(batch, KEY, str(enrolment_id), said, str(key))


def _mend_enrolment(batch: UUID, wrong: WrongEnrolment) -> bool:
    mine = Enrolment.objects.filter(pk=wrong.enrolment_id)
    mine.update(active_at=F("active_at"))
    before, ticked = _said(wrong.enrolment_id), _ticked(wrong.enrolment_id)
    certified = _certified(wrong.enrolment_id)
    if certified is not None and (wrong.is_unproven or before["finished_at"] is None):
        mine.update(**certified | {"finished_at": before["finished_at"] or certified["finished_at"]})
    elif wrong.is_unproven and not Certificate.objects.filter(enrolment=wrong.enrolment_id).exists():
        mine.update(**NOT_FINISHED)
        withdraw_certificate(mine.get())
    elif wrong.composite is not None and not wrong.is_unproven:
        mine.update(composite_percent=wrong.composite)
    elif before["finished_at"] is None:
        mine.update(**NOT_FINISHED)
    (situation,) = situations_of([wrong.enrolment_id])
    if situation.enrolment.withdrawn_at is None:
        settle(situation)
    else:
        mine.update(lessons_done=situation.counted())
    if before["finished_at"]:
        mine.exclude(finished_at=None).update(finished_at=before["finished_at"])
    after = _said(wrong.enrolment_id) | {"ticks": sorted(_ticked(wrong.enrolment_id) - ticked)}
    return _keep(batch, ENROLMENT, str(wrong.enrolment_id), before | {"ticks": []}, after)


def _certified(enrolment_id: int) -> dict[str, Any] | None:
    """What the certificate of an enrolment says of its finish; None where there is none."""
    issues = CertificateIssue.objects.filter(certificate__enrolment=enrolment_id).order_by("number")
    said = issues.values_list("snapshot", flat=True).first()
    return said and {
        "finished_at": said["finished_at"],
        "finished_by": said["finished_by"],
        "finished_version": said["course"]["version"],
        "composite_percent": said["result_percent"],
        "evidence": said["evidence"],
    }


def _keep(batch: UUID, kind: str, subject: str, before: Any, after: Any) -> bool:
    if before == after:
        return False
    Repair.objects.create(batch=batch, kind=kind, subject=subject, before=before, after=after)
    return True


def _said(enrolment_id: int) -> dict[str, Any]:
    said = Enrolment.objects.filter(pk=enrolment_id).values(*FIELDS).get()
    return said | {name: said[name] and said[name].isoformat() for name in MOMENTS}


def _ticked(enrolment_id: int) -> set[int]:
    return set(LessonProgress.objects.filter(enrolment=enrolment_id).values_list("lesson_id", flat=True))


def _put_back(repair: Repair) -> bool:
    if repair.kind == EVIDENCE:
        return _put_evidence_back(repair)
    if repair.kind == KEY:
        mine = Enrolment.objects.filter(pk=int(repair.subject), key=repair.after)
        return bool(mine.update(key=Value(repair.before, output_field=CharField())))
    return _put_enrolment_back(int(repair.subject), dict(repair.before), dict(repair.after))


def _put_evidence_back(repair: Repair) -> bool:
    exercise_id, learner_id = map(int, repair.subject.split(":"))
    if evidence_kept(exercise_id, [learner_id]) != list(_rows(repair.after)):
        return False
    evidence.put_evidence(exercise_id, [learner_id], _rows(repair.before))
    return True


def _rows(stored: Any) -> Iterator[Kept]:
    return (Kept(*row) for row in stored)


def _put_enrolment_back(enrolment_id: int, before: dict[str, Any], after: dict[str, Any]) -> bool:
    mine = Enrolment.objects.filter(pk=enrolment_id)
    mine.update(active_at=F("active_at"))
    before.pop("ticks")
    ticks = set(after.pop("ticks"))
    became_finished = before["finished_at"] is None and after["finished_at"] is not None
    is_certified = became_finished and Certificate.objects.filter(enrolment=enrolment_id).exists()
    if is_certified or _said(enrolment_id) != after or not ticks <= _ticked(enrolment_id):
        return False
    LessonProgress.objects.filter(enrolment=enrolment_id, lesson__in=ticks).delete()
    moments = {name: before[name] and parse_datetime(before[name]) for name in MOMENTS}
    mine.update(**before | moments | {"evidence": Value(before["evidence"], JSONField())})
    if became_finished:
        withdraw_certificate(mine.get())
    return True
