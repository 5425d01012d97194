from hypothesis import given
from hypothesis import strategies as st

from assessments.rules.competencies import by_competency

LINE = st.fixed_dictionaries(
    {
        "competency": st.sampled_from([None, "one", "two"]),
        "earned": st.integers(-5, 5),
        "possible": st.integers(0, 5),
    }
)


def line(competency, earned, possible):
    return {"competency": competency, "earned": earned, "possible": possible}


def test_lines_add_up_for_each_competency():
    lines = [line("one", 1, 2), line(None, 4, 4), line("two", 3, 3), line("one", 2, 2)]
    assert by_competency(lines) == {"one": (3, 4), "two": (3, 3)}


def test_what_a_rule_gave_back_or_took_counts_within_bounds():
    assert by_competency([line("one", -3, 4), line("one", 1, 0)]) == {"one": (0, 4)}
    assert by_competency([line("one", 5, 4), line("two", 1, 0)]) == {"one": (4, 4)}


@given(st.lists(LINE))
def test_the_order_of_lines_means_nothing(lines):
    found = by_competency(lines)
    assert found == by_competency(lines[::-1])
    assert all(0 <= earned <= possible for earned, possible in found.values())
