"""Texts of the key say CANARY: no answer of the server holds one before the key is due, and the review does after."""

import re

import pytest
from django.urls import reverse

from tests.factories.assessments import (
    PATHS,
    WRONG,
    finish_attempt,
    make_attempt,
    make_published_exercise,
)

pytestmark = pytest.mark.django_db

KINDS = [
    "choice",
    "order",
    "branch",
    "numeric",
    "match",
    "sjt",
    "placement",
    "intray",
    "redpen",
    "rubric",
    "network",
    "hotspot",
]
KINDS += ["negotiation"]
SECRETS = {
    "choice": ["why the host", "source of question one", "because guests lead", "hosts follow", "what a run of show"],
    "order": ["note on the Governor", "note on the Mayor", "note on the City clerk", "why the province"],
    "branch": ["the first call", "waiting costs", "one page is read", "bluffs are found out"],
    "numeric": ["why the table", "source of the table", "how seats are counted"],
    "sjt": ["on “Call the consul now”", "on “Ask your chief”", "on “Wait for a complaint”"],
    "network": ["why two are enough"],
    "hotspot": ["why the flags change", "on west", "on plate"],
    "placement": ["why the lists differ", "Consuls before mayors", "Aide", "Quarrel"],
    "intray": ["why visit-do", "on visit-do, pass", "on opening, late", "why this order"],
    "redpen": ["why aim", "on aim, will", "on costs, cut", "why this order"],
    "negotiation": ["why trading", "what makes place", "what makes classes"],
    "match": ["why posts differ", "on the Gate", "on the Hall", "on the Car"],
}
FLAGS = ['"right"', "Right answer", "Next time", "Harmful", "The road not taken", "The right order", "Better here"]
FLAGS += [
    "7.25",
    "0.11",
    "4321",
    "was accepted",
    "factor",
    "Belongs to it",
    "rating: 7",
    "Rated best",
    "raters",
    "The authors see",
    "A best plan",
    "bounds",
    '"weight"',
    "sample",
    "Worth 40 to them",
    "their_reserve",
    "other_reserve",
    "conceder",
    "in a hurry",
]
MOVES = {
    "branch": [{"option": option} for option in PATHS[False]],
    "negotiation": [
        {"move": "offer", "issue-place": "home", "issue-classes": "four", "message": "thank"},
        {"move": "walk"},
    ],
}


def read(client, attempt, *names):
    pages = (client.get(reverse(f"assessments:{name}", args=[attempt.key])) for name in names)
    return without_chance("".join(page.content.decode() for page in pages))


def without_chance(said):
    """Leave out times, keys, tokens and digests: four digits of one may look like a number of the key."""
    return re.sub(r'datetime="[^"]*"|csrfmiddlewaretoken"[^>]*|[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{16,}', "", said)


def answers(kind):
    places = {f"g-{guest}": place for guest, place in WRONG["placement"]["plan"].items()}
    sent = {
        "branch": {},
        "negotiation": {},
        "choice": {"q-q1": "b", "q-q2": ["a", "c"], "anyway": "yes"},
        "numeric": {"n-q1": "70", "u-q1": "m", "n-q2": "", "anyway": "yes"},
        "sjt": {"r-flag.call": "4", "r-flag.ask": "6", "r-flag.wait": "", "anyway": "yes"},
        "placement": places | {"anyway": "yes"},
        "rubric": {"text": "Mayor,\r\n\r\nplease decide."},
        "network": {"partner": WRONG["network"]["chosen"]},
        "hotspot": {"region": WRONG["hotspot"]["chosen"]},
        "match": {"m-gate": "t1", "m-hall": "t3", "m-car": "t3"},
    }
    if kind in sent:
        return sent[kind]
    marks = {f"q-{item}": options for item, options in WRONG[kind].get("answers", {}).items()}
    return marks | {"order": WRONG[kind]["order"], "confirmed": "yes"}


def play(client, attempt, kind):
    """Return everything the server says from the first page to the receipt."""
    said = [read(client, attempt, "attempt")]
    for step, fields in enumerate(MOVES.get(kind, ()), 1):
        move = reverse("assessments:move", args=[attempt.key])
        said.append(client.post(move, {"step": step} | fields, follow=True).content.decode())
    if kind not in MOVES:
        save = reverse("assessments:save", args=[attempt.key])
        said.append(client.post(save, answers(kind) | {"base_version": "0"}).content.decode())
    submit = reverse("assessments:submit", args=[attempt.key])
    sent = answers(kind) | {"base_version": str(len(MOVES.get(kind, "1")))}
    said.append(client.post(submit, sent, follow=True).content.decode())
    return without_chance("".join(said))


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_of_the_key_is_said_before_it_is_due(signed_in, learner, kind):
    attempt = make_attempt(make_published_exercise(kind), learner)
    said = play(signed_in, attempt, kind) + read(signed_in, attempt, "receipt", "review")
    assert "Receipt number" in said
    assert "CANARY" not in said
    assert [flag for flag in FLAGS if flag in said] == []


# A result of written work waits for its marks: see tests/assessments/views/test_written.py
SCORED_AT_ONCE = [kind for kind in KINDS if kind != "rubric"]


@pytest.mark.parametrize("kind", SCORED_AT_ONCE)
def test_the_key_is_explained_once_it_is_due(signed_in, learner, kind):
    attempt = make_attempt(make_published_exercise(kind, max_tries=1), learner)
    assert "CANARY" not in play(signed_in, attempt, kind)
    review = read(signed_in, attempt, "review")
    assert [secret for secret in SECRETS[kind] if f"CANARY {secret}" not in review] == []
    assert "CANARY the sources" in review


@pytest.mark.parametrize("kind", SCORED_AT_ONCE)
def test_practice_explains_at_once(signed_in, learner, kind):
    attempt = finish_attempt(make_attempt(make_published_exercise(kind, practice=True), learner), is_right=False)
    review = read(signed_in, attempt, "review")
    assert "CANARY" in review
    assert "does not count towards a certificate" in review


def test_rules_of_placing_are_said_only_once_they_were_broken(signed_in, learner):
    attempt = make_attempt(make_published_exercise("placement"), learner)
    assert "RULE" not in play(signed_in, attempt, "placement")
    review = read(signed_in, attempt, "review")
    assert "RULE Consuls before mayors" in review
    assert "RULE Aide" not in review
