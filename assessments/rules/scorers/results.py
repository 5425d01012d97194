"""What every scorer shares: stamping a result, reading ids from unchecked input."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from assessments.rules import canon
from assessments.rules.types.kinds import Definition, Variant
from assessments.rules.types.scores import Criterion, Evidence, ScoredResponse, State

ENGINE = "1.0.0"
FLOOR = "floor"
"""Gives back what a rule took below 0."""
UNAVOIDABLE = "unavoidable"
"""Gives back what nobody could have kept, because rules are in each other's way."""
CAP = "cap"
"""Takes what is above the most that is left when a hard rule is broken."""
ADJUSTMENTS = (FLOOR, UNAVOIDABLE, CAP)
_MAX_REASONS = 50
_NAME_LENGTH = 64


@dataclass(frozen=True, slots=True)
class Line:
    """The fixed part of a criterion: what it is worth and to which competency it counts."""

    id: str
    competency: str | None
    possible: int
    rule: str

    def criterion(
        self, message: str, params: Mapping[str, Any], evidence: Sequence[Evidence], earned: int
    ) -> tuple[Criterion, ...]:
        """Build the criterion, followed by a floor line when it went below 0.

        Args:
            message: message key.
            params: JSON values of the message.
            evidence: reasons whose `lost` adds up to what was lost.
            earned: micro-points, at most `possible`, of any sign.

        Returns:
            One or two lines that add up to at least 0.

        Source:
            scoring.md 7.1, adjustments.
        """
        line = Criterion(self.id, self.competency, earned, self.possible, self.rule, tuple(evidence), message, params)
        return (line,) if earned >= 0 else (line, self.adjustment(FLOOR, -earned))

    def adjustment(self, kind: str, earned: int, evidence: tuple[Evidence, ...] = ()) -> Criterion:
        """Build a line that adjusts this one.

        Args:
            kind: one of `ADJUSTMENTS`.
            earned: micro-points, above 0 where something is given back.
            evidence: reasons of what is taken.

        Returns:
            A line worth nothing by itself.

        Source:
            scoring.md 7.1, adjustments.
        """
        adjusted = {"criterion": self.id}
        return Criterion(f"{kind}.{self.id}", self.competency, earned, 0, kind, evidence, kind, adjusted)

    def nothing(self, key: str) -> tuple[Criterion, ...]:
        """Build the criterion of a part that earned nothing for one reason.

        Args:
            key: "unanswered" or "invalid".

        Returns:
            One line that earned 0.
        """
        return self.criterion(key, {}, [Evidence(key, {}, self.possible)], 0)


@dataclass(slots=True)
class Reasons:
    """Why a response is invalid; the first few of them."""

    entries: list[dict[str, Any]] = field(default_factory=list)

    def add(self, key: str, **params: Any) -> None:
        """Note a reason.

        Args:
            key: message key.
            params: JSON values of the message.
        """
        if len(self.entries) < _MAX_REASONS:
            self.entries.append({"key": key, "params": params})


@dataclass(frozen=True, slots=True)
class Stamp:
    """The digests that every score of one compiled definition carries."""

    definition: str
    scorer: str
    variant: str

    @classmethod
    def of(cls, definition: Definition, variant: Variant) -> "Stamp":
        """Take the digests.

        Args:
            definition: a definition without problems.
            variant: what was drawn for the attempt.

        Returns:
            The stamp.
        """
        return cls(canon.digest(definition), definition["scorer"], canon.digest(variant))

    def result(
        self,
        state: State,
        criteria: Iterable[Criterion],
        diagnostics: Mapping[str, Any],
        response: object,
        policy: str,
        marks: str = "",
    ) -> ScoredResponse:
        """Build a score whose total is the sum of its lines.

        Args:
            state: how the response was taken.
            criteria: the lines.
            diagnostics: JSON facts, never points.
            response: the response as it came.
            policy: digest of the policy or "".
            marks: digest of the marks that it follows from, "" where nobody marks.

        Returns:
            The score.
        """
        lines = tuple(criteria)
        return ScoredResponse(
            definition=self.definition,
            scorer=self.scorer,
            engine=ENGINE,
            variant=self.variant,
            response=canon.response_digest(response),
            policy=policy,
            state=state,
            earned=sum(line.earned for line in lines),
            possible=sum(line.possible for line in lines),
            criteria=lines,
            diagnostics=diagnostics,
            marks=marks,
        )

    def nothing(
        self, state: State, lines: Iterable[Line], diagnostics: Mapping[str, Any], response: object, policy: str
    ) -> ScoredResponse:
        """Build the score of a response that earns nothing.

        Args:
            state: "unanswered" or "invalid"; also the reason on every line.
            lines: every line of the exercise.
            diagnostics: JSON facts, never points.
            response: the response as it came.
            policy: digest of the policy or "".

        Returns:
            A score of 0.
        """
        criteria = [criterion for line in lines for criterion in line.nothing(state)]
        return self.result(state, criteria, diagnostics, response, policy)


def name_of(value: object) -> str:
    """Name a piece of unchecked input in a reason.

    Args:
        value: any JSON value.

    Returns:
        At most 64 characters that can be stored: the text itself, or what kind of value it is.
    """
    if isinstance(value, str):
        return value[:_NAME_LENGTH].encode(errors="replace").decode()
    return type(value).__name__


def arranged(ids: Sequence[str], wanted: object) -> list[str]:
    """Arrange ids as a variant wants them.

    Args:
        ids: every id, in the order of the definition.
        wanted: list of ids from a variant, perhaps of another version of the definition; anything else is ignored.

    Returns:
        Every id once: those wanted first, the rest after them.
    """
    listed = wanted if isinstance(wanted, list) else []
    known = [entry for entry in listed if isinstance(entry, str) and entry in ids]
    return list(dict.fromkeys([*known, *ids]))
