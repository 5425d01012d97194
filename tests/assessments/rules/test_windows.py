import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.rules.windows import GRACE, effective_close, lateness, later

moment = st.integers(1_700_000_000, 2_000_000_000)
seconds = st.integers(0, 10**7)
arguments = st.fixed_dictionaries(
    {
        "window": st.none() | moment,
        "extension": seconds,
        "late": seconds,
        "started": moment,
        "limit": st.integers(0, 86_400),
        "factor_percent": st.integers(100, 400),
        "pauses": seconds,
    }
)
PLAIN = {"window": None, "extension": 0, "late": 0, "started": 1000, "limit": 0, "factor_percent": 100, "pauses": 0}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, None),
        ({"extension": 60, "late": 60, "pauses": 60}, None),
        ({"window": 5000}, 5000),
        ({"window": 5000, "extension": 60, "late": 600}, 5660),
        ({"limit": 600}, 1600),
        ({"limit": 600, "factor_percent": 150, "pauses": 60}, 1960),
        ({"limit": 600, "window": 1500}, 1500),
        ({"limit": 600, "window": 1500, "extension": 200}, 1600),
        ({"limit": 600, "window": 1500, "late": 200}, 1600),
    ],
)
def test_effective_close(change, expected):
    assert effective_close(**PLAIN | change) == expected


@given(arguments, st.sampled_from(["extension", "late", "pauses", "factor_percent"]), seconds)
def test_what_is_granted_never_brings_the_close_forward(given_to, name, more):
    before = effective_close(**given_to)
    after = effective_close(**given_to | {name: given_to[name] + more})
    assert later(before, after) == after


@given(arguments)
def test_a_close_comes_from_the_window_or_the_limit(given_to):
    found = effective_close(**given_to)
    assert (found is None) == (given_to["window"] is None and not given_to["limit"])
    if found is not None and given_to["window"] is not None:
        assert found <= given_to["window"] + given_to["extension"] + given_to["late"]
    if found is not None and given_to["limit"]:
        assert found <= given_to["started"] + 4 * given_to["limit"] + given_to["pauses"]


def test_no_end_is_later_than_any():
    assert (later(None, 5), later(5, None), later(5, 7), later(7, 5)) == (None, None, 7, 7)


def test_work_handed_in_within_the_grace_is_not_late():
    assert [lateness(window=100, handed_in=100 + GRACE + more) for more in (0, 1)] == [0, GRACE + 1]


@given(window=moment, after=st.integers(-(10**6), 10**6))
def test_lateness_counts_from_the_close_and_forgives_the_grace(window, after):
    assert lateness(window=window, handed_in=window + after) == (after if after > GRACE else 0)
    assert lateness(window=None, handed_in=after) == 0
