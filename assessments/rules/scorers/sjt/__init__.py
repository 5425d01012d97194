"""Situations to judge, scored by `sjt-pairs/1`."""

from collections.abc import Mapping

from assessments.rules.scorers.sjt.check import problems
from assessments.rules.scorers.sjt.forms import answer_key, draw, read_form
from assessments.rules.scorers.sjt.review import debrief
from assessments.rules.scorers.sjt.scoring import SjtPairs
from assessments.rules.scorers.sjt.show import present
from assessments.rules.types.kinds import Compile

SCORERS: Mapping[str, Compile] = {"sjt-pairs/1": SjtPairs}
KEY_PARTS: tuple[str, ...] = ("points", "competency", "panel", "scenarios/*/options/*/ratings")

__all__ = ["KEY_PARTS", "SCORERS", "SjtPairs", "answer_key", "debrief", "draw", "present", "problems", "read_form"]
