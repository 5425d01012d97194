"""Pages of in-trays and red pens, as they come without JavaScript."""

import re

import pytest
from django.urls import reverse

from assessments import selectors, services
from assessments.rules.types import Owner
from tests.factories.assessments import WRONG, make_attempt, make_published_exercise

pytestmark = pytest.mark.django_db

MARKS = {"q-visit-do": "pass", "q-visit-who": "you", "base_version": "0"}


def start(kind, learner, **policy):
    return make_attempt(make_published_exercise(kind, **policy), learner)


def url(name, attempt, query=""):
    return reverse(f"assessments:{name}", args=[attempt.key]) + query


def text_of(response):
    assert response.status_code == 200
    return response.content.decode()


def words_of(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def shown(attempt, learner):
    page = selectors.attempt_page(key=attempt.key, owner=Owner(learner_id=learner.pk), language="en")
    return page.presentation


def submit(attempt, response):
    services.submit_attempt(attempt_id=attempt.pk, client_seq="a", base_version=0, response=response)


def open_letters(page):
    return re.findall(r'<details class="letter" id="letter-(\w+)"[^>]* open>', page)


def test_the_first_letter_that_is_not_done_is_open(signed_in, learner):
    attempt = start("intray", learner)
    assert open_letters(text_of(signed_in.get(url("attempt", attempt)))) == ["visit"]
    page = text_of(signed_in.post(url("attempt", attempt), MARKS | {"action": "save"}, follow=True))
    assert open_letters(page) == ["claim"]
    assert "1 of 4 done" in words_of(page)


def test_moving_an_entry_keeps_what_was_chosen(signed_in, learner):
    attempt = start("intray", learner)
    first, second = (entry.id for entry in shown(attempt, learner).order.entries)
    moved = MARKS | {"order": [first, second], "move": f"{second}:up"}
    page = text_of(signed_in.post(url("attempt", attempt), moved, follow=True))
    presentation = shown(attempt, learner)
    assert [entry.id for entry in presentation.order.entries] == [second, first]
    assert [letter.answered for letter in presentation.letters] == [True, False]
    assert re.search(r'name="q-visit-do" value="pass" checked', page)


def test_what_is_open_is_named_with_a_link_before_submitting(signed_in, learner):
    attempt = start("intray", learner)
    page = text_of(signed_in.post(url("submit", attempt), MARKS, follow=True))
    assert "3 things are still open" in page
    for link in ("#letter-claim", "#paper-reply", "#paper-order"):
        assert f'href="{link}"' in page
        assert f'id="{link[1:]}"' in page
    assert "Submit as it is" in page


def test_the_document_is_shown_as_marked(signed_in, learner):
    attempt = start("redpen", learner)
    page = text_of(signed_in.post(url("attempt", attempt), {"q-aim": "will", "base_version": "0"}, follow=True))
    assert re.search(r'data-copy="aim" data-mark="change"', page)
    assert re.search(r"data-new>The parties intend to meet.</p>", page)
    assert re.search(r'data-copy="costs" data-mark=""', page)


@pytest.mark.parametrize("kind", ["intray", "redpen"])
def test_the_debrief_says_why_only_when_the_key_is_due(signed_in, learner, kind):
    attempt = start(kind, learner, max_tries=2)
    submit(attempt, WRONG[kind])
    early = text_of(signed_in.get(url("review", attempt)))
    assert "The other answers" not in early
    assert "CANARY" not in early
    practice = start(kind, learner, practice=True)
    submit(practice, WRONG[kind])
    late = text_of(signed_in.get(url("review", practice)))
    assert "The other answers" in late
    assert "CANARY" in late
    assert "What comes first" in late


def test_lines_of_the_score_are_named(signed_in, learner):
    attempt = start("intray", learner)
    submit(attempt, WRONG["intray"])
    table = words_of(text_of(signed_in.get(url("review", attempt))))
    assert "Item 1: visit-do?" in table
    assert "The reply: opening?" in table
    assert "The order" in table
    other = start("redpen", learner)
    submit(other, WRONG["redpen"])
    assert "Clause 2" in words_of(text_of(signed_in.get(url("review", other))))
