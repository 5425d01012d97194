import pytest

from assessments.rules.scorers.results import ENGINE, Reasons, Stamp, arranged


@pytest.mark.parametrize(
    ("wanted", "order"),
    [
        (["c", "a", "b"], "cab"),
        (["c"], "cab"),
        (["c", "c", "x", 5, None, ["a"], "b"], "cba"),
        (None, "abc"),
        ("cba", "abc"),
        ({"c": 1}, "abc"),
    ],
)
def test_what_was_drawn_comes_first_and_nothing_is_lost(wanted, order):
    assert "".join(arranged(["a", "b", "c"], wanted)) == order


def test_of_the_reasons_why_a_response_is_invalid_the_first_are_kept():
    reasons = Reasons()
    for number in range(60):
        reasons.add("unknown", number=number)
    assert reasons.entries == [{"key": "unknown", "params": {"number": number}} for number in range(50)]


def test_every_score_says_which_engine_worked_it_out():
    assert Stamp("d", "numeric/1", "v").nothing("invalid", [], {}, None, "").engine == ENGINE
