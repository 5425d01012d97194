"""The negotiation table and its debrief, as pages."""

import html

import pytest
from django.urls import reverse

from assessments import services
from assessments.models import Move, Score
from tests.factories.assessments import MOVES, make_attempt, make_published_exercise

pytestmark = pytest.mark.django_db

OFFER = {"move": "offer", "issue-place": "home", "issue-classes": "four", "message": "ask", "step": "1"}
BEST = {"move": "offer", "issue-place": "there", "issue-classes": "twelve", "message": "", "step": "1"}


@pytest.fixture
def attempt(learner):
    return make_attempt(make_published_exercise("negotiation", max_tries=1), learner)


def url(name, attempt, query=""):
    return reverse(f"assessments:{name}", args=[attempt.key]) + query


def page_of(client, attempt, name="attempt"):
    return html.unescape(client.get(url(name, attempt)).content.decode())


def send(client, attempt, fields):
    response = client.post(url("move", attempt), fields)
    assert response.status_code == 303
    return response["Location"]


def test_the_table_shows_instructions_worths_and_messages(signed_in, attempt):
    page = page_of(signed_in, attempt)
    assert "The school classes come first." in page
    assert "Both harbours want a festival." in page
    assert '<span class="field__hint" id="issue-classes-note">Four fill the small ferry</span>' in page
    assert 'aria-describedby="issue-classes-note"' in page
    assert "Welcome to the harbour" in page
    assert ">At home · 20</option>" in page
    assert ">What matters most?</option>" in page
    assert "3 offers left." in page
    assert "Accept their offer" not in page


def test_an_offer_is_answered_at_once(signed_in, attempt):
    assert send(signed_in, attempt, OFFER) == url("attempt", attempt, "#scene")
    page = page_of(signed_in, attempt)
    assert "You, offer 1" in page
    assert "REPLY the place of the festival" in page
    assert "Worth 20 to you." in page
    assert "2 offers left." in page
    assert "Yes, accept it" in page
    assert '<option value="home" data-worth="20" selected' in page


def test_an_answer_is_not_told_before_its_question(signed_in, attempt):
    send(signed_in, attempt, OFFER | {"message": ""})
    assert "REPLY" not in page_of(signed_in, attempt)


def test_the_same_offer_sent_twice_is_one_move(signed_in, attempt):
    for _ in range(2):
        assert send(signed_in, attempt, OFFER) == url("attempt", attempt, "#scene")
    assert Move.objects.count() == 1


def test_another_tab_does_not_take_an_offer_back(signed_in, attempt):
    send(signed_in, attempt, OFFER)
    assert send(signed_in, attempt, BEST) == url("attempt", attempt, "?notice=other-tab#notice")
    assert Move.objects.get().content["deal"] == {"place": "home", "classes": "four"}


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"move": "bluff"},
        {"move": "accept"},
        OFFER | {"issue-place": ""},
        OFFER | {"issue-place": "nowhere"},
        OFFER | {"message": "insult"},
    ],
)
def test_what_is_no_move_is_asked_for_again(signed_in, attempt, fields):
    place = send(signed_in, attempt, fields | {"step": "1"})
    assert place == url("attempt", attempt, "?notice=no-move#notice")
    assert not Move.objects.exists()
    assert "an option for every issue" in html.unescape(signed_in.get(place).content.decode())


def test_a_talk_that_is_not_over_cannot_be_submitted(signed_in, attempt):
    send(signed_in, attempt, OFFER)
    place = signed_in.post(url("submit", attempt), {"anyway": "yes"})["Location"]
    assert place == url("attempt", attempt, "?unanswered=1#unanswered")
    assert "The talk is not over yet" in signed_in.get(place).content.decode()
    assert not Score.objects.exists()


def test_after_the_last_offer_there_is_theirs_or_the_door(signed_in, attempt):
    offers = [OFFER, OFFER | {"issue-classes": "twelve"}, OFFER | {"issue-classes": "twelve", "message": ""}]
    for step, fields in enumerate(offers, 1):
        send(signed_in, attempt, fields | {"step": str(step), "issue-place": "home"})
    page = page_of(signed_in, attempt)
    assert "That was your last offer." in page
    assert "Send this offer" not in page
    send(signed_in, attempt, {"move": "accept", "step": "4"})
    assert "You are agreed. The talk is over." in page_of(signed_in, attempt)


def test_walking_away_ends_the_talk_and_is_explained(signed_in, attempt):
    send(signed_in, attempt, OFFER)
    send(signed_in, attempt, {"move": "walk", "step": "2"})
    assert "You walked away. The talk is over." in page_of(signed_in, attempt)
    signed_in.post(url("submit", attempt), {})
    review = page_of(signed_in, attempt, "review")
    assert "You walked away, although a deal was possible" in review
    assert "offer that as a package" in review
    assert "A deal that earns most" in review


def finish(client, attempt, moves):
    for step, move in enumerate(moves, 1):
        services.make_move(attempt_id=attempt.pk, step=step, move=move)
    client.post(url("submit", attempt), {})
    return page_of(client, attempt, "review")


def test_a_good_deal_is_shown_among_all_deals(signed_in, attempt):
    review = finish(signed_in, attempt, MOVES["negotiation"][True])
    assert Score.objects.get().earned == 20_000_000
    assert "You are agreed" in review
    assert "Nothing that both could have shared was left on the table." in review
    assert '<svg class="deals" viewBox="0 0 1000 900" role="img"' in review
    assert "Your deal lies at 40 for you and 40 for them." in review
    assert "it was in a hurry and gave way early." in review
    assert "CANARY what makes place matter to them" in review
    assert "One thing to try next time" not in review


def test_until_the_key_is_due_nothing_of_the_other_side_is_said(signed_in, learner):
    attempt = make_attempt(make_published_exercise("negotiation"), learner)
    review = finish(signed_in, attempt, MOVES["negotiation"][False])
    assert "One thing to try next time" in review
    assert "You, offer 1" in review
    assert [word for word in ("CANARY", "to them", 'class="deals"', "in a hurry") if word in review] == []


def test_a_deal_below_the_mandate_is_named(signed_in, learner):
    attempt = make_attempt(make_published_exercise("negotiation", structure={"own_reserve": 45}, max_tries=1), learner)
    review = finish(signed_in, attempt, MOVES["negotiation"][True])
    assert "You had no mandate for this deal." in review
    assert "below your least, 45" in review
    assert "walking away is the better result" in review


def test_walking_away_is_right_where_no_deal_is_possible(signed_in, learner):
    structure = {"own_reserve": 45, "other_reserve": 45}
    attempt = make_attempt(make_published_exercise("negotiation", structure=structure, max_tries=1), learner)
    review = finish(signed_in, attempt, MOVES["negotiation"][False])
    assert "There is no deal that both sides could accept. Walking away was right." in review
    assert 'class="deals"' in review


@pytest.fixture
def costly(learner):
    structure = {"own_discount": 5, "other_discount": 3}
    return make_attempt(make_published_exercise("negotiation", structure=structure, max_tries=1), learner)


def test_who_pays_for_time_is_told_what_an_offer_must_be_worth_now(signed_in, costly):
    page = page_of(signed_in, costly)
    assert "a deal loses 5 % of what it is then worth to you" in page
    assert "An offer that is made now must be worth <strong>20</strong>" in page
    send(signed_in, costly, OFFER)
    page = page_of(signed_in, costly)
    assert "Each round costs you 5 %." in page
    assert "must be worth <strong>22</strong>" in page
    assert 'data-reserve="22"' in page
    assert "3 %" not in page


def test_at_the_end_there_stands_what_waiting_cost(signed_in, costly):
    review = finish(signed_in, costly, MOVES["negotiation"][True])
    assert Score.objects.get().earned == 20_000_000
    assert "Each round cost you 5 % and them 3 %." in review
    assert "1 round had passed before the deal: you lost 2 by waiting, they 1." in review
    assert "That is 10 % of what this deal would have gained you in the first round." in review


def test_where_time_costs_nothing_nothing_is_said_of_it(signed_in, attempt):
    assert "Each round" not in page_of(signed_in, attempt)
    assert "What time cost" not in finish(signed_in, attempt, MOVES["negotiation"][True])


def test_the_claim_is_explained_by_the_least_of_its_round(signed_in, learner):
    structure = {"own_reserve": 10, "own_discount": 5, "other_discount": 3}
    attempt = make_attempt(make_published_exercise("negotiation", structure=structure, max_tries=1), learner)
    offered = {"type": "offer", "deal": {"place": "home", "classes": "four"}, "message": ""}
    review = finish(signed_in, attempt, [offered] * 3)
    assert "Your deal was worth 20 at first. In its round 12 was the least you could accept, and 40 the most" in review
