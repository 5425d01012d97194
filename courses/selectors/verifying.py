"""Enrolments whose counters and results are not what follows from lessons ticked off and attempts."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField
from django.db.models.functions import Cast

from assessments.selectors import integrity as attempts
from assessments.selectors.evidence import UNREADABLE
from courses.enums import FinishedBy
from courses.models import Course, Enrolment
from courses.rules.verifying import Scored, basis_of, composite_range, is_evidence
from courses.selectors.examination import has_tested_out
from courses.selectors.situations import Situation, finish_due, situations_of
from courses.selectors.standing import counts

AT_ONCE = 100
SHOWN = 120
"""Characters of what cannot be read."""
KEY = r"^[0-9a-f-]{32,36}$"


@dataclass(frozen=True, slots=True)
class WrongEnrolment:
    """An enrolment that says something else than what it rests on.

    Attributes:
        faults: a sentence each.
        is_unproven: whether it is finished and nothing that it rests on says so.
        is_unreadable: whether it could not be worked out at all; the fault says why, `key` names the row instead.
        composite: what its result must be; None when that is right, or cannot be told.
    """

    enrolment_id: int
    key: str
    faults: tuple[str, ...]
    is_unproven: bool = False
    is_unreadable: bool = False
    composite: int | None = None


def wrong_enrolments(tell: Callable[[int], None] | None = None) -> Iterator[WrongEnrolment]:
    """Work out every enrolment again.

    Args:
        tell: is told how many more enrolments were looked at.

    Yields:
        Those that differ: lessons done, lessons that passed exercises tick off, testing out, finishing, the result.

    Reads course by course, a hundred enrolments at a time; memory does not grow with their number.
    """
    for course_id in Course.objects.order_by("pk").values_list("pk", flat=True):
        last = 0
        chosen = Enrolment.objects.filter(course=course_id).order_by("pk")
        while ids := list(chosen.filter(pk__gt=last).values_list("pk", flat=True)[:AT_ONCE]):
            yield from wrong_or_unreadable(ids)
            if tell:
                tell(len(ids))
            last = ids[-1]


def wrong_or_unreadable(ids: Sequence[int]) -> Iterator[WrongEnrolment]:
    """Halve what cannot be read until only the rows are left that are to blame."""
    try:
        found = list(wrong_among(ids))
    except UNREADABLE as error:
        if len(ids) > 1:
            middle = len(ids) // 2
            yield from wrong_or_unreadable(ids[:middle])
            yield from wrong_or_unreadable(ids[middle:])
            return
        name = f"of row {ids[0]}"
        found = [WrongEnrolment(ids[0], name, (f"enrolment {name} cannot be read: {error!r}",), is_unreadable=True)]
    yield from found


def keys_edited() -> Iterator[tuple[int, str]]:
    """Find enrolments whose key is none, as can be on SQLite.

    Yields:
        Row id, and what stands in the place of the key. One statement.
    """
    said = Enrolment.objects.annotate(said=Cast("key", CharField(max_length=40))).order_by("pk")
    yield from said.exclude(said__iregex=KEY).values_list("pk", "said").iterator(AT_ONCE)


def wrong_among(enrolment_ids: Collection[int]) -> Iterator[WrongEnrolment]:
    """Work some enrolments of one course out again.

    Args:
        enrolment_ids: at most a hundred, at least one.

    Yields:
        Those that differ. Six statements at most.
    """
    situations = situations_of(enrolment_ids)
    finished = [situation for situation in situations if situation.enrolment.finished_at is not None]
    rests_on = [situation.enrolment.evidence for situation in finished]
    keys = {item["key"] for evidence in rests_on if is_evidence(evidence) for item in evidence}
    learners = {situation.enrolment.learner_id for situation in finished}
    scored = attempts.scored_points(learners, keys) if keys else {}
    for situation in situations:
        found = _wrong(situation, scored.get(situation.enrolment.learner_id, {}))
        if found.faults:
            yield found


def _wrong(situation: Situation, scored: Scored) -> WrongEnrolment:
    enrolment = situation.enrolment
    name = f"enrolment {enrolment.key}"
    faults, counted = [], situation.counted()
    if enrolment.lessons_done != counted:
        faults.append(f"{name} counts {enrolment.lessons_done} lessons, {counted} are ticked off")
    if enrolment.finished_at is None:
        faults += [f"{name} {fault}" for fault in _unfinished(situation)]
        return WrongEnrolment(enrolment.pk, str(enrolment.key), tuple(faults))
    if not is_evidence(enrolment.evidence):
        faults.append(f"{name} rests on what cannot be read: {_short(enrolment.evidence)}")
        return WrongEnrolment(enrolment.pk, str(enrolment.key), tuple(faults), is_unproven=True)
    unproven = list(_unproven(situation, scored))
    faults += [f"{name} {fault}" for fault in unproven]
    low, high = _composites(situation, scored) or (None, None)
    said = enrolment.composite_percent
    is_wrong = said is not None if low is None or high is None else said is None or not low <= said <= high
    if is_wrong:
        faults.append(f"{name} has the result {said}, which its exercises do not give")
    return WrongEnrolment(
        enrolment.pk,
        str(enrolment.key),
        tuple(faults),
        is_unproven=bool(unproven),
        composite=low if is_wrong and low == high else None,
    )


def _short(stored: Any) -> str:
    text = repr(stored)
    return text if len(text) <= SHOWN else f"{text[:SHOWN]} …"


def _unfinished(situation: Situation) -> Iterator[str]:
    enrolment = situation.enrolment
    if enrolment.finished_by or enrolment.composite_percent is not None or enrolment.evidence != []:
        yield "says by what it is finished, and is not"
    if enrolment.withdrawn_at is not None:
        return
    if lacking := situation.passed() - situation.done:
        yield f"lacks {len(lacking)} lessons whose exercises are passed"
        situation.done |= lacking
    if enrolment.tested_out_at is None and has_tested_out(enrolment.course, situation.outline, situation.states):
        yield "does not say that it is tested out"
        enrolment.tested_out_at = enrolment.active_at
    if finish_due(situation) is not None:
        yield "is complete, and is not finished"


def _unproven(situation: Situation, scored: Scored) -> Iterator[str]:
    enrolment, outline = situation.enrolment, situation.outline
    if enrolment.finished_by not in FinishedBy.values or enrolment.finished_version is None:
        yield "is finished, and does not say by what"
    if enrolment.finished_by == FinishedBy.TEST_OUT and enrolment.tested_out_at is None:
        yield "is finished by testing out, which never happened"
    for item, basis in zip(enrolment.evidence, basis_of(enrolment.evidence, scored, _means(situation)), strict=True):
        if not basis.is_proven:
            yield f"rests on {item['percent']} % at exercise {item['key']}, which no try says"
    if not enrolment.evidence and _was_scored(situation):
        yield "is finished, and leaves out the exercises that count"
    is_same_outline = enrolment.finished_version == enrolment.course.outline_version
    if enrolment.finished_by == FinishedBy.COURSE and is_same_outline:
        required = [lesson.id for lesson in outline.lessons if lesson.required]
        if lacking := set(required) - situation.done:
            yield f"is finished without {len(lacking)} required lessons"


def _was_scored(situation: Situation) -> bool:
    """Whether an exercise that counts was scored before the course was finished."""
    finished_at = situation.enrolment.finished_at
    counted = (item for item in situation.outline.exercises() if counts(item, situation.states))
    tries = (past for item in counted for past in situation.states[item.id].past)
    return any(finished_at is not None and past.submitted_at < finished_at for past in tries)


def _means(situation: Situation) -> set[str]:
    return {str(state.key) for state in situation.states.values() if state.policy.counting == "mean"}


def _composites(situation: Situation, scored: Scored) -> tuple[int, int] | None:
    return composite_range(basis_of(situation.enrolment.evidence, scored, _means(situation)))
