import pytest

from courses.rules.groups import SMALLEST_GROUP, may_tell


@pytest.mark.parametrize(
    ("people", "told", "expected"),
    [(9, 0, False), (10, 0, True), (19, 10, False), (20, 10, True), (8, 10, False)],
)
def test_figures_come_in_steps_of_ten_people(people, told, expected):
    assert SMALLEST_GROUP == 10
    assert may_tell(people, told) is expected
