"""Placing people and flags by rules of protocol, scored by `placement/1`."""

from collections.abc import Mapping

from assessments.rules.scorers.placement.bounds import bounds, optimum
from assessments.rules.scorers.placement.check import GIVEN_UP, complete, is_incomplete, problems
from assessments.rules.scorers.placement.forms import answer_key, draw, read_form
from assessments.rules.scorers.placement.review import debrief
from assessments.rules.scorers.placement.scoring import Placement
from assessments.rules.scorers.placement.show import present
from assessments.rules.types.kinds import Compile

SCORERS: Mapping[str, Compile] = {"placement/1": Placement}
KEY_PARTS: tuple[str, ...] = (
    "points",
    "competency",
    "places/*/side",
    "neighbours",
    "right_of",
    "measures",
    "guests/*/tags",
    "jurisdictions",
    "rules",
    "rule_sets",
    "bounds",
)

__all__ = [
    "GIVEN_UP",
    "KEY_PARTS",
    "SCORERS",
    "Placement",
    "answer_key",
    "bounds",
    "complete",
    "debrief",
    "draw",
    "is_incomplete",
    "optimum",
    "present",
    "problems",
    "read_form",
]
