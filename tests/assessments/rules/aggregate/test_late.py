from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.rules import registry, verify
from assessments.rules.aggregate.late import LATE, LINE, cost, penalised
from assessments.rules.policy import DAY, Policy
from assessments.rules.types import MICRO, Evidence, ScoredResponse
from tests.assessments.rules.cases import make, mark

CLOSES = {"closes_at": "2026-11-23T09:00:00Z", "late_days": 3}
STEP = Policy(late_rule="step", late_percent_per_day=10, **CLOSES)
LINEAR = Policy(late_rule="linear", late_percent_per_day=10, **CLOSES)
policies = st.builds(
    Policy,
    closes_at=st.just("2026-11-23T09:00:00Z"),
    late_rule=st.sampled_from(["step", "linear"]),
    late_percent_per_day=st.integers(1, 100),
    late_days=st.integers(1, 30),
)
lateness = st.integers(1, 31 * DAY)


@pytest.mark.parametrize(
    ("policy", "possible", "late_seconds", "taken"),
    [
        (Policy(), 10 * MICRO, DAY, 0),
        (STEP, 10 * MICRO, 0, 0),
        (STEP, 10 * MICRO, 1, MICRO),
        (STEP, 10 * MICRO, DAY, MICRO),
        (STEP, 10 * MICRO, DAY + 1, 2 * MICRO),
        (STEP, 10 * MICRO, 30 * DAY, 10 * MICRO),
        (LINEAR, 10 * MICRO, DAY // 2, MICRO // 2),
        (LINEAR, 864_000, 1, 1),
        (LINEAR, 432_000, 1, 0),
        (LINEAR, 432_000, 3, 2),
        (LINEAR, 10 * MICRO, 11 * DAY, 10 * MICRO),
    ],
)
def test_what_lateness_costs(policy, possible, late_seconds, taken):
    assert cost(policy, possible, late_seconds) == taken


@given(policy=policies, possible=st.integers(0, 1000 * MICRO), first=lateness, second=lateness)
def test_later_never_costs_less(policy, possible, first, second):
    earlier, later = sorted((first, second))
    assert 0 <= cost(policy, possible, earlier) <= cost(policy, possible, later) <= possible


@pytest.mark.parametrize("kind", sorted(registry.KINDS))
@given(policy=policies, late_seconds=lateness, is_right=st.booleans())
def test_a_late_score_of_any_kind_adds_up_and_can_be_stored_and_read(kind, policy, late_seconds, is_right):
    definition, rng = make(kind, 1)
    variant = registry.draw_variant(definition, b"seed")
    response = registry.answer_key(definition) if is_right else None
    marks = mark(definition, rng)
    in_time = verify.replay(definition, variant, response, policy, marks)
    late = verify.replay(definition, variant, response, policy, marks, late_seconds)
    assert verify.check(late) == []
    assert ScoredResponse.from_json(late.to_json()) == late
    assert late.earned == max(0, in_time.earned - cost(policy, in_time.possible, late_seconds))
    assert [line.id for line in late.criteria if line.rule == LATE] == ([LINE] if late.earned < in_time.earned else [])
    debrief = registry.debrief(definition, variant, "en", late, True)
    assert (debrief.earned if hasattr(debrief, "earned") else late.earned) in (late.earned, in_time.earned)


def scored_late(late_seconds):
    definition, _ = make("choice", 1)
    variant = registry.draw_variant(definition, b"seed")
    return verify.replay(definition, variant, registry.answer_key(definition), STEP, None, late_seconds)


def test_a_stored_line_says_by_which_rule_and_for_how_long():
    line = scored_late(DAY + 1).criteria[-1]
    params = {"rule": "step", "percent": 10, "seconds": DAY + 1}
    assert (line.message, line.params, line.evidence) == ("late", params, (Evidence("late", params, -line.earned),))


def test_what_is_in_time_is_stored_as_before():
    scored = scored_late(0)
    assert penalised(scored, STEP, 0) is scored
    assert "late_seconds" not in scored.to_json()


@pytest.mark.parametrize("damage", ["gone", "moved", "twice", "of another size"])
def test_a_line_that_is_not_what_it_has_to_be_is_found(damage):
    stored = scored_late(DAY).to_json()
    *lines, late = stored["criteria"]
    stored["criteria"] = {
        "gone": lines,
        "moved": [late, *lines],
        "twice": [*lines, late, late],
        "of another size": [*lines, late | {"earned": late["earned"] + 1}],
    }[damage]
    assert verify.check(ScoredResponse.from_json(stored))


def test_a_late_line_without_lateness_is_found():
    stored = {name: value for name, value in scored_late(DAY).to_json().items() if name != "late_seconds"}
    assert verify.check(ScoredResponse.from_json(stored)) == ["the line for lateness is not what it has to be"]


def test_one_second_is_late_and_a_line_takes_something():
    late = scored_late(1)
    assert verify.check(late) == []
    nothing = replace(late.criteria[-1], earned=0, evidence=())
    given_back = replace(late, earned=late.earned - late.criteria[-1].earned, criteria=(*late.criteria[:-1], nothing))
    assert verify.check(given_back) == ["the line for lateness is not what it has to be"]
