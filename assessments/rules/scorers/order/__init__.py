"""Ordering: put entries in order, scored by pairs, by ranks, by steps or by places, as the author chooses."""

from collections.abc import Mapping

from assessments.rules.scorers.order.chances import chance
from assessments.rules.scorers.order.check import problems
from assessments.rules.scorers.order.comparing import OrderCompared
from assessments.rules.scorers.order.forms import answer_key, draw, read_form
from assessments.rules.scorers.order.pairs import TAU, TAUX
from assessments.rules.scorers.order.review import debrief
from assessments.rules.scorers.order.scoring import OrderTau
from assessments.rules.scorers.order.show import present
from assessments.rules.scorers.order.variants import OrderLcs, OrderPosition
from assessments.rules.types.kinds import Compile

SCORERS: Mapping[str, Compile] = {
    "order-lcs/1": OrderLcs,
    "order-position/1": OrderPosition,
    "order-tau/1": OrderTau,
    TAU: OrderCompared,
    TAUX: OrderCompared,
}
KEY_PARTS: tuple[str, ...] = ("scorer", "points", "competency", "entries/", "entries/*/rank", "rules")

__all__ = [
    "KEY_PARTS",
    "SCORERS",
    "OrderTau",
    "answer_key",
    "chance",
    "debrief",
    "draw",
    "present",
    "problems",
    "read_form",
]
