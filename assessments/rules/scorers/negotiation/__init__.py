"""A talk with a counterpart over several issues, scored by `negotiation/1`."""

from collections.abc import Mapping

from assessments.rules.scorers.negotiation.check import complete, problems
from assessments.rules.scorers.negotiation.forms import (
    answer_key,
    draw,
    form_of,
    moves_of,
    optimum,
    read_form,
    read_move,
    response_of,
)
from assessments.rules.scorers.negotiation.review import debrief
from assessments.rules.scorers.negotiation.scoring import Negotiation
from assessments.rules.scorers.negotiation.show import present
from assessments.rules.scorers.negotiation.talk import may_move, next_state
from assessments.rules.types.kinds import Compile

SCORERS: Mapping[str, Compile] = {"negotiation/1": Negotiation}
KEY_PARTS: tuple[str, ...] = ("points", "competency", "criteria", "bounds/best", "bounds/later/*/best")

__all__ = [
    "KEY_PARTS",
    "SCORERS",
    "Negotiation",
    "answer_key",
    "complete",
    "debrief",
    "draw",
    "form_of",
    "may_move",
    "moves_of",
    "next_state",
    "optimum",
    "present",
    "problems",
    "read_form",
    "read_move",
    "response_of",
]
