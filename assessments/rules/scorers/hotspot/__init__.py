"""Places to be pointed at in a picture, scored by `hotspot/1`."""

from collections.abc import Mapping

from assessments.rules.scorers.hotspot.check import problems
from assessments.rules.scorers.hotspot.forms import answer_key, draw, read_form
from assessments.rules.scorers.hotspot.review import debrief
from assessments.rules.scorers.hotspot.scoring import Hotspot
from assessments.rules.scorers.hotspot.show import present
from assessments.rules.types.kinds import Compile

SCORERS: Mapping[str, Compile] = {"hotspot/1": Hotspot}
KEY_PARTS: tuple[str, ...] = ("points", "competency", "regions/", "regions/*/right")

__all__ = ["KEY_PARTS", "SCORERS", "Hotspot", "answer_key", "debrief", "draw", "present", "problems", "read_form"]
