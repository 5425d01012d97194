"""Knowledge check: questions with one or several right options, all of them or some drawn from a pool."""

from collections.abc import Mapping

from assessments.rules.scorers.choice.check import problems
from assessments.rules.scorers.choice.forms import answer_key, draw, read_form
from assessments.rules.scorers.choice.pool import SCORER as POOL
from assessments.rules.scorers.choice.review import debrief
from assessments.rules.scorers.choice.scoring import SelectNet, SelectPool
from assessments.rules.scorers.choice.show import present
from assessments.rules.types.kinds import Compile

SCORERS: Mapping[str, Compile] = {"select-net/1": SelectNet, POOL: SelectPool}
KEY_PARTS: tuple[str, ...] = (
    "points",
    "items/*/points",
    "items/*/competency",
    "items/*/options/*/right",
    "exposure_percent",
)

__all__ = ["KEY_PARTS", "SCORERS", "SelectNet", "answer_key", "debrief", "draw", "present", "problems", "read_form"]
