"""The small interface that every kind of exercise stands behind, and two facts about branching cases."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from assessments.rules.types.debriefs import Debrief
from assessments.rules.types.presentations import Presentation
from assessments.rules.types.scores import Problem, ScoredResponse

Definition = Mapping[str, Any]
Variant = Mapping[str, Any]
Form = Mapping[str, Sequence[str]]
ChangeClass = Literal["same", "text", "key", "structure"]


@dataclass(frozen=True, slots=True)
class Position:
    """Where a path through a branching case stands.

    Attributes:
        scene: id of the present scene.
        step: decisions taken so far.
        finished: whether the scene is an ending.
        valid: False when the path names an option that its scene does not offer; `scene` is then where it stopped.
        options: ids of the options offered here, () at an ending.
    """

    scene: str
    step: int
    finished: bool
    valid: bool
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OutlineStats:
    """Facts about a branching case for its author.

    Attributes:
        decision_scenes: scenes in which a decision is taken.
        endings: scenes in which a path ends.
        shortest: decisions on the shortest path.
        longest: decisions on the longest path.
        lowest: lowest total of option points on a path.
        highest: highest total of option points on a path.
    """

    decision_scenes: int
    endings: int
    shortest: int
    longest: int
    lowest: int
    highest: int


@dataclass(frozen=True, slots=True)
class CaseShape:
    """How a branching case runs, for its author.

    Attributes:
        best: a best way through: (scene id, option id) of each decision; `worst` a worst one.
        best_events: (scene id, event id) of each event that leads the best way elsewhere; `worst_events` the worst.
        endings: scene id → least and most micro-points that a way earns which ends there; only scenes that are reached.
    """

    best: tuple[tuple[str, str], ...]
    worst: tuple[tuple[str, str], ...]
    endings: Mapping[str, tuple[int, int]]
    best_events: tuple[tuple[str, str], ...] = ()
    worst_events: tuple[tuple[str, str], ...] = ()


class Scorer(Protocol):
    """A compiled definition."""

    @property
    def possible(self) -> int:
        """Micro-points that the exercise is worth."""

    def score(self, response: object, policy: str = "") -> ScoredResponse:
        """Score any JSON value; never raises.

        Args:
            response: what the learner answered.
            policy: digest of the policy, kept in the result.

        Returns:
            The score with its reasons.
        """


class Compile(Protocol):
    """Makes a scorer from a definition that has no problems."""

    def __call__(self, definition: Definition, variant: Variant) -> Scorer:
        """Compile.

        Args:
            definition: a definition without problems.
            variant: what was drawn for the attempt.

        Returns:
            The scorer.
        """


class Kind(Protocol):
    """What a kind of exercise provides; a module stands behind it. Only `problems` takes unchecked input.

    Attributes:
        KEY_PARTS: parts of a definition that only scoring reads, besides what a learner is told of points: `a/*/b` is b
            of every entry of a, `a/` the order of its entries.
    """

    SCORERS: Mapping[str, Compile]
    KEY_PARTS: tuple[str, ...]

    def problems(self, definition: Definition, /) -> Sequence[Problem]:
        """List what an author has to change in the part that belongs to the kind; total for any JSON object."""

    def draw(self, definition: Definition, seed: bytes, /) -> dict[str, Any]:
        """Draw what differs from attempt to attempt."""

    def present(self, definition: Definition, variant: Variant, language: str, response: object, /) -> Presentation:
        """Build what may be shown before the key is due."""

    def debrief(
        self, definition: Definition, variant: Variant, language: str, scored: ScoredResponse, reveal: bool, /
    ) -> Debrief:
        """Build what is shown after submitting."""

    def read_form(self, definition: Definition, form: Form, /) -> dict[str, Any]:
        """Turn form fields into a response."""

    def answer_key(self, definition: Definition, /) -> dict[str, Any]:
        """Return a response that earns every point."""


class Stepwise(Protocol):
    """What a kind provides besides when its answer grows move by move. A move that was made stands."""

    def response_of(self, moves: Sequence[Any], /) -> dict[str, Any]:
        """Build the response that these moves make."""

    def moves_of(self, response: Mapping[str, Any], /) -> list[Any]:
        """List the moves of a response that `read_form` gave."""

    def read_move(self, definition: Definition, form: Form, /) -> Any:
        """Turn form fields into one move, any JSON value; None when nothing was chosen."""

    def may_move(self, definition: Definition, variant: Variant, moves: Sequence[Any], move: Any, /) -> bool:
        """Say whether a move is possible after these moves; total for any JSON value as the move."""

    def form_of(self, response: Mapping[str, Any], /) -> tuple[tuple[str, str], ...]:
        """Turn the moves made into form fields that `read_form` reads back."""
