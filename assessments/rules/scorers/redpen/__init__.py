"""A red pen: the clauses of a document are kept, changed, struck or taken to others, scored by `redpen/1`."""

from collections.abc import Mapping

from assessments.rules.scorers.papers.parts import KEY_PARTS, answer_key, read_form
from assessments.rules.scorers.papers.scoring import Papers
from assessments.rules.scorers.redpen.check import problems
from assessments.rules.scorers.redpen.forms import draw
from assessments.rules.scorers.redpen.review import debrief
from assessments.rules.scorers.redpen.show import present
from assessments.rules.types.kinds import Compile

SCORERS: Mapping[str, Compile] = {"redpen/1": Papers}

__all__ = ["KEY_PARTS", "SCORERS", "answer_key", "debrief", "draw", "present", "problems", "read_form"]
