"""Pages of guests to be placed, as they come without JavaScript."""

import re

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from assessments import services
from assessments.rules import registry
from tests.assessments.rules.cases import make, respond
from tests.factories.assessments import RIGHT, finish_attempt, make_attempt, make_published_exercise

pytestmark = pytest.mark.django_db

FORM = {f"g-{guest}": place for guest, place in RIGHT["placement"]["plan"].items()} | {"base_version": "0"}


def start(learner, **policy):
    return make_attempt(make_published_exercise("placement", **policy), learner)


def url(name, attempt, query=""):
    return reverse(f"assessments:{name}", args=[attempt.key]) + query


def text_of(response):
    assert response.status_code == 200
    return response.content.decode()


def submit(attempt, plan):
    services.submit_attempt(attempt_id=attempt.pk, client_seq="a", base_version=0, response={"plan": plan})


def words_of(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_everybody_to_be_placed_has_a_select_with_every_place(signed_in, learner):
    page = text_of(signed_in.get(url("attempt", start(learner))))
    assert page.count("<select") == 4
    assert page.count('<option value="p3"') == 4
    for guest in ("consul", "mayor", "dean", "help"):
        assert f'<label for="g-{guest}"' in page
        assert f'<select id="g-{guest}" name="g-{guest}">' in page
    assert "Speaks no English" in page
    assert "Scored by the rules of" in page


def test_the_drawing_names_every_place_and_who_sits_there(signed_in, learner):
    attempt = start(learner)
    services.save_response(attempt_id=attempt.pk, client_seq="a", base_version=0, response=RIGHT["placement"])
    page = text_of(signed_in.get(url("attempt", attempt)))
    assert page.count('data-place="') == 5
    assert 'aria-label="The host&#x27;s place: The host"' in page
    assert 'aria-label="1 to the left: The consul"' in page
    assert page.count(" selected") == 4


def test_who_has_a_place_already_keeps_it(signed_in, learner):
    attempt = start(learner)
    page = text_of(signed_in.get(url("attempt", attempt)))
    assert 'name="g-host"' not in page
    assert "(keeps this place)" in page
    signed_in.post(url("save", attempt), FORM | {"g-host": "p2", "client_seq": "abcdefgh"})
    submitted = signed_in.post(url("submit", attempt), FORM | {"g-host": "p2", "anyway": "yes", "base_version": "1"})
    assert submitted.status_code == 303
    assert attempt.scores.get().result["diagnostics"].get("plan", {}).get("host", "p1") == "p1"


def test_two_people_on_one_place_are_named_and_nothing_is_lost(signed_in, learner):
    attempt = start(learner)
    saved = signed_in.post(url("attempt", attempt), FORM | {"g-mayor": "p5"})
    page = text_of(signed_in.get(saved["Location"]))
    assert "Two people have the same place: 1 to the left. Give one of them another." in page
    assert page.count('<option value="p5" selected') == 2


@pytest.mark.parametrize(
    ("change", "listed"),
    [
        ({"g-help": ""}, ["help"]),
        ({"g-help": "", "g-dean": ""}, ["dean", "help"]),
        ({"g-mayor": "p5"}, ["consul", "mayor"]),
        ({"g-help": "p1"}, ["help"]),
    ],
)
def test_who_has_no_place_of_their_own_is_listed_before_submitting(signed_in, learner, change, listed):
    attempt = start(learner)
    response = signed_in.post(url("submit", attempt), FORM | change)
    page = text_of(signed_in.get(response["Location"]))
    assert "Not everybody has a place of their own yet" in page
    assert sorted(re.findall(r'<li><a href="#g-(\w+)"', page)) == listed
    assert "Submit as it is" in page
    assert not attempt.scores.exists()
    signed_in.post(url("submit", attempt), FORM | change | {"base_version": "1", "anyway": "yes"})
    assert attempt.scores.get().earned < 12_000_000


def test_the_receipt_tells_who_sits_where(signed_in, learner):
    page = words_of(text_of(signed_in.get(url("receipt", finish_attempt(start(learner), is_right=True)))))
    for said in ("The consul 1 to the left", "The mayor 2 to the left", "The dean 1 to the right"):
        assert said in page
    assert "The host The host's place" not in page


def test_a_broken_rule_is_named_with_its_source_and_the_repair_that_helps_most(signed_in, learner):
    page = words_of(text_of(signed_in.get(url("review", finish_attempt(start(learner), is_right=False)))))
    assert "RULE Consuls before mayors" in page
    assert "List of Consuls before mayors" in page
    assert "The consul \N{EN DASH} The mayor" in page
    assert "This cost you 10.56 points." in page
    assert "The one move that helps most" in page
    assert "It gains 10.56 points." in page
    assert "A best plan" not in page


def test_the_same_plan_is_replayed_under_the_other_jurisdiction(signed_in, learner):
    page = words_of(text_of(signed_in.get(url("review", finish_attempt(start(learner), is_right=True)))))
    assert "The same plan in There" in page
    assert "These verdicts turn:" in page
    assert "Kept RULE Consuls before mayors List of Consuls before mayors" in page
    assert "Broken RULE Mayors before consuls List of Mayors before consuls" in page


def test_no_verdict_turns_where_the_question_is_answered_alike(signed_in, learner):
    attempt = start(learner, practice=True)
    submit(attempt, {"dean": "p2", "help": "p3"})
    page = words_of(text_of(signed_in.get(url("review", attempt))))
    assert "No verdict turns" in page


def test_the_best_plan_and_the_reasons_come_when_the_key_is_due(signed_in, learner):
    page = words_of(text_of(signed_in.get(url("review", finish_attempt(start(learner, max_tries=1), is_right=False)))))
    assert "A best plan" in page
    assert "CANARY Consuls before mayors" in page
    assert "CANARY why the lists differ" in page


def test_a_rule_that_must_not_be_broken_caps_the_result(signed_in, learner):
    attempt = start(learner)
    submit(attempt, {"consul": "p3", "mayor": "p4", "dean": "p2", "help": "p5"})
    page = words_of(text_of(signed_in.get(url("review", attempt))))
    assert "Must not be broken" in page
    assert "4.08 of 12 points" in page


def test_a_plan_with_two_people_on_one_place_earns_nothing_and_says_why(signed_in, learner):
    attempt = start(learner)
    submit(attempt, RIGHT["placement"]["plan"] | {"mayor": "p5"})
    page = words_of(text_of(signed_in.get(url("review", attempt))))
    assert "0 of 12 points" in page


def test_rules_are_shown_from_the_start_only_where_the_author_says_so(signed_in, learner):
    hidden, shown = start(learner), start(learner, structure={"rules_shown": True})
    assert "RULE" not in text_of(signed_in.get(url("attempt", hidden)))
    page = text_of(signed_in.get(url("attempt", shown)))
    assert "RULE Consuls before mayors" in page
    assert "Mayors before consuls" not in page
    assert "CANARY" not in page


def test_nobody_placed_is_said_so(signed_in, learner):
    attempt = start(learner)
    services.submit_attempt(attempt_id=attempt.pk, client_seq="a", base_version=0, response={"plan": {}})
    assert "You placed nobody" in text_of(signed_in.get(url("review", attempt)))


def test_who_loses_a_place_to_the_repair_is_said_to_have_none():
    definition, rng = make("placement", 4000)
    scored = registry.compile_definition(definition, {}).score(respond(definition, rng))
    shown = registry.debrief(definition, {}, "en", scored, reveal=True)
    page = words_of(render_to_string("assessments/debriefs/placement.html", {"debrief": shown}))
    assert "\N{RIGHTWARDS ARROW} no place" in page
