import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.rules.scorers.results import Line
from assessments.rules.scorers.scale import Scale
from assessments.rules.types import MICRO

LINE = Line("plan", None, 2 * MICRO, "placement")


def lines(scale, losses):
    found = scale.criteria(LINE, [("broken", {}, loss) for loss in losses], "placement.plan", {})
    return {line.rule: line.earned / MICRO for line in found}


@pytest.mark.parametrize(
    ("loss", "losses", "found"),
    [
        (0, [], {"placement": 2}),
        (0, [5], {"placement": 1}),
        (0, [4, 6], {"placement": 0}),
        (0, [20], {"placement": -2, "floor": 2}),
        (2, [2], {"placement": 1.5, "unavoidable": 0.5}),
        (2, [10], {"placement": -0.5, "unavoidable": 0.5}),
        (2, [12], {"placement": -1, "unavoidable": 0.5, "floor": 0.5}),
    ],
)
def test_a_loss_is_measured_by_what_random_answers_lose(loss, losses, found):
    """Here two of them lose 20."""
    scale = Scale(loss, 20, 2)
    assert lines(scale, losses) == found
    assert scale.earned(LINE.possible, sum(losses)) / MICRO == sum(found.values())


@given(best=st.integers(0, 30), more=st.integers(1, 500), sample=st.integers(1, 9), losses=st.lists(st.integers(1, 60)))
def test_lines_add_up_to_what_is_earned(best, more, sample, losses):
    scale = Scale(best, sample * best + more, sample)
    earned = sum(line.earned for line in scale.criteria(LINE, [("broken", {}, loss) for loss in losses], "", {}))
    assert earned == scale.earned(LINE.possible, sum(losses))
    assert 0 <= earned <= LINE.possible
