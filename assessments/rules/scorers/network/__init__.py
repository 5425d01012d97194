"""Partners to be chosen under a budget, scored by `network/1`."""

from collections.abc import Mapping

from assessments.rules.scorers.network.check import complete, problems
from assessments.rules.scorers.network.forms import answer_key, draw, read_form
from assessments.rules.scorers.network.optimum import bounds, optimum
from assessments.rules.scorers.network.review import debrief
from assessments.rules.scorers.network.scoring import Network
from assessments.rules.scorers.network.show import present
from assessments.rules.types.kinds import Compile

SCORERS: Mapping[str, Compile] = {"network/1": Network}
KEY_PARTS: tuple[str, ...] = ("points", "competency", "bounds")

__all__ = [
    "KEY_PARTS",
    "SCORERS",
    "Network",
    "answer_key",
    "bounds",
    "complete",
    "debrief",
    "draw",
    "optimum",
    "present",
    "problems",
    "read_form",
]
