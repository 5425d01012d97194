"""Numbers to work out: questions with an exact decimal key, scored by `numeric/1`."""

from collections.abc import Mapping

from assessments.rules.scorers.numeric.check import problems
from assessments.rules.scorers.numeric.forms import answer_key, draw, read_form
from assessments.rules.scorers.numeric.review import debrief
from assessments.rules.scorers.numeric.scoring import Numeric
from assessments.rules.scorers.numeric.show import present
from assessments.rules.types.kinds import Compile

SCORERS: Mapping[str, Compile] = {"numeric/1": Numeric}
KEY_PARTS: tuple[str, ...] = (
    "points",
    "items/*/points",
    "items/*/competency",
    "items/*/value",
    "items/*/tolerance",
    "items/*/half",
    "items/*/units/*/factor",
)

__all__ = ["KEY_PARTS", "SCORERS", "Numeric", "answer_key", "debrief", "draw", "present", "problems", "read_form"]
