import random
from fractions import Fraction
from itertools import pairwise
from math import sqrt

import pytest

from assessments.rules import registry
from assessments.rules.scorers.negotiation.domain import Domain
from assessments.rules.scorers.negotiation.figures import correlation
from tests.assessments.rules.negotiating import made, negotiation_of, responded
from tests.assessments.rules.scorers.festival import (
    ACCEPT,
    GOOD,
    MINE,
    VARIANT,
    WALK,
    agreed,
    every_deal,
    festival,
    offer,
    scored,
)

ONLY_CLAIM = {"claim": 1, "creation": 0, "fairness": 0, "process": 0}


def figures(definition, found):
    return registry.debrief(definition, VARIANT, "en", found, reveal=True).key.figures


def of_deal(definition, places):
    return figures(definition, agreed(definition, places))


def test_giving_way_where_it_counts_for_them_is_trading():
    good = of_deal(festival(), GOOD)
    assert (good.trading, good.trading_gap) == (91, "")
    assert of_deal(festival(), "4310").trading < 0


@pytest.mark.parametrize(
    ("issues", "places", "gap"),
    [
        ({"a": [(9, 0), (5, 5), (0, 9)]}, "1", "one_issue"),
        ({"a": [(9, 0), (5, 5)], "b": [(0, 9), (0, 3)]}, "10", "worthless"),
        ({"a": [(8, 0), (4, 4), (0, 8)], "b": [(8, 0), (4, 4), (0, 8)]}, "11", "alike"),
        ({"a": [(8, 0), (4, 4), (0, 8)], "b": [(8, 0), (4, 4), (0, 8)]}, "20", "alike"),
    ],
)
def test_where_trading_says_nothing_the_reason_is_given(issues, places, gap):
    shown = of_deal(negotiation_of(issues, (0, 0), criteria=ONLY_CLAIM), places)
    assert (shown.trading, shown.trading_gap) == (None, gap)


def test_without_a_deal_the_deal_has_no_figures():
    shown = figures(festival(), scored(festival(), offer(MINE), WALK))
    assert (shown.trading_gap, shown.inferior_percent, shown.opening_percent) == ("no_deal", None, 100)
    assert (shown.unfortunate_percent, shown.sensitivity, shown.steps_towards, shown.steps_otherwise) == (
        None,
        None,
        0,
        0,
    )


def test_steps_towards_the_other_side_are_set_against_the_others():
    shown = figures(festival(), scored(festival(), *map(offer, (MINE, "1302", "1301", "0301", MINE)), WALK))
    assert (shown.steps_towards, shown.steps_otherwise, shown.sensitivity) == (2, 2, 100)
    shown = figures(festival(), scored(festival(), *map(offer, (MINE, "1302", "1301")), ACCEPT))
    assert (shown.steps_towards, shown.steps_otherwise, shown.sensitivity) == (2, 0, None)


def test_the_share_of_inferior_deals_is_that_of_all_deals_one_by_one():
    for seed in range(60):
        rng = random.Random(seed)
        definition = made(rng)
        if registry.validate(definition):
            continue
        found = registry.compile_definition(definition, VARIANT).score(responded(definition, rng))
        shown = registry.debrief(definition, VARIANT, "en", found, reveal=True)
        if not shown.agreement:
            continue
        deal, domain = shown.key.agreement, Domain(definition)
        allowed = [point for point in every_deal(domain) if not domain.broken_terms(point.deal)]
        others = [point for point in allowed if (point.own, point.other) != (deal.own, deal.other)]
        worse = sum(point.own <= deal.own and point.other <= deal.other for point in others)
        better = sum(point.own >= deal.own and point.other >= deal.other for point in others)
        share = shown.key.figures.inferior_percent
        assert (share is None) == (worse + better == 0)
        assert share is None or abs(share - 100 * worse / (worse + better)) <= 1


def test_a_deal_that_nothing_betters_is_better_than_all_that_compare():
    assert of_deal(festival(), GOOD).inferior_percent == 100
    assert (
        of_deal(negotiation_of({"a": [(8, 0), (4, 4), (0, 8)]}, (0, 0), criteria=ONLY_CLAIM), "1").inferior_percent
        is None
    )


def test_the_correlation_is_that_of_the_books():
    for seed in range(200):
        rng = random.Random(seed)
        pairs = [(rng.randint(0, 9), rng.randint(0, 9)) for _ in range(rng.randint(2, 6))]
        first, second = ([Fraction(pair[side], 7) for pair in pairs] for side in (0, 1))
        mean = [sum(side) / len(pairs) for side in zip(*pairs, strict=True)]
        about = [(one - mean[0], other - mean[1]) for one, other in pairs]
        spread = sqrt(sum(one**2 for one, _ in about) * sum(other**2 for _, other in about))
        found = correlation(first, second)
        assert (found is None) == all(one == other for one, other in pairwise(first)) or (
            all(one == other for one, other in pairwise(second))
        )
        if found is not None:
            assert abs(found - 100 * sum(one * other for one, other in about) / spread) <= 0.5 + 1e-9
            assert correlation(second, first) == found
            assert correlation([-one for one in first], second) == -found


def test_figures_stay_secret_until_the_key_is_due():
    found = agreed(festival(), GOOD)
    assert registry.debrief(festival(), VARIANT, "en", found, reveal=False).key is None
