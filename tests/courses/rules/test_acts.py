import pytest

from courses.rules.acts import current_act, is_open


@pytest.mark.parametrize(
    ("exercises", "current"),
    [
        ([], None),
        ([(0, False)], 0),
        ([(0, True)], None),
        ([(1, False), (2, False)], 1),
        ([(2, False), (1, True)], 2),
        ([(1, True), (1, False), (3, True)], 1),
        ([(1, True), (3, False)], 3),
        ([(1, True), (2, True)], None),
    ],
)
def test_the_current_act_is_the_first_with_something_to_submit(exercises, current):
    assert current_act(exercises) == current


@pytest.mark.parametrize(
    ("act", "current", "expected"), [(1, 1, True), (2, 1, False), (1, 2, True), (9, None, True), (0, 0, True)]
)
def test_acts_up_to_the_current_one_are_open(act, current, expected):
    assert is_open(act, current) is expected
