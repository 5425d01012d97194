"""A try that has an end: what its page says while it lasts, when it is late, and when it is over."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments import services
from assessments.models import Attempt
from tests.factories.assessments import RIGHT, finish_attempt, make_attempt, make_published_exercise

pytestmark = pytest.mark.django_db

HOUR = datetime.timedelta(hours=1)
LATE = {"late_rule": "step", "late_percent_per_day": 10, "late_days": 3}


def stored(moment):
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def read(client, name, attempt):
    response = client.get(reverse(f"assessments:{name}", args=[attempt.key]), follow=True)
    assert response.status_code == 200
    return " ".join(response.content.decode().replace("&nbsp;", " ").split())


def move(attempt, **times):
    Attempt.objects.filter(pk=attempt.pk).update(**times)


def test_a_try_without_an_end_has_no_clock(signed_in, learner):
    page = read(signed_in, "attempt", make_attempt(make_published_exercise(), learner))
    assert "clock.js" not in page
    assert "no time limit" in page


def test_a_try_with_an_end_says_when_it_closes(signed_in, learner):
    page = read(signed_in, "attempt", make_attempt(make_published_exercise(limit_minutes=30), learner))
    assert "<strong>Open until" in page
    assert "What you have saved by then is handed in by itself." in page
    assert "no time limit" not in page
    assert "clock.js" in page


def test_before_it_is_late_the_price_is_told(signed_in, learner):
    exercise = make_published_exercise(closes_at=stored(timezone.now() + HOUR), **LATE)
    page = read(signed_in, "attempt", make_attempt(exercise, learner))
    assert "Each day begun costs 10 % of the points." in page
    assert "It is late (since" not in page


def test_what_is_late_says_what_that_costs_now(signed_in, learner):
    exercise = make_published_exercise(closes_at=stored(timezone.now() - 25 * HOUR), **LATE)
    page = read(signed_in, "attempt", make_attempt(exercise, learner))
    assert "handing in now costs 20 % of the points." in page


def test_receipt_and_result_show_what_lateness_cost(signed_in, learner):
    exercise = make_published_exercise(closes_at=stored(timezone.now() - 25 * HOUR), **LATE)
    attempt = finish_attempt(make_attempt(exercise, learner), is_right=True)
    assert "This was handed in late, which takes away 20 % of the points." in read(signed_in, "receipt", attempt)
    page = read(signed_in, "review", attempt)
    assert "(80 %)" in page
    assert "Taken, as it was handed in late" in page
    assert "What is handed in after the close loses part of the points" in page


def test_when_time_is_over_there_is_nothing_left_to_send(signed_in, learner):
    attempt = make_attempt(make_published_exercise(limit_minutes=30), learner)
    move(attempt, closes_at=timezone.now() - HOUR)
    page = read(signed_in, "attempt", attempt)
    assert "Your time is over" in page
    assert 'id="exercise"' not in page
    assert Attempt.objects.get().state == "open"


def test_afterwards_the_page_says_that_it_was_handed_in(signed_in, learner):
    attempt = make_attempt(make_published_exercise(limit_minutes=30), learner)
    services.save_response(attempt_id=attempt.pk, client_seq="a-save-1", base_version=0, response=RIGHT["choice"])
    begun = timezone.now() - 2 * HOUR
    move(attempt, started_at=begun, closes_at=begun + HOUR / 2)
    assert services.close_overdue(now=timezone.now()) == 1
    for name in ("receipt", "review"):
        page = read(signed_in, name, attempt)
        assert "Your time was over (" in page
        assert "What you had saved was handed in." in page


def test_who_hands_in_reads_nothing_of_the_clock(signed_in, learner):
    attempt = finish_attempt(make_attempt(make_published_exercise(limit_minutes=30), learner), is_right=True)
    assert "Your time was over" not in read(signed_in, "review", attempt)
