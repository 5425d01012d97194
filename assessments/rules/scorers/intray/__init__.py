"""An in-tray: what to do with each letter, whose it is, one reply and what comes first, scored by `intray/1`."""

from collections.abc import Mapping

from assessments.rules.scorers.intray.check import problems
from assessments.rules.scorers.intray.forms import draw
from assessments.rules.scorers.intray.review import debrief
from assessments.rules.scorers.intray.show import present
from assessments.rules.scorers.papers.parts import KEY_PARTS, answer_key, read_form
from assessments.rules.scorers.papers.scoring import Papers
from assessments.rules.types.kinds import Compile

SCORERS: Mapping[str, Compile] = {"intray/1": Papers}

__all__ = ["KEY_PARTS", "SCORERS", "answer_key", "debrief", "draw", "present", "problems", "read_form"]
