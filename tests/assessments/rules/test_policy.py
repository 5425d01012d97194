import pytest

from assessments.rules import policy
from assessments.rules.errors import PolicyError
from assessments.rules.policy import Policy

CLOSES = {"closes_at": "2026-11-30T17:00:00Z"}
STORED = {
    "388942cc8b0bf9c4c6a2ed1bf222aff520378b3f6f8968685b51925eb47678d9": {},
    "5bbffc95762b2db8de0b2763bcee037604db0e0c6062bb4eefcb5174308a2597": {
        "max_tries": 3,
        "pass_percent": 70,
        "minutes": 12,
        "practice": True,
    },
    "b9c88ede2edcd4c27e013a531f6a60d4717611602f7b0c38e24bc4acf8eefca2": {"max_tries": 2, "pass_percent": 80},
}


@pytest.mark.parametrize(
    "wrong",
    [
        {"max_tries": -1},
        {"max_tries": True},
        {"max_tries": 1.0},
        {"pass_percent": 101},
        {"pass_percent": "60"},
        {"minutes": -1},
        {"counting": "worst"},
        {"counting": ["best"]},
        {"practice": 1},
        {"deadline": 3},
        {"cooldown_minutes": 43_201},
        {"limit_minutes": 1441},
        {"limit_minutes": 30, "practice": True},
        {"opens_at": "2026-11-23"},
        {"opens_at": None},
        {"closes_at": "2026-02-30T09:00:00Z"},
        {"closes_at": "2026-11-23T09:00:00+01:00"},
        {"closes_at": "2026-11-30T17:00:00Z", "opens_at": "2026-11-30T17:00:00Z"},
        {"results": "never"},
        {"results": "after_close"},
        {"late_rule": "log"},
        {"late_rule": "step", "late_days": 2, "late_percent_per_day": 10},
        CLOSES | {"late_percent_per_day": 10, "late_rule": "step"},
        CLOSES | {"late_percent_per_day": 101, "late_rule": "step", "late_days": 2},
        CLOSES | {"late_days": 31, "late_rule": "step", "late_percent_per_day": 2},
        CLOSES | {"late_days": 2},
    ],
)
def test_a_policy_out_of_range_is_refused_by_the_name_that_has_to_change(wrong):
    with pytest.raises(PolicyError) as caught:
        Policy.from_json(wrong)
    error = caught.value
    assert error.field in {*wrong, "late_rule", "late_days"}
    assert str(error) == error.template % error.params


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (CLOSES | {"opens_at": "2026-12-01T09:00:00Z"}, "closes_at"),
        ({"results": "after_close"}, "results"),
        ({"late_rule": "linear", "late_days": 1, "late_percent_per_day": 1}, "late_rule"),
        (CLOSES | {"late_rule": "linear", "late_days": 1}, "late_percent_per_day"),
        (CLOSES | {"late_rule": "linear", "late_percent_per_day": 1}, "late_days"),
        ({"practice": True, "limit_minutes": 5}, "limit_minutes"),
    ],
)
def test_contradictions_are_put_at_one_field(wrong, field):
    with pytest.raises(PolicyError) as caught:
        Policy.from_json(wrong)
    assert caught.value.field == field


@pytest.mark.parametrize("digest", list(STORED))
def test_policies_of_before_keep_their_digests(digest):
    kept = Policy(**STORED[digest])
    assert (kept.digest(), sorted(kept.to_json())) == (
        digest,
        ["counting", "max_tries", "minutes", "pass_percent", "practice"],
    )


def test_newer_names_are_stored_where_they_say_something():
    full = CLOSES | {"opens_at": "2026-11-23T09:00:00Z", "results": "after_close", "cooldown_minutes": 60}
    full |= {"limit_minutes": 90, "late_rule": "step", "late_percent_per_day": 10, "late_days": 3, "counting": "mean"}
    kept = Policy(**full)
    assert kept.to_json() == Policy().to_json() | full
    assert Policy.from_json(kept.to_json()) == kept
    assert (kept.closes - kept.opens, kept.ends - kept.closes) == (7 * 86_400 + 8 * 3600, 3 * 86_400)
    assert (Policy().opens, Policy().closes, Policy().ends) == (None, None, None)


def test_a_policy_is_stored_and_hashed():
    kept = Policy(max_tries=3, pass_percent=70, minutes=12, practice=True)
    assert Policy.from_json(kept.to_json()) == kept
    assert kept.digest() == Policy.from_json(kept.to_json()).digest() != Policy().digest()


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


def test_a_key_is_due_when_no_further_try_can_count():
    assert policy.key_is_due(Policy(), 1, 5, 10, is_last=True)
    assert not policy.key_is_due(Policy(), 0, 0, 10, is_last=True)


def test_tries_granted_in_addition_count():
    two = Policy(max_tries=2)
    assert [policy.tries_left(two, used, granted=1) for used in (2, 3)] == [1, 0]
    assert [policy.key_is_due(two, used, 0, 10, granted=1) for used in (2, 3)] == [False, True]


def test_the_smallest_numbers_count():
    assert policy.is_passed(Policy(pass_percent=100), 1, 1)
    late = Policy(closes_at="2026-11-23T09:00:00Z", late_rule="step", late_percent_per_day=1, late_days=1)
    assert (late.late_percent_per_day, late.late_days) == (1, 1)


def test_a_try_has_an_end_by_a_date_or_a_limit():
    closed = Policy(closes_at="2026-11-23T09:00:00Z")
    assert [one.is_timed for one in (Policy(), closed, Policy(limit_minutes=1))] == [False, True, True]
