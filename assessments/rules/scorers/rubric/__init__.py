"""Written work, marked by a person against a rubric, scored by `rubric/1`."""

from collections.abc import Mapping

from assessments.rules.scorers.rubric.check import problems
from assessments.rules.scorers.rubric.forms import answer_key, draw, optimum, read_form, read_marks
from assessments.rules.scorers.rubric.marking import marks_problems
from assessments.rules.scorers.rubric.review import debrief
from assessments.rules.scorers.rubric.scoring import Rubric
from assessments.rules.scorers.rubric.show import present
from assessments.rules.types.kinds import Compile

SCORERS: Mapping[str, Compile] = {"rubric/1": Rubric}
KEY_PARTS: tuple[str, ...] = ("points", "criteria/*/points", "criteria/*/competency", "exemplars")

__all__ = [
    "KEY_PARTS",
    "SCORERS",
    "Rubric",
    "answer_key",
    "debrief",
    "draw",
    "marks_problems",
    "optimum",
    "present",
    "problems",
    "read_form",
    "read_marks",
]
