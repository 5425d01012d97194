import datetime
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from assessments.enums import AttemptState
from assessments.models import Attempt, ResponseSave
from assessments.rules import registry
from assessments.rules.policy import Policy
from assessments.rules.types import (
    BranchPresentation,
    HotspotPresentation,
    IntrayPresentation,
    NegotiationPresentation,
    NetworkPresentation,
    OrderPresentation,
    Owner,
    PlacementPresentation,
    Presentation,
    RedpenPresentation,
    RubricPresentation,
)
from assessments.selectors import answers
from assessments.selectors.answers import AnswerLine
from assessments.selectors.clock import Clock, clock_of


@dataclass(frozen=True, slots=True)
class OwnAttempt:
    """As much of an attempt as a request that changes it needs; `moves` are those made, of a kind that knows any."""

    attempt_id: int
    kind: str
    is_open: bool
    definition: Mapping[str, Any]
    variant: Mapping[str, Any]
    moves: tuple[Any, ...] = ()

    @property
    def may_have_gaps(self) -> bool:
        """Whether it may be submitted with parts unanswered, once the learner was told."""
        return self.kind not in {"order", "network", "rubric", "hotspot"} and not self.is_stepwise

    @property
    def is_stepwise(self) -> bool:
        """Whether the answer grows move by move instead of being saved as a whole."""
        return registry.stepwise(self.definition) is not None

    def read_move(self, form: Mapping[str, Sequence[str]]) -> Any:
        """Return the move that a form means, None when nothing was chosen or the kind knows no moves."""
        kind = registry.stepwise(self.definition)
        return kind.read_move(self.definition, form) if kind else None

    def read_form(self, form: Mapping[str, Sequence[str]]) -> dict[str, Any]:
        return registry.read_form(self.definition, form)

    def is_complete(self, form: Mapping[str, Sequence[str]]) -> bool:
        kind = registry.stepwise(self.definition)
        response = kind.response_of(self.moves) if kind else self.read_form(form)
        presentation = registry.present(self.definition, self.variant, "", response)
        return not missing(presentation)


@dataclass(frozen=True, slots=True)
class OtherAnswers:
    """Answers that were saved on a stale base, to be shown beside the others."""

    saved_at: datetime.datetime
    lines: tuple[AnswerLine, ...]
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class AttemptPage:
    """What an attempt shows while it is open.

    Attributes:
        client_seq: a fresh id for the next save of this page.
        base_version: the number of the save that the page shows.
        saved_at: when that was saved, None when nothing was.
        missing: what is not answered yet: question numbers, or 0 for an order, a case or partners as a whole.
        others: newer answers kept beside the ones shown, None when there are none.
        lang: language of the texts where it is not the reader's, else "".
        is_stepwise: whether the answer grows move by move.
        clock: when it is over; None when it has no end.
        lines: the answers shown, in words; `fields` the same as form fields.
    """

    key: UUID
    exercise_id: int
    exercise_key: UUID
    kind: str
    title: str
    lang: str
    number: int
    is_open: bool
    policy: Policy
    presentation: Presentation
    response: Mapping[str, Any]
    client_seq: str
    base_version: int
    saved_at: datetime.datetime | None
    missing: tuple[int, ...]
    is_stepwise: bool
    others: OtherAnswers | None
    clock: Clock | None
    lines: tuple[AnswerLine, ...]
    fields: tuple[tuple[str, str], ...]


def own_attempt(*, key: UUID, owner: Owner) -> OwnAttempt | None:
    """Find an attempt of this owner.

    Args:
        key: of the attempt.
        owner: who asks.

    Returns:
        None when there is no such attempt or it is somebody else's. One statement, two for a kind that knows moves.
    """
    attempt = _attempt(key, owner)
    if attempt is None:
        return None
    definition = attempt.version.definition
    is_open = attempt.state == AttemptState.OPEN
    moves = tuple(answers.moves_of(attempt)) if registry.stepwise(definition) else ()
    return OwnAttempt(attempt.pk, definition["kind"], is_open, definition, attempt.variant, moves)


def attempt_page(
    *, key: UUID, owner: Owner, language: str, draft: Mapping[str, Sequence[str]] | None = None
) -> AttemptPage | None:
    """Build what a learner sees of an attempt that is under way.

    Args:
        key: of the attempt.
        owner: who asks.
        language: a language code; texts fall back as `rules.registry.text` says.
        draft: form fields to show instead of what is saved, for answers that could not be saved yet.

    Returns:
        None when there is no such attempt or it is somebody else's. At most three statements.
    """
    attempt = _attempt(key, owner)
    if attempt is None:
        return None
    definition = attempt.version.definition
    shown, other, saved_at = _shown(attempt)
    if draft is not None and not registry.stepwise(definition):
        shown = registry.read_form(definition, draft)
    presentation = registry.present(definition, attempt.variant, language, shown)
    return AttemptPage(
        key=attempt.key,
        exercise_id=attempt.exercise_id,
        exercise_key=attempt.exercise.key,
        kind=definition["kind"],
        title=presentation.title,
        lang=registry.foreign_language(definition, language),
        number=attempt.number,
        is_open=attempt.state == AttemptState.OPEN,
        policy=Policy.from_json(attempt.policy),
        presentation=presentation,
        response=shown,
        client_seq=uuid.uuid4().hex,
        base_version=attempt.response_version,
        saved_at=saved_at,
        missing=missing(presentation),
        is_stepwise=registry.stepwise(definition) is not None,
        others=None if other is None else _others(attempt, other, language),
        clock=clock_of(attempt),
        lines=answers.answers_in_words(presentation),
        fields=answers.form_fields(presentation),
    )


def missing(presentation: Presentation) -> tuple[int, ...]:
    """List what is not answered.

    Args:
        presentation: made with the response in question.

    Returns:
        Numbers of unanswered questions, of steps not done, or of guests without a place of their own; (0,) for an
        order that is not confirmed, a case or a talk that is not finished, partners that the budget does not allow or
        places none of which is chosen.
    """
    is_finished = _AS_A_WHOLE.get(type(presentation))
    if is_finished is not None:
        return () if is_finished(presentation) else (0,)
    if isinstance(presentation, PlacementPresentation):
        shared = {"", *presentation.repeated}
        own = (guest for guest in presentation.guests if not guest.is_fixed)
        return tuple(guest.number for guest in own if guest.place_text in shared)
    if isinstance(presentation, IntrayPresentation | RedpenPresentation):
        return tuple(step.number for step in presentation.steps if not step.answered)
    return tuple(item.number for item in getattr(presentation, "items", ()) if not item.answered)


_AS_A_WHOLE: Mapping[type, Callable[[Any], bool]] = {
    BranchPresentation: lambda shown: shown.finished,
    HotspotPresentation: lambda shown: shown.answered > 0,
    NegotiationPresentation: lambda shown: shown.finished,
    NetworkPresentation: lambda shown: shown.answered > 0 and not shown.over,
    OrderPresentation: lambda shown: shown.confirmed,
    RubricPresentation: lambda shown: shown.answered > 0,
}


def _attempt(key: UUID, owner: Owner) -> Attempt | None:
    related = Attempt.objects.select_related("version", "exercise")
    return related.of(owner).filter(key=key).first()


def _shown(attempt: Attempt) -> tuple[Mapping[str, Any], ResponseSave | None, datetime.datetime | None]:
    """Return the response to show, a newer one on a branch, and when the first was saved."""
    definition = attempt.version.definition
    if registry.stepwise(definition):
        return answers.current_response(attempt), None, None
    newest = attempt.saves.order_by("-pk").first()
    other = newest if newest is not None and newest.is_branch else None
    main = answers.main_line(attempt) if other else newest
    if main is None:
        return registry.read_form(definition, {}), other, None
    return main.response, other, main.saved_at


def _others(attempt: Attempt, save: ResponseSave, language: str) -> OtherAnswers:
    presentation = registry.present(attempt.version.definition, attempt.variant, language, save.response)
    lines = answers.answers_in_words(presentation)
    return OtherAnswers(save.saved_at, lines, answers.form_fields(presentation))
