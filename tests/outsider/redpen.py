"""Red pens: a question for each clause, and an order; scored as in-trays are."""

from tests.outsider.intray import faults, micro_points

__all__ = ["faults", "micro_points"]
