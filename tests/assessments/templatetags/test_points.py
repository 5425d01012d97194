import pytest
from django.utils import translation

from assessments.rules.types import MICRO
from assessments.templatetags.points import in_points, points


@pytest.mark.parametrize(
    ("micro", "text"),
    [
        (0, "0 points"),
        (MICRO, "1 point"),
        (3 * MICRO // 2, "1.5 points"),
        (-MICRO, "-1 points"),
        (2 * MICRO // 3, "0.67 points"),
    ],
)
def test_in_points_has_the_right_word(micro, text):
    assert in_points(micro) == text


def test_points_are_written_in_the_readers_language():
    with translation.override("fr"):
        assert points(3 * MICRO // 2) == "1,5"


@pytest.mark.parametrize(
    ("micro", "text"),
    [
        (0, "0 point"),
        (MICRO, "1 point"),
        (3 * MICRO // 2, "1,5 point"),
        (2 * MICRO, "2 points"),
        (-3 * MICRO, "-3 points"),
    ],
)
def test_a_french_plural_begins_at_two(micro, text):
    with translation.override("fr"):
        assert in_points(micro) == text
