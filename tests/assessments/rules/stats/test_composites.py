import math
import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.rules.stats.composites import Part, alpha_of, measure_composite
from assessments.rules.stats.figures import Reason, nothing
from assessments.rules.stats.items import cronbach_alpha
from assessments.rules.stats.series import variance

SHARES = st.lists(st.integers(0, 100).map(lambda percent: percent / 100), min_size=6, max_size=6)
PARTS = st.lists(st.builds(Part, st.integers(1, 9), SHARES, st.none() | st.floats(0, 1)), min_size=1, max_size=4)


def test_of_one_part_it_is_the_formula_of_the_books():
    """SD 15 and a reliability of .80 make an error of 6.7 (scoring.md 4)."""
    spread = 0.15 / math.sqrt(variance([0.0, 1.0]))
    found = measure_composite([Part(1, [0.5, 0.5 + spread], 0.8)])
    assert found.error.value == pytest.approx(0.067, abs=0.0005)
    assert found.reliability.value == pytest.approx(0.8)


def test_where_nothing_can_be_compared_there_is_no_figure():
    assert measure_composite([Part(1, [0.5], 0.9)]).error == nothing(Reason.TOO_FEW)
    same = measure_composite([Part(1, [0.5, 0.5], None)])
    assert (same.error.value, same.reliability) == (0, nothing(Reason.NO_VARIANCE))


@given(PARTS, st.integers(2, 9))
def test_only_the_shares_of_the_weights_matter(parts, factor):
    other = measure_composite([replace(part, weight=part.weight * factor) for part in parts])
    assert other.error.value == pytest.approx(measure_composite(parts).error.value, abs=1e-9)


@given(PARTS, st.floats(0, 1))
def test_what_is_not_known_never_makes_a_result_look_more_exact(parts, reliability):
    known = measure_composite([replace(part, reliability=reliability) for part in parts])
    bound = measure_composite([replace(part, reliability=None) for part in parts])
    assert bound.error.value >= known.error.value
    assert bound.reliability.value is None or bound.reliability.value <= known.reliability.value
    assert (known.unknown, bound.unknown) == (0, len(parts))


def test_it_finds_the_error_with_which_results_were_made():
    """Five thousand people of known ability take three exercises of ten, twenty and five questions twice over."""
    draw = random.Random(20)
    plan = [(10, 3), (20, 5), (5, 2)]
    points, firsts, seconds = [[] for _ in plan], [], []
    for _ in range(5000):
        ability = min(0.98, max(0.02, draw.gauss(0.7, 0.15)))
        earned = [[[int(draw.random() < ability) for _ in range(items)] for items, _ in plan] for _ in range(2)]
        for kept, row in zip(points, earned[0], strict=True):
            kept.append(row)
        for results, rows in zip((firsts, seconds), earned, strict=True):
            results.append(sum(w * sum(row) / len(row) for (_, w), row in zip(plan, rows, strict=True)) / 10)
    parts = [
        Part(weight, [sum(row) / items for row in rows], cronbach_alpha(list(zip(*rows, strict=True))).value)
        for (items, weight), rows in zip(plan, points, strict=True)
    ]
    found = measure_composite(parts)
    noise = variance([one - two for one, two in zip(firsts, seconds, strict=True)]) / 2
    assert found.error.value == pytest.approx(math.sqrt(noise), rel=0.03)
    assert found.reliability.value == pytest.approx(1 - noise / variance(firsts), abs=0.02)


def test_alpha_is_that_of_the_points_where_all_were_given_the_same():
    rows = [{"a": (1, 1), "b": (4, 4)}, {"a": (0, 1), "b": (3, 4)}, {"a": (1, 1), "b": (0, 4)}]
    assert alpha_of(rows) == cronbach_alpha([[1, 0, 1], [4, 3, 0]])


def test_alpha_of_what_was_drawn_compares_shares():
    """The same answers, worth half as much to the one who was given more."""
    rows = [{"a": (2, 2), "b": (0, 2)}, {"a": (1, 1), "b": (1, 1), "c": (0, 1)}, {"b": (2, 2), "a": (0, 2)}]
    halved = [{name: (got * 3, worth * 3) for name, (got, worth) in row.items()} for row in rows]
    assert alpha_of(rows).value == pytest.approx(alpha_of(halved).value)
    assert alpha_of([]) == nothing(Reason.ONE_ITEM)
