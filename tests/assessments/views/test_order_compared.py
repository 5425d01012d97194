"""Results of orders with shared ranks and with things to leave out."""

import re

import pytest
from django.urls import reverse

from assessments import services
from assessments.rules import registry
from assessments.selectors import form_fields
from tests.factories.assessments import make_attempt, make_published_exercise

pytestmark = pytest.mark.django_db
ENTRIES = [("gov", 1), ("mayor", 2), ("judge", 2), ("clerk", None)]
RANKED = {"scorer": "order-taux/1", "rules": [], "entries": [{"id": entry, "rank": rank} for entry, rank in ENTRIES]}
WRONG = {"order": ["gov", "mayor", "judge", "clerk"], "same": ["mayor"], "out": [], "confirmed": True}


def words_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def submitted(learner, response, **policy):
    exercise = make_published_exercise("order", structure=RANKED, **policy)
    attempt = make_attempt(exercise, learner)
    services.submit_attempt(attempt_id=attempt.pk, client_seq="a", base_version=0, response=response)
    return attempt


def test_the_result_names_what_was_put_wrongly_once_the_key_is_due(signed_in, learner):
    early, late = (
        words_of(signed_in.get(reverse("assessments:review", args=[submitted(learner, WRONG, **policy).key])))
        for policy in ({}, {"max_tries": 1})
    )
    for words in (early, late):
        assert "1 of 6 comparisons is right" in words
        assert "Put at the same rank, although one goes before the other" in words
        assert "In your list, although it does not belong there" in words
    assert "Does not belong here" not in early
    assert "“Mayor” and “Chief judge” share a rank." not in early
    assert "“Mayor” and “Chief judge” share a rank." in late
    assert "City clerk Does not belong here" in late
    assert "CANARY note on the City clerk" in late


def test_the_page_asks_for_a_rank_or_to_leave_out(signed_in, learner):
    attempt = make_attempt(make_published_exercise("order", structure=RANKED), learner)
    url = reverse("assessments:attempt", args=[attempt.key])
    html = signed_in.get(url).content.decode()
    assert html.count('<option value="same"') == html.count('<option value="out"') == len(ENTRIES)
    assert "CANARY" not in html


def test_what_was_sent_is_read_back_as_it_was(learner):
    definition = make_published_exercise("order", structure=RANKED).current_version.definition
    response = {"order": ["mayor", "gov", "judge", "clerk"], "confirmed": True, "same": ["gov"], "out": ["clerk"]}
    presentation = registry.present(definition, {}, "en", response)
    form = {}
    for name, value in form_fields(presentation):
        form.setdefault(name, []).append(value)
    assert registry.read_form(definition, form) == response


def test_a_receipt_tells_ranks_and_what_was_left_out(signed_in, learner):
    response = {"order": ["gov", "mayor", "judge", "clerk"], "same": ["judge"], "out": ["clerk"], "confirmed": True}
    attempt = submitted(learner, response)
    words = words_of(signed_in.get(reverse("assessments:receipt", args=[attempt.key])))
    assert "Governor Mayor = Chief judge" in words
    assert "Not in this list City clerk" in words
