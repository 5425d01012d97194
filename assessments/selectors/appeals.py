import datetime
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from assessments.enums import AttemptState, EventKind
from assessments.models import Appeal, Attempt, AttemptEvent, Mark
from assessments.rules import points, registry
from assessments.rules.policy import Policy
from assessments.selectors import answers
from assessments.selectors.answers import AnswerLine
from assessments.selectors.marking import Scope
from assessments.selectors.references import reference_of


@dataclass(frozen=True, slots=True)
class AskedLook:
    """A second look that was asked for, as the learner sees it; `outcome` is "" while nobody has answered.

    `by_rule` marks one that the learner did not ask for; it has no reason of theirs and lowers nothing.
    """

    score_id: int
    asked_at: datetime.datetime
    reason: str
    outcome: str
    answer: str
    answered_at: datetime.datetime | None
    by_rule: bool


@dataclass(frozen=True, slots=True)
class AppealPage:
    """An appeal as whoever answers it sees it: no name, nothing else of who made the attempt.

    Attributes:
        appeal_id: row id.
        is_marked: whether people marked it, so that the marks can be corrected.
        earned: micro-points of the score in question; `possible` likewise.
        lines: what was answered, in words.
    """

    attempt_id: int
    appeal_id: int
    key: UUID
    reference: str
    title: str
    lang: str
    submitted_at: datetime.datetime
    asked_at: datetime.datetime
    reason: str
    by_rule: bool
    is_marked: bool
    earned: int
    possible: int
    percent: int
    lines: tuple[AnswerLine, ...]


def may_appeal(attempt: Attempt, looks: Collection[AskedLook]) -> bool:
    """Say whether a second look at an attempt can be asked for.

    Args:
        attempt: with its exercise and the sample it may be at hand.
        looks: those that were asked for before.

    Returns:
        Whether it is released and counts (not begun as a guest, no practice, no sample, no single question) and this
        score was not looked at before.
    """
    exercise = attempt.exercise
    counts = not attempt.as_guest and not hasattr(exercise, "sample") and exercise.single_of_id is None
    counts = counts and not Policy.from_json(attempt.policy).practice
    is_new = attempt.score_id not in {look.score_id for look in looks}
    return counts and is_new and attempt.state == AttemptState.RELEASED


def asked_looks(attempt: Attempt) -> tuple[AskedLook, ...]:
    """List the second looks that were asked for at an attempt.

    Args:
        attempt: any.

    Returns:
        The first one first. One statement.
    """
    rows = attempt.appeals.order_by("pk").values_list(*AskedLook.__slots__)
    return tuple(AskedLook(*row) for row in rows)


def appealed_work(*, marker_id: int, scope: Scope) -> QuerySet[Attempt]:
    """Select what waits for a second look by somebody.

    Args:
        marker_id: who asks; what they made or marked themselves is left out.
        scope: whose work they may see.

    Returns:
        A queryset for `work_rows`, the one that has waited longest first.
    """
    marked = Exists(Mark.objects.filter(attempt=OuterRef("pk"), marker=marker_id))
    theirs = Attempt.objects.filter(scope, ~marked, state=AttemptState.APPEALED, as_guest=False)
    waiting: Any = theirs.exclude(learner=marker_id).select_related("exercise")
    return waiting.filter(appeals__outcome="").order_by("appeals__asked_at", "pk")


def appeal_page(*, key: UUID, marker_id: int, scope: Scope, language: str) -> AppealPage | None:
    """Build the page on which an appeal is answered.

    Args:
        key: of the attempt.
        marker_id: who asks.
        scope: whose work they may see.
        language: theirs; texts fall back as `rules.registry.text` says.

    Returns:
        None when there is no such appeal, or it is not theirs to answer. Two statements.
    """
    attempt = appealed_work(marker_id=marker_id, scope=scope).filter(key=key).select_related("version", "score").first()
    if attempt is None or attempt.submitted_at is None or attempt.score is None:
        return None
    appeal = Appeal.objects.filter(attempt=attempt, outcome="").first()
    if appeal is None:
        return None
    definition, score = attempt.version.definition, attempt.score
    shown = registry.present(definition, attempt.variant, language, attempt.submitted_response)
    return AppealPage(
        attempt_id=attempt.pk,
        appeal_id=appeal.pk,
        key=attempt.key,
        reference=reference_of(attempt.key),
        title=shown.title,
        lang=registry.foreign_language(definition, language),
        submitted_at=attempt.submitted_at,
        asked_at=appeal.asked_at,
        reason=appeal.reason,
        by_rule=appeal.by_rule,
        is_marked=score.marks_number > 0,
        earned=score.earned,
        possible=score.possible,
        percent=points.percent(score.earned, score.possible),
        lines=answers.answers_in_words(shown),
    )


def answered_by(*, key: UUID, marker_id: int, scope: Scope) -> int | None:
    """Say who gave the last answer to an appeal that somebody has opened.

    Args:
        key: of the attempt.
        marker_id: who asks.
        scope: whose work they may see.

    Returns:
        A row id; None where nobody has answered, or it is not theirs to know. One statement.
    """
    theirs = Attempt.objects.filter(scope, key=key, as_guest=False).exclude(learner=marker_id)
    read = AttemptEvent.objects.filter(attempt=OuterRef("attempt"), kind=EventKind.READ, by=marker_id)
    found = Appeal.objects.filter(Exists(read), attempt__in=theirs, answered_by__isnull=False)
    return found.order_by("-pk").values_list("answered_by", flat=True).first()
