"""What keeps a negotiation from being published, in the words of the editor."""

import pytest

from cms.services.publishing import problems_of
from tests.factories import cms as make
from tests.factories.cms import issue

pytestmark = pytest.mark.django_db

PLACE = issue("place", "Where", ("At home", 20, 0), ("There", 0, 40))
CLASSES = issue("classes", "Classes", ("Four", 0, 20), ("Twelve", 40, 0))


@pytest.fixture
def lesson():
    return make.make_tree()[2]


def problem_of(lesson, **fields):
    (problem,) = problems_of(make.make_negotiation(parent=lesson, live=False, **fields))
    return problem.field, problem.message, problem.anchor


def test_a_finished_negotiation_may_be_published(lesson):
    page = make.make_negotiation(parent=lesson)
    assert (page.live, problems_of(page)) == (True, ())


@pytest.mark.parametrize(
    ("second", "message"),
    [
        (issue("it", "where", ("Four", 0, 20), ("Twelve", 40, 0)), "“where” stands in the list twice."),
        (issue("it", "Classes", ("Four", 0, 20), ("four", 40, 0)), "Classes: “four” stands in the list twice."),
        (
            issue("it", "Classes", ("Four", 0, 20, True), ("Twelve", 40, 0, True)),
            "Classes: the mandate forbids every option. Leave at least one.",
        ),
    ],
)
def test_an_issue_that_does_not_fit_is_named(lesson, second, message):
    problems = problems_of(make.make_negotiation(parent=lesson, live=False, issues=[PLACE, second]))
    found = [problem for problem in problems if problem.message == message]
    assert {problem.field for problem in found} == {"issues"}
    assert "block-it-section" in {problem.anchor for problem in found}


def test_more_than_anybody_could_ever_get_is_no_reserve(lesson):
    field, said, anchor = problem_of(lesson, own_reserve=8000)
    assert field == "own_reserve"
    assert said
    assert anchor.startswith("panel-child-content")


def test_the_last_round_has_to_leave_a_deal(lesson):
    field, said, _anchor = problem_of(lesson, own_discount=20, rounds=20)
    assert field == "rounds"
    assert said.startswith("Play fewer rounds, or let each of them cost less")


def test_some_line_has_to_carry_points(lesson):
    field, said, _anchor = problem_of(lesson, claim=0, creation=0, fairness=0, process=0)
    assert field == "claim"
    assert said


def test_what_is_empty_is_named(lesson):
    page = make.make_negotiation(parent=lesson, live=False, instructions="", own_name="", other_reserve=None)
    fields = {problem.field for problem in problems_of(page)}
    assert fields == {"instructions", "own_name", "other_reserve"}
