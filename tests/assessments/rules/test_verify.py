from dataclasses import replace

import pytest

from assessments.rules import registry, verify
from assessments.rules.scorers.results import ENGINE
from assessments.rules.types import Evidence
from tests.assessments.rules.cases import choice_item, choice_of

DEFINITION = choice_of(choice_item("q1", "multiple", 1, 1, points=2), choice_item("q2", "single", 1, 1))
SCORER = registry.compile_definition(DEFINITION, {})
SCORED = SCORER.score({"answers": {"q1": ["q1o1"], "q2": ["q2o0"]}})
LINE, FLOOR, LAST = SCORED.criteria
INVALID = SCORER.score([])


def with_lines(*lines):
    return replace(SCORED, criteria=lines)


def adjustment(rule, earned):
    return replace(FLOOR, id=f"{rule}.q2", rule=rule, earned=earned)


def test_a_millionth_of_a_point_is_a_loss():
    lost = replace(LAST, earned=999_999, evidence=(Evidence("x", {}, 1),))
    assert verify.check(replace(with_lines(LINE, FLOOR, lost), earned=999_999)) == []


def test_sound_scores_have_no_faults():
    assert [verify.check(score) for score in (SCORED, INVALID, SCORER.score(None))] == [[], [], []]
    assert SCORED.engine == ENGINE


@pytest.mark.parametrize(
    ("scored", "fault"),
    [
        (replace(SCORED, earned=-1), "earned -1 is outside 0 to 3000000"),
        (replace(SCORED, earned=3_000_001), "earned 3000001 is outside 0 to 3000000"),
        (replace(SCORED, earned=5), "the lines do not add up to what was earned"),
        (replace(SCORED, possible=4_000_000), "the lines do not add up to what was possible"),
        (with_lines(LINE, FLOOR, LAST, replace(LAST, earned=0, possible=0)), "q2: the id is used 2 times"),
        (with_lines(LINE, FLOOR, replace(LAST, earned=2_000_000)), "q2: earned 2000000 of 1000000"),
        (with_lines(LINE, FLOOR, replace(LAST, possible=-1)), "q2: earned 1000000 of -1"),
        (with_lines(LINE, FLOOR, replace(LAST, earned=0)), "q2: the evidence does not add up to what was lost"),
        (
            with_lines(replace(LINE, evidence=(replace(LINE.evidence[0], lost=0),)), FLOOR),
            "q1: evidence without a loss",
        ),
        (with_lines(LINE, LAST), "q1: floor lines do not match the lines below 0"),
        (with_lines(LINE, LAST, FLOOR), "floor.q1: not an adjustment of q2"),
        (with_lines(LINE, replace(FLOOR, earned=1), LAST), "q1: floor lines do not match the lines below 0"),
        (with_lines(LAST, FLOOR), "q2: floor lines do not match the lines below 0"),
        (with_lines(FLOOR, LAST), "floor.q1: an adjustment without its line"),
        (with_lines(FLOOR), "floor.q1: an adjustment without its line"),
        (with_lines(LAST, adjustment("unavoidable", -1)), "q2: floor lines do not match the lines below 0"),
        (with_lines(LAST, adjustment("cap", 1)), "q2: floor lines do not match the lines below 0"),
        (
            with_lines(LAST, adjustment("cap", -2_000_000)),
            "q2: with its adjustments it is outside 0 to 1000000",
        ),
        (replace(INVALID, earned=1), "invalid, yet something was earned"),
        (replace(INVALID, criteria=(LAST,)), "invalid, yet a line does not say so"),
        (replace(INVALID, diagnostics={}), "invalid without a reason"),
    ],
)
def test_a_changed_score_is_found_out(scored, fault):
    assert fault in verify.check(scored)
