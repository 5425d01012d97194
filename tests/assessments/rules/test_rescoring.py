import pytest

from assessments.rules.rescoring import Comparison, Points, compare


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ((2, 3, True), (3, 3, True), ("raised", 33, 0)),
        ((1, 3, False), (2, 3, True), ("raised", 34, 1)),
        ((2, 3, True), (2, 3, True), ("same", 0, 0)),
        ((2, 4, True), (1, 2, True), ("same", 0, 0)),
        ((3, 3, True), (1, 3, False), ("lowered", -67, -1)),
        ((995, 1000, True), (996, 1000, True), ("raised", 0, 0)),
    ],
)
def test_scores_are_compared_by_their_share_of_the_points(before, after, expected):
    assert compare(Points(*before), Points(*after), may_lower=True) == Comparison(*expected)


def test_a_lower_score_that_may_not_count_is_kept():
    found = compare(Points(2, 2, True), Points(1, 2, False), may_lower=False)
    assert found == Comparison("kept", -50, -1)
    assert compare(Points(1, 2, False), Points(2, 2, True), may_lower=False).outcome == "raised"
