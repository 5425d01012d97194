"""Results of orders that are scored by steps or by places."""

import re

import pytest
from django.urls import reverse

from assessments import services
from tests.factories.assessments import make_attempt, make_published_exercise

pytestmark = pytest.mark.django_db


def review(client, learner, scorer, order, **policy):
    exercise = make_published_exercise("order", structure={"scorer": scorer, "rules": []}, **policy)
    attempt = make_attempt(exercise, learner)
    response = {"order": order, "confirmed": True}
    services.submit_attempt(attempt_id=attempt.pk, client_seq="a", base_version=0, response=response)
    html = client.get(reverse("assessments:review", args=[attempt.key])).content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.mark.parametrize(
    ("scorer", "said", "badge"),
    [
        ("order-lcs/1", "3 of 4 entries stand in the right sequence", "City clerk Has to move"),
        ("order-position/1", "1 of 4 entries stands at its place", "City clerk Not its place"),
    ],
)
def test_the_result_says_how_many_stand_right_and_later_which_do_not(signed_in, learner, scorer, said, badge):
    order = ["clerk", "gov", "mayor", "judge"]
    early = review(signed_in, learner, scorer, order)
    assert said in early
    assert badge not in early
    late = review(signed_in, learner, scorer, order, max_tries=1)
    assert badge in late
    assert "CANARY why the province leads" in late


@pytest.mark.parametrize("scorer", ["order-lcs/1", "order-position/1"])
def test_equal_ranks_may_stand_in_either_order(signed_in, learner, scorer):
    words = review(signed_in, learner, scorer, ["gov", "judge", "mayor", "clerk"])
    assert "Everything stands where it should" in words
    assert "6 of 6 points" in words
