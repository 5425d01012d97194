"""Pairs to be matched, scored by `match/1`."""

from collections.abc import Mapping

from assessments.rules.scorers.match.check import problems
from assessments.rules.scorers.match.forms import answer_key, draw, read_form
from assessments.rules.scorers.match.review import debrief
from assessments.rules.scorers.match.scoring import Match
from assessments.rules.scorers.match.show import present
from assessments.rules.types.kinds import Compile

SCORERS: Mapping[str, Compile] = {"match/1": Match}
KEY_PARTS: tuple[str, ...] = ("points", "competency", "pairs/*/target")

__all__ = ["KEY_PARTS", "SCORERS", "Match", "answer_key", "debrief", "draw", "present", "problems", "read_form"]
