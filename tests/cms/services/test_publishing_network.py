"""What keeps partners to be chosen from being published, in the words of the editor."""

import pytest

from cms.services.publishing import problems_of
from tests.factories import cms as make
from tests.factories.cms import candidate, need

pytestmark = pytest.mark.django_db


@pytest.fixture
def lesson():
    return make.make_tree()[2]


def problems(lesson, **fields):
    page = make.make_network(parent=lesson, live=False, **fields)
    return [(problem.field, problem.message) for problem in problems_of(page)]


def test_a_finished_exercise_may_be_published(lesson):
    page = make.make_network(parent=lesson)
    assert (page.live, problems_of(page)) == (True, ())


def test_a_budget_that_pays_for_everything_is_refused(lesson):
    said = "Make the budget tighter or the candidates differ: now every choice is worth the same."
    assert problems(lesson, hours=1000) == [("candidates", said)]


def test_a_budget_that_pays_for_nothing_is_refused(lesson):
    assert problems(lesson, hours=0) == [("bounds", "Work out the best choice again.")]


def test_needs_and_candidates_that_do_not_fit_are_named(lesson):
    needs = [need("climate", "Climate"), need("asia", "Asia", "region"), need("peace", "Peace")]
    assert problems(lesson, needs=needs) == [
        ("needs", "No candidate offers “Peace”. Write it with one of them in the same words.")
    ]
    ring = candidate("ring", "The ring", topics="Climate", regions="Asia", linked=["The moon"])
    assert problems(lesson, candidates=[ring, candidate("club", "The club", hours=90)]) == [
        ("candidates", "No candidate is called “The moon”.")
    ]


def test_empty_fields_are_named_with_their_place(lesson):
    candidates = [candidate("club", "", topics="Climate"), candidate("ring", "The ring", regions="Asia")]
    assert problems(lesson, candidates=candidates) == [("candidates", "Candidate 1, Name: This field is required.")]
