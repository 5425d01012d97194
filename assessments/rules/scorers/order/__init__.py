"""Ordering: put entries in order, scored over the pairs that matter by `order-tau/1`."""

from collections.abc import Mapping

from assessments.rules.scorers.order.chances import chance
from assessments.rules.scorers.order.check import problems
from assessments.rules.scorers.order.forms import answer_key, draw, read_form
from assessments.rules.scorers.order.review import debrief
from assessments.rules.scorers.order.scoring import OrderTau
from assessments.rules.scorers.order.show import present
from assessments.rules.types.kinds import Compile

SCORERS: Mapping[str, Compile] = {"order-tau/1": OrderTau}

__all__ = ["SCORERS", "OrderTau", "answer_key", "chance", "debrief", "draw", "present", "problems", "read_form"]
