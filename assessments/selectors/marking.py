"""Work that people mark. Markers know it by a reference: no name, no address, nothing else of who wrote it.

`scope` is the caller's condition on attempts: whose work, in which exercises, the marker may see. One's own work is
never among it.
"""

import datetime
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from assessments.enums import AttemptState
from assessments.models import Attempt, ExerciseVersion, Mark, Marking, MarkSave, Score
from assessments.rules import points, policy, registry
from assessments.rules.policy import Policy
from assessments.rules.scorers.rubric.places import sentences_of
from assessments.rules.types import Debrief, Problem, RubricParagraph, RubricPresentation
from assessments.selectors.answers import AnswerLine
from assessments.selectors.marking_sheets import CriterionSheet, comment_on_all, fields_of, lines_of, sheets_of
from assessments.selectors.references import reference_of
from assessments.selectors.remarking import Rubric, asked_again, rubric_of
from assessments.selectors.verifying import result_of

Scope = Exists | Q


@dataclass(frozen=True, slots=True)
class WorkRow:
    """One submission in a list.

    Attributes:
        has_draft: whether the marker has begun with it.
        released_at: of the newest marks, None while it waits.
        again_since: when it was asked to mark it again, and `again_reason` why; None and "" where it was not.
    """

    key: UUID
    reference: str
    exercise_id: int
    title: str
    submitted_at: datetime.datetime
    has_draft: bool
    released_at: datetime.datetime | None
    again_since: datetime.datetime | None
    again_reason: str


@dataclass(frozen=True, slots=True)
class Work:
    """As much of a submission as a request that changes its marks needs."""

    attempt_id: int
    definition: Mapping[str, Any]

    def read_form(self, form: Mapping[str, Sequence[str]]) -> dict[str, Any]:
        return registry.read_marks(self.definition, form)


@dataclass(frozen=True, slots=True)
class OtherMarks:
    """Marks beside those shown, with their words and as form fields; `is_old` when they were kept before a release."""

    saved_at: datetime.datetime
    is_old: bool
    lines: tuple[AnswerLine, ...]
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the marks come to; `earned` and `possible` are micro-points."""

    earned: int
    possible: int
    percent: int
    passed: bool


@dataclass(frozen=True, slots=True)
class EarlierMarks:
    """Marks that were given by an earlier rubric, which count until somebody marks the work by the one of now.

    Attributes:
        reason: why it is to be marked again, and `since` when that was asked for.
        percent: what they came to.
        lines: in words of the earlier rubric.
    """

    reason: str
    since: datetime.datetime | None
    percent: int
    lines: tuple[AnswerLine, ...]


@dataclass(frozen=True, slots=True)
class MarkingPage:
    """A submission beside its rubric.

    Attributes:
        lang: language of the texts where it is not the reader's, else "".
        presentation: the task and the text.
        debrief: the exemplars.
        paragraphs: the text with its sentences numbered.
        number: which release of marks the next one is; 1 while none is released.
        state: of the attempt, and `rubric` the hash of the version that the marks are given by.
        base_version: the number of the marker's latest save.
        client_seq: a fresh id for the next save of this page.
        saved_at: when the marks shown were kept as a draft; None when they are not.
        problems: what is missing before they can be released.
        outcome: None while something is missing.
        lines: the marks shown, in words; `fields` the same as form fields.
        earlier: the marks by an earlier rubric, where it is to be marked again; else None.
    """

    key: UUID
    reference: str
    title: str
    lang: str
    submitted_at: datetime.datetime
    presentation: RubricPresentation
    debrief: Debrief
    number: int
    state: str
    rubric: str
    paragraphs: tuple[RubricParagraph, ...]
    criteria: tuple[CriterionSheet, ...]
    comment: str
    base_version: int
    client_seq: str
    saved_at: datetime.datetime | None
    problems: tuple[str, ...]
    outcome: Outcome | None
    others: OtherMarks | None
    lines: tuple[AnswerLine, ...]
    fields: tuple[tuple[str, str], ...]
    earlier: EarlierMarks | None

    @property
    def is_released(self) -> bool:
        return self.number > 1


def waiting_work(*, marker_id: int, scope: Scope) -> QuerySet[Attempt]:
    """Select what waits for marks.

    Args:
        marker_id: who asks.
        scope: whose work the marker may see.

    Returns:
        A queryset for `work_rows`, the one that has waited longest first.
    """
    return _visible(marker_id, scope).waiting().order_by("submitted_at", "pk")


def marked_work(*, marker_id: int, scope: Scope) -> QuerySet[Attempt]:
    """Select what is marked, by whomever.

    Args:
        marker_id: who asks.
        scope: whose work the marker may see.

    Returns:
        A queryset for `work_rows`, the one released last first.
    """
    marked = _visible(marker_id, scope).annotate(released_at=Max("marks__released_at"))
    return marked.filter(released_at__isnull=False).order_by("-released_at", "-pk")


def work_to_mark_again(*, marker_id: int, scope: Scope) -> QuerySet[Attempt]:
    """Select what is marked by an earlier rubric, and is to be marked again.

    Args:
        marker_id: who asks.
        scope: whose work the marker may see.

    Returns:
        A queryset for `work_rows`, the one that has waited longest first.
    """
    asked = asked_again()
    marked = _visible(marker_id, scope).annotate(again_since=Subquery(asked.values("rescoring__published_at")))
    again = marked.annotate(again_reason=Subquery(asked.values("rescoring__reason")))
    return again.filter(again_since__isnull=False).order_by("again_since", "submitted_at", "pk")


def work_rows(work: QuerySet[Attempt] | Iterable[Attempt], *, marker_id: int) -> list[WorkRow]:
    """Put a page of submissions into words.

    Args:
        work: of `waiting_work`, `work_to_mark_again` or `marked_work`, sliced.
        marker_id: who asks.

    Returns:
        One row each, in order. Two statements whatever the number.
    """
    attempts = list(work)
    begun = Marking.objects.filter(attempt__in=attempts, marker_id=marker_id, version__gt=0)
    drafts = set(begun.values_list("attempt_id", flat=True))
    return [
        WorkRow(
            key=attempt.key,
            reference=reference_of(attempt.key),
            exercise_id=attempt.exercise_id,
            title=attempt.exercise.title,
            submitted_at=attempt.submitted_at,
            has_draft=attempt.pk in drafts,
            released_at=getattr(attempt, "released_at", None),
            again_since=getattr(attempt, "again_since", None),
            again_reason=getattr(attempt, "again_reason", ""),
        )
        for attempt in attempts
        if attempt.submitted_at is not None
    ]


def work(*, key: UUID, marker_id: int, scope: Scope) -> Work | None:
    """Find a submission to mark, or to correct the marks of.

    Args:
        key: of the attempt.
        marker_id: who asks.
        scope: whose work the marker may see.

    Returns:
        None when there is no such submission, or it is not the marker's business. Two statements.
    """
    attempt = _markable(key, marker_id, scope)
    return None if attempt is None else Work(attempt.pk, rubric_of(attempt).version.definition)


def marking_page(
    *, key: UUID, marker_id: int, scope: Scope, language: str, kept: Mapping[str, Sequence[str]] | None = None
) -> MarkingPage | None:
    """Build the page on which a submission is marked.

    Args:
        key: of the attempt.
        marker_id: who asks.
        scope: whose work the marker may see.
        language: the marker's; texts fall back as `rules.registry.text` says.
        kept: form fields to show instead of what is saved, for marks that could not be saved yet.

    Returns:
        None when there is no such submission, or it is not the marker's business. Four statements. Shown are the
        marker's draft, or the released marks where these are newer; the exemplars are.
    """
    attempt = _markable(key, marker_id, scope)
    if attempt is None or attempt.submitted_at is None:
        return None
    rubric, response = rubric_of(attempt), attempt.submitted_response
    definition = rubric.version.definition
    saves = list(MarkSave.objects.filter(marking__attempt=attempt, marking__marker=marker_id).order_by("-pk"))
    released = list(attempt.marks.order_by("number"))
    shown = _with_unsaved(_shown(saves, released, marker_id), definition, kept)
    presentation = cast("RubricPresentation", registry.present(definition, attempt.variant, language, response))
    criteria = sheets_of(presentation, shown.marks)
    return MarkingPage(
        key=attempt.key,
        reference=reference_of(attempt.key),
        title=presentation.title,
        lang=registry.foreign_language(definition, language),
        submitted_at=attempt.submitted_at,
        presentation=presentation,
        debrief=_with_exemplars(attempt, definition, language),
        number=len(released) + 1,
        state=attempt.state,
        rubric=rubric.version.pk,
        paragraphs=sentences_of(presentation.text),
        criteria=criteria,
        comment=comment_on_all(shown.marks),
        base_version=max((save.version or 0 for save in saves), default=0),
        client_seq=uuid.uuid4().hex,
        saved_at=shown.saved_at,
        problems=(problems := problems_in_words(definition, response, shown.marks)),
        outcome=None if problems else _outcome(attempt, rubric.version, shown.marks),
        others=_others(shown, presentation),
        lines=lines_of(criteria, shown.marks),
        fields=fields_of(criteria, shown.marks),
        earlier=_earlier(attempt, rubric, released[-1], language) if rubric.is_new else None,
    )


def _earlier(attempt: Attempt, rubric: Rubric, mark: Mark, language: str) -> EarlierMarks:
    score = cast("Score", attempt.score)
    by = registry.present(score.version.definition, attempt.variant, language, attempt.submitted_response)
    sheets = sheets_of(cast("RubricPresentation", by), mark.marks)
    percent = points.percent(score.earned, score.possible)
    return EarlierMarks(rubric.reason, rubric.since, percent, lines_of(sheets, mark.marks))


def _with_exemplars(attempt: Attempt, definition: Mapping[str, Any], language: str) -> Debrief:
    unmarked = registry.compile_definition(definition, attempt.variant).score(attempt.submitted_response)
    return registry.debrief(definition, attempt.variant, language, unmarked, True)


def problems_in_words(definition: Mapping[str, Any], response: object, marks: Mapping[str, Any]) -> tuple[str, ...]:
    """Say what is missing before marks can be released.

    Args:
        definition: with the rubric.
        response: what was handed in.
        marks: any JSON value.

    Returns:
        A sentence for each problem; () when there is none.
    """
    found = registry.marks_problems(definition, response, marks)
    return tuple(dict.fromkeys(_in_words(definition, problem) for problem in found))


def _in_words(definition: Mapping[str, Any], problem: Problem) -> str:
    sentence = _(problem.template) % problem.params
    criterion = problem.path.removeprefix("/criteria/").partition("/")[0]
    name = registry.text(definition, get_language() or "", f"criteria.{criterion}.name")
    return _("%(criterion)s: %(problem)s") % {"criterion": name, "problem": sentence} if name else sentence


def _visible(marker_id: int, scope: Scope) -> Any:
    """Leave out what the marker wrote, and what waits for a second look after they have marked it."""
    marked = Q(state=AttemptState.APPEALED, pk__in=Mark.objects.filter(marker=marker_id).values("attempt"))
    theirs = Attempt.objects.filter(scope, as_guest=False).exclude(learner=marker_id).exclude(marked)
    return theirs.handed_in().select_related("exercise")


def visible_work(marker_id: int, scope: Scope) -> Any:
    """Select what somebody may mark, correct the marks of, or look at a second time.

    Args:
        marker_id: who asks.
        scope: whose work they may see.

    Returns:
        A queryset of attempts, with their exercise at hand.
    """
    is_marked = Exists(Mark.objects.filter(attempt=OuterRef("pk")))
    is_asked = Q(state__in=[AttemptState.SUBMITTED, AttemptState.APPEALED])
    return _visible(marker_id, scope).filter(is_asked | Q(is_marked))


def _markable(key: UUID, marker_id: int, scope: Scope) -> Attempt | None:
    """Leave out what rules have scored: nobody marks that."""
    is_marked = Exists(Mark.objects.filter(attempt=OuterRef("pk")))
    found = _visible(marker_id, scope).filter(Q(state=AttemptState.SUBMITTED) | Q(is_marked), key=key)
    return found.select_related("version", "score__version").first()


@dataclass(frozen=True, slots=True)
class _Shown:
    marks: Mapping[str, Any]
    saved_at: datetime.datetime | None
    other: MarkSave | None


def _shown(saves: Sequence[MarkSave], released: Sequence[Mark], marker_id: int) -> _Shown:
    """Choose what the sheet holds: the newer of draft and release, and beside it what would otherwise be lost."""
    draft = next((save for save in saves if not save.is_branch), None)
    latest = released[-1] if released else None
    if latest is not None and (draft is None or draft.saved_at <= latest.released_at):
        own = [mark.marks for mark in released if mark.marker_id == marker_id]
        is_lost = draft is not None and draft.marks not in [latest.marks, *own]
        return _Shown(latest.marks, None, draft if is_lost else None)
    other = saves[0] if saves and saves[0].is_branch else None
    return _Shown(draft.marks if draft else {"criteria": {}}, draft.saved_at if draft else None, other)


def _outcome(attempt: Attempt, version: ExerciseVersion, marks: Mapping[str, Any]) -> Outcome:
    result = result_of(attempt, version, attempt.submitted_response, marks)
    passed = policy.is_passed(Policy.from_json(attempt.policy), result.earned, result.possible)
    return Outcome(result.earned, result.possible, points.percent(result.earned, result.possible), passed)


def _with_unsaved(shown: _Shown, definition: Mapping[str, Any], kept: Mapping[str, Sequence[str]] | None) -> _Shown:
    return shown if kept is None else replace(shown, marks=registry.read_marks(definition, kept), saved_at=None)


def _others(shown: _Shown, presentation: RubricPresentation) -> OtherMarks | None:
    if shown.other is None:
        return None
    criteria = sheets_of(presentation, shown.other.marks)
    return OtherMarks(
        saved_at=shown.other.saved_at,
        is_old=not shown.other.is_branch,
        lines=lines_of(criteria, shown.other.marks),
        fields=fields_of(criteria, shown.other.marks),
    )
