import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.rules import policy
from assessments.rules.errors import PolicyError
from assessments.rules.policy import Policy

scores = st.none() | st.integers(1, 50).flatmap(lambda top: st.tuples(st.integers(0, top), st.just(top)))


@pytest.mark.parametrize(
    "wrong",
    [
        {"max_tries": -1},
        {"max_tries": True},
        {"max_tries": 1.0},
        {"pass_percent": 101},
        {"pass_percent": "60"},
        {"minutes": -1},
        {"counting": "last"},
        {"counting": ["best"]},
        {"practice": 1},
        {"deadline": 3},
    ],
)
def test_a_policy_out_of_range_is_refused(wrong):
    with pytest.raises(PolicyError):
        Policy.from_json(wrong)


def test_a_policy_is_stored_and_hashed():
    kept = Policy(max_tries=3, pass_percent=70, minutes=12, practice=True)
    assert Policy.from_json(kept.to_json()) == kept
    assert kept.digest() == Policy.from_json(kept.to_json()).digest() != Policy().digest()


@pytest.mark.parametrize(
    ("given_scores", "expected"),
    [
        ([], None),
        ([None], None),
        ([(0, 5)], 0),
        ([(1, 2), (2, 4), (3, 6)], 0),
        ([(1, 3), None, (1, 2)], 2),
        ([(9, 10), (8, 8)], 1),
    ],
)
def test_best(given_scores, expected):
    assert policy.best(given_scores) == expected


@given(before=st.lists(scores, max_size=5), another=scores)
def test_another_attempt_never_lowers_the_best(before, another):
    old, new = policy.best(before), policy.best([*before, another])
    if old is not None:
        earned, possible = before[old]
        best_earned, best_possible = [*before, another][new]
        assert best_earned * possible >= earned * best_possible


@pytest.mark.parametrize(
    ("pass_percent", "earned", "possible", "expected"),
    [(60, 6, 10, True), (60, 5_999_999, 10_000_000, False), (0, 0, 10, True), (100, 10, 10, True), (0, 0, 0, False)],
)
def test_is_passed(pass_percent, earned, possible, expected):
    assert policy.is_passed(Policy(pass_percent=pass_percent), earned, possible) is expected


@pytest.mark.parametrize(("max_tries", "used", "expected"), [(0, 9, None), (3, 1, 2), (3, 3, 0), (2, 5, 0)])
def test_tries_left(max_tries, used, expected):
    assert policy.tries_left(Policy(max_tries=max_tries), used) == expected


@pytest.mark.parametrize(
    ("kept", "used", "earned", "expected"),
    [
        (Policy(max_tries=2), 0, 0, False),
        (Policy(practice=True), 0, 0, False),
        (Policy(practice=True), 1, 0, True),
        (Policy(max_tries=2), 1, 9, False),
        (Policy(max_tries=2), 1, 10, True),
        (Policy(max_tries=2), 2, 0, True),
        (Policy(), 50, 9, False),
        (Policy(), 1, 10, True),
    ],
)
def test_key_is_due(kept, used, earned, expected):
    assert policy.key_is_due(kept, used, earned, 10) is expected
