import pytest

from assessments.rules.types import NegotiationDeal, NegotiationPlot, NegotiationPoint, NegotiationStep
from assessments.templatetags.deals import Spot, picture_of, step_of

POINT = NegotiationPoint


def plot(**more):
    given = {
        "deals": (POINT(0, 0), POINT(100, 50)),
        "is_sample": False,
        "frontier": (NegotiationDeal((), 50, 50), NegotiationDeal((), 100, 25)),
        "offers": (POINT(100, 0), POINT(50, 25), POINT(50, 25)),
        "counters": (POINT(0, 50),),
        "agreement": POINT(50, 50),
        "kalai": None,
        "nash": POINT(50, 50),
        "own_reserve": 50,
        "other_reserve": 25,
        "own_most": 100,
        "other_most": 50,
    }
    return NegotiationPlot(**(given | more))


def test_worth_to_the_learner_goes_right_and_to_the_other_side_up():
    picture = picture_of(plot())
    assert picture.deals == (Spot(90, 830), Spot(980, 30))
    assert picture.frontier == "535,30 980,430"
    assert (picture.agreement, picture.kalai, picture.nash) == (Spot(535, 30), None, Spot(535, 30))


def test_what_is_acceptable_to_both_lies_above_and_to_the_right_of_the_least():
    picture = picture_of(plot())
    assert (picture.least, picture.zone_width, picture.zone_height) == (Spot(535, 430), 445, 400)


def test_offers_are_numbered_and_those_on_one_place_share_a_mark():
    picture = picture_of(plot())
    assert [spot.label for spot in picture.own] == ["1", "2 …"]
    assert picture.own_line == "980,830 535,430 535,430"
    assert picture.other == (Spot(90, 30, "1"),)


@pytest.mark.parametrize("reserve", [0, 500])
def test_nothing_lies_outside_the_paper(reserve):
    least = picture_of(plot(own_reserve=reserve, other_reserve=reserve, own_most=0, other_most=0)).least
    assert 90 <= least.x <= 980
    assert 30 <= least.y <= 830


def test_a_step_is_found_by_the_number_of_its_move():
    step = NegotiationStep(2, 5, 5, "nice", None)
    assert step_of((step,), 2) is step
    assert step_of((step,), 1) is None
    assert step_of("", 1) is None
