"""Branching case: decisions in scenes, scored against the best way through by `branch-dp/1`."""

from collections.abc import Mapping

from assessments.rules.scorers.branch.check import problems
from assessments.rules.scorers.branch.forms import (
    answer_key,
    form_of,
    may_move,
    moves_of,
    read_form,
    read_move,
    response_of,
)
from assessments.rules.scorers.branch.outline import optimum, outline_stats, scene_at
from assessments.rules.scorers.branch.review import debrief
from assessments.rules.scorers.branch.scoring import BranchDp
from assessments.rules.scorers.branch.shape import case_shape
from assessments.rules.scorers.branch.show import present
from assessments.rules.scorers.branch.story import draw
from assessments.rules.types.kinds import Compile

SCORERS: Mapping[str, Compile] = {"branch-dp/1": BranchDp}
KEY_PARTS: tuple[str, ...] = (
    "points",
    "competency",
    "scenes/*/options/*/points",
    "scenes/*/options/*/quality",
    "worth",
)

__all__ = [
    "KEY_PARTS",
    "SCORERS",
    "BranchDp",
    "answer_key",
    "case_shape",
    "debrief",
    "draw",
    "form_of",
    "may_move",
    "moves_of",
    "optimum",
    "outline_stats",
    "present",
    "problems",
    "read_form",
    "read_move",
    "response_of",
    "scene_at",
]
