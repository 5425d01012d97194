"""Pages of partners to be chosen, as they come without JavaScript."""

import re

import pytest
from django.urls import reverse

from assessments import services
from tests.factories.assessments import finish_attempt, make_attempt, make_published_exercise

pytestmark = pytest.mark.django_db


def start(learner, **policy):
    return make_attempt(make_published_exercise("network", **policy), learner)


def url(name, attempt):
    return reverse(f"assessments:{name}", args=[attempt.key])


def text_of(response):
    assert response.status_code == 200
    return response.content.decode()


def words_of(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def send(client, attempt, *chosen, to="attempt", **more):
    return client.post(url(to, attempt), {"partner": list(chosen), "base_version": "0"} | more, follow=True)


def test_candidates_are_shown_with_costs_offers_and_sources(signed_in, learner):
    page = text_of(signed_in.get(url("attempt", start(learner))))
    assert page.count('name="partner"') == 4
    words = words_of(page)
    for said in (
        "Staff hours a year : 90",
        "Topics Climate, Trade",
        "Its own page · as of May 2025",
        "100 of 100 left",
    ):
        assert said in words, said
    assert "Linked with The fair" in words
    assert "nobody yet" in words


def test_a_save_shows_what_is_left_and_which_needs_are_met(signed_in, learner):
    attempt = start(learner)
    words = words_of(text_of(send(signed_in, attempt, "ring")))
    for said in ("50 of 100 left", "Asia region The port looks east 3 The ring", "2 / 4"):
        assert said in words, said
    page = text_of(signed_in.get(url("attempt", attempt)))
    assert page.count(" checked") == 1
    assert page.count("network__spot--chosen") == page.count("network__spot--reached") == 1


@pytest.mark.parametrize("anyway", ["", "yes"])
def test_a_choice_beyond_the_budget_is_told_and_never_submitted(signed_in, learner, anyway):
    attempt = start(learner)
    words = words_of(text_of(send(signed_in, attempt, "club", "ring", to="submit", anyway=anyway)))
    assert "Your choice costs more than you have" in words
    assert "40 too much: the budget is 100" in words
    assert "Submit as it is" not in words
    assert not attempt.scores.exists()
    send(signed_in, attempt, "club", to="submit", base_version="1")
    assert attempt.scores.get().result["diagnostics"]["chosen"] == ["club"]


def test_nobody_chosen_is_told_and_not_submitted(signed_in, learner):
    attempt = start(learner)
    words = words_of(text_of(send(signed_in, attempt, to="submit", anyway="yes")))
    assert "You have chosen nobody yet" in words
    assert not attempt.scores.exists()


def test_a_choice_beyond_the_budget_that_comes_by_another_way_says_so(signed_in, learner):
    attempt = start(learner)
    response = {"chosen": ["club", "ring"]}
    services.submit_attempt(attempt_id=attempt.pk, client_seq="a", base_version=0, response=response)
    words = words_of(text_of(signed_in.get(url("review", attempt))))
    assert "Your choice goes beyond the budget" in words
    assert "140 spent, and there are only 100." in words


def test_the_receipt_names_the_partners(signed_in, learner):
    words = words_of(text_of(signed_in.get(url("receipt", finish_attempt(start(learner), is_right=True)))))
    assert "Your partners" in words
    assert "The pact" in words
    assert "The ring" in words


def test_the_result_tells_what_each_brings_and_what_greed_does(signed_in, learner):
    attempt = finish_attempt(start(learner), is_right=False)
    words = words_of(text_of(signed_in.get(url("review", attempt))))
    assert "Your choice 8 " in words
    assert "Always taking whoever adds most 8 " in words
    assert "The best within the budget 13 10" in words
    assert "Not met This cost you" in words
    assert "The one change" not in words
    assert "The club 8 8" in words
    assert "The pact, The ring" not in words
    assert "CANARY" not in words


def test_the_best_choice_is_named_when_the_key_is_due(signed_in, learner):
    attempt = finish_attempt(start(learner, max_tries=1), is_right=False)
    words = words_of(text_of(signed_in.get(url("review", attempt))))
    assert "The best within the budget The pact, The ring 13 10" in words
    assert "CANARY why two are enough" in words


def test_a_best_choice_is_told_with_what_nobody_could_afford(signed_in, learner):
    words = words_of(text_of(signed_in.get(url("review", finish_attempt(start(learner), is_right=True)))))
    assert "No affordable choice covers more" in words
    assert "The one change" not in words
    assert "Nobody can afford everything" in words


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        (["ring"], "Take The pact as well: the budget allows it. It covers 6 more. It gains"),
        (["ring", "fair"], "Take The pact in the place of The fair. It covers 6 more. It gains"),
    ],
)
def test_the_one_change_that_helps_most_is_a_hint(signed_in, learner, chosen, said):
    attempt = start(learner)
    services.submit_attempt(attempt_id=attempt.pk, client_seq="a", base_version=0, response={"chosen": chosen})
    assert said in words_of(text_of(signed_in.get(url("review", attempt))))


def test_links_are_not_counted_where_they_weigh_nothing(signed_in, learner):
    attempt = start(learner, structure={"reach": 0})
    words = words_of(text_of(send(signed_in, attempt, "ring")))
    assert "partners chosen, or linked with one that is" not in words


def test_nobody_chosen_at_the_end_is_said_so(signed_in, learner):
    attempt = start(learner)
    services.submit_attempt(attempt_id=attempt.pk, client_seq="a", base_version=0, response={"chosen": []})
    assert "You chose nobody" in text_of(signed_in.get(url("review", attempt)))
