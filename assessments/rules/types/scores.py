"""A scored response with its reasons, and a problem of a definition."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

MICRO = 1_000_000
"""Micro-points in one point."""

State = Literal["answered", "unanswered", "invalid", "needs_marking"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing an author has to change.

    Attributes:
        path: JSON Pointer (RFC 6901) to the place, "" for the whole definition.
        message: a plain English sentence that says what to do.
        template: the same sentence with named `%(name)s` places, for translation.
        params: what fills the places.
        is_pending: whether there is nothing to change, only to wait.
    """

    path: str
    message: str
    template: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)
    is_pending: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason why points were lost.

    Attributes:
        key: message key; the text is looked up per language when it is shown.
        params: JSON values that fill the message; ids, never texts.
        lost: micro-points, > 0.
    """

    key: str
    params: Mapping[str, Any]
    lost: int

    def to_json(self) -> dict[str, Any]:
        """Return the stored form.

        Returns:
            A JSON object.
        """
        return {"key": self.key, "params": dict(self.params), "lost": self.lost}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "Evidence":
        """Read the stored form.

        Args:
            value: what `to_json` gave.

        Returns:
            An equal value.
        """
        return cls(key=value["key"], params=value["params"], lost=value["lost"])


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line of a score; the lines add up to the score exactly.

    Attributes:
        id: unique within the score; `floor.<id>` gives back what a rule took below zero on line `<id>`.
        competency: key of the competency it is evidence of, or None.
        earned: micro-points, at most `possible`; below 0 only when a floor line follows.
        possible: micro-points, 0 on a floor line.
        rule: name of the rule that gave the points.
        evidence: reasons; their `lost` adds up to what the line lost.
        message: message key of the line.
        params: JSON values that fill the message.
    """

    id: str
    competency: str | None
    earned: int
    possible: int
    rule: str
    evidence: tuple[Evidence, ...]
    message: str
    params: Mapping[str, Any]

    @property
    def lost(self) -> int:
        """Micro-points that the line lost; below 0 on a floor line."""
        return self.possible - self.earned

    def to_json(self) -> dict[str, Any]:
        """Return the stored form.

        Returns:
            A JSON object.
        """
        return {
            "id": self.id,
            "competency": self.competency,
            "earned": self.earned,
            "possible": self.possible,
            "rule": self.rule,
            "evidence": [entry.to_json() for entry in self.evidence],
            "message": self.message,
            "params": dict(self.params),
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "Criterion":
        """Read the stored form.

        Args:
            value: what `to_json` gave.

        Returns:
            An equal value.
        """
        return cls(
            id=value["id"],
            competency=value["competency"],
            earned=value["earned"],
            possible=value["possible"],
            rule=value["rule"],
            evidence=tuple(Evidence.from_json(entry) for entry in value["evidence"]),
            message=value["message"],
            params=value["params"],
        )


@dataclass(frozen=True, slots=True)
class ScoredResponse:
    """A score: a function of its stored inputs, with every point explained.

    Attributes:
        definition: sha256 of the definition.
        scorer: versioned scorer id, for instance "order-tau/1".
        engine: version of the scoring core that computed it.
        variant: sha256 of the variant.
        response: sha256 of the response.
        policy: sha256 of the policy, "" when none was given.
        state: "unanswered", "invalid" and "needs_marking" earn 0.
        earned: micro-points, 0 to `possible`.
        possible: micro-points, > 0.
        criteria: lines that add up to `earned` and `possible`.
        diagnostics: JSON facts for the debrief and for analysis, never points; stays on the server.
        marks: sha256 of the marks that a person gave, "" where nobody marks; stored only then.
        late_seconds: how late it was handed in; stored only where it was.
    """

    definition: str
    scorer: str
    engine: str
    variant: str
    response: str
    policy: str
    state: State
    earned: int
    possible: int
    criteria: tuple[Criterion, ...]
    diagnostics: Mapping[str, Any]
    marks: str = ""
    late_seconds: int = 0

    def to_json(self) -> dict[str, Any]:
        """Return the stored form.

        Returns:
            A JSON object.
        """
        stored: dict[str, Any] = {
            "definition": self.definition,
            "scorer": self.scorer,
            "engine": self.engine,
            "variant": self.variant,
            "response": self.response,
            "policy": self.policy,
            "state": self.state,
            "earned": self.earned,
            "possible": self.possible,
            "criteria": [criterion.to_json() for criterion in self.criteria],
            "diagnostics": dict(self.diagnostics),
        }
        given = {"marks": self.marks, "late_seconds": self.late_seconds}
        return stored | {name: value for name, value in given.items() if value}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "ScoredResponse":
        """Read the stored form.

        Args:
            value: what `to_json` gave.

        Returns:
            An equal value.
        """
        return cls(
            definition=value["definition"],
            scorer=value["scorer"],
            engine=value["engine"],
            variant=value["variant"],
            response=value["response"],
            policy=value["policy"],
            state=value["state"],
            earned=value["earned"],
            possible=value["possible"],
            criteria=tuple(Criterion.from_json(criterion) for criterion in value["criteria"]),
            diagnostics=value["diagnostics"],
            marks=value.get("marks", ""),
            late_seconds=value.get("late_seconds", 0),
        )
