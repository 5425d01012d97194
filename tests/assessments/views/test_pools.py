"""What a learner is told of a pool: the questions of this try, and of no others anything."""

import re

import pytest
from django.urls import reverse

from tests.factories.assessments import make_attempt, make_published_exercise

pytestmark = pytest.mark.django_db

EASY = [f"e{number}" for number in range(8)]
HARD = [f"h{number}" for number in range(4)]


def cell(names, difficulty):
    options = [{"id": "a", "right": True}, {"id": "b", "right": False}]
    parts = {"mode": "single", "points": 1, "competency": None, "difficulty": difficulty, "options": options}
    return [{"id": name, **parts} for name in names]


@pytest.fixture
def pool():
    """Publish twelve questions of which six are asked; two tries."""
    texts = {}
    for name in (*EASY, *HARD):
        base = f"items.{name}"
        texts |= {f"{base}.prompt_html": f"<p>ASKS-{name}.</p>", f"{base}.why_html": f"<p>CANARY-{name}.</p>"}
        texts |= {f"{base}.options.a.text": f"YES-{name}.", f"{base}.options.b.text": f"NO-{name}."}
    rows = [("easy", 4), ("hard", 2)]
    structure = {
        "scorer": "select-pool/1",
        "points": 6,
        "items": cell(EASY, "easy") + cell(HARD, "hard"),
        "blueprint": [{"id": name, "competency": None, "difficulty": name, "take": take} for name, take in rows],
        "exposure_percent": 50,
    }
    return make_published_exercise("choice", texts=texts, structure=structure, max_tries=2)


def page(client, attempt, name="attempt"):
    return client.get(reverse(f"assessments:{name}", args=[attempt.key])).content.decode()


def submit(client, attempt, **answers):
    fields = {f"q-{item}": option for item, option in answers.items()} | {"base_version": "0"}
    url = reverse("assessments:submit", args=[attempt.key])
    return client.post(url, fields, follow=True).content.decode()


def wrong(attempt):
    return dict.fromkeys(attempt.variant["items"], "b") | {"anyway": "yes"}


def named(said, word):
    return set(re.findall(rf"{word}-(\w+)\.", said))


def test_a_try_is_asked_its_own_questions_and_no_others(signed_in, learner, pool):
    attempt = make_attempt(pool, learner)
    said = page(signed_in, attempt)
    asked = attempt.variant["items"]
    assert "6 of 12 questions" in said
    assert re.findall(r"ASKS-(\w+)\.", said) == asked
    assert [word for word in ("YES", "NO") if named(said, word) != set(asked)] == []
    others = {*EASY, *HARD} - set(asked)
    assert len(others) == 6
    assert [name for name in others if f"q-{name}" in said or f"-{name}." in said] == []


def test_what_is_missing_is_named_by_the_numbers_of_this_try(signed_in, learner, pool):
    attempt = make_attempt(pool, learner)
    first, *others = attempt.variant["items"]
    said = submit(signed_in, attempt, **{first: "a"})
    assert "5 questions are not answered yet" in said
    links = re.findall(r'<a href="#q-(\w+)">Question (\d)</a>', said)
    assert links == [(name, str(number)) for number, name in enumerate(others, start=2)]


def test_no_key_is_told_while_a_try_is_left_and_later_only_that_of_what_was_asked(signed_in, learner, pool):
    first = make_attempt(pool, learner)
    said = submit(signed_in, first, **wrong(first)) + page(signed_in, first, "review")
    assert named(said, "CANARY") == set()
    assert "Right answer" not in said
    second = make_attempt(pool, learner)
    assert second.variant != first.variant
    assert named(page(signed_in, second), "CANARY") == set()
    said = submit(signed_in, second, **wrong(second)) + page(signed_in, second, "review")
    assert named(said, "CANARY") == named(said, "ASKS") == set(second.variant["items"])
    assert named(page(signed_in, first, "review"), "CANARY") == set(first.variant["items"])


def test_receipt_and_score_speak_of_the_questions_that_were_asked(signed_in, learner, pool):
    attempt = make_attempt(pool, learner)
    other = min({*EASY, *HARD} - {*attempt.variant["items"]})
    answers = dict.fromkeys(attempt.variant["items"], "a") | {other: "a"}
    submit(signed_in, attempt, **answers)
    attempt.refresh_from_db()
    score = attempt.scores.get()
    assert (score.earned, score.possible, score.state) == (6_000_000, 6_000_000, "answered")
    said = page(signed_in, attempt, "receipt") + page(signed_in, attempt, "review")
    assert named(said, "ASKS") == set(attempt.variant["items"])
    assert f"-{other}." not in said
