"""Statistics of items, markers, standards and groups. They inform people; none of them is a score."""

from assessments.rules.stats.catalogue import STATISTICS, run

__all__ = ["STATISTICS", "run"]
