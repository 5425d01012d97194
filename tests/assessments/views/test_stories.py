"""A branching case with variables and events: what its pages show, and what they keep to themselves."""

import re

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from tests.factories.assessments import make_attempt, make_published_exercise
from tests.factories.stories import story

pytestmark = pytest.mark.django_db

KEY = ["CANARY", "SECRET", "quality", "at_least", '"add"', "press"]


def start(learner, events=(), **policy):
    parts, texts = story()
    texts |= {"events.early.title": "An early call", "events.early.body_html": "<p>It rings.</p>"}
    parts["events"] = [*events, *parts["events"]]
    return make_attempt(make_published_exercise("branch", structure=parts, texts=texts, **policy), learner)


def read(client, attempt, name="attempt"):
    response = client.get(reverse(f"assessments:{name}", args=[attempt.key]))
    assert response.status_code == 200
    return response.content.decode()


def decide(client, attempt, step, option):
    address = reverse("assessments:move", args=[attempt.key])
    return client.post(address, {"step": step, "option": option}, follow=True).content.decode()


def play(client, attempt, *options):
    """Return what the server says on the way to the debrief, and the debrief."""
    said = [read(client, attempt), *(decide(client, attempt, step, option) for step, option in enumerate(options, 1))]
    submit = reverse("assessments:submit", args=[attempt.key])
    sent = {"client_seq": "abcdefgh", "base_version": str(len(options))}
    said.append(client.post(submit, sent, follow=True).content.decode())
    return said, read(client, attempt, "review")


def words(page):
    return " ".join(strip_tags(re.sub(r"<(script|style).*?</\1>", "", page, flags=re.DOTALL)).split())


def row_of(page, name):
    row = re.search(rf'<tr><th scope="row">{name}</th>(.*?)</tr>', page)[1]
    return re.findall("<td>(.*?)</td>", row)


def test_the_page_says_how_things_stand_and_what_has_changed(signed_in, learner):
    attempt = start(learner)
    first = words(read(signed_in, attempt))
    assert "Time left 60 minutes between 0 and 60" in first
    assert "Mood in the room calm" in first
    assert "before:" not in first
    after = words(decide(signed_in, attempt, 1, "call"))
    assert "Time left 40 minutes between 0 and 60 before: 60 minutes" in after
    assert "Trust of the consulate 3 between 0 and 5 before: 2" in after


def test_an_option_that_is_not_offered_is_not_on_the_page_and_cannot_be_taken(signed_in, learner):
    attempt = start(learner)
    page = decide(signed_in, attempt, 1, "wait")
    assert 'value="desk"' in page
    assert "consul" not in page.replace("consulate", "")
    assert "At the door" not in decide(signed_in, attempt, 2, "consul")
    assert attempt.moves.count() == 1
    other = start(learner)
    assert 'value="consul"' in decide(signed_in, other, 1, "call")


def test_what_happens_by_itself_is_announced_once_and_kept_in_the_story(signed_in, learner):
    attempt = start(learner)
    page = decide(signed_in, attempt, 1, "wait")
    alert = re.search(r'<div class="[^"]*" role="alert">.*?</div>\s*</div>', page, flags=re.DOTALL)[0]
    assert "A reporter calls" in alert
    assert page.index("Outcome wait.") < page.index("A reporter calls") < page.index("How things stand")
    later = decide(signed_in, attempt, 2, "bluff")
    assert 'role="alert"' not in later
    assert "Meanwhile:" in later
    assert "A reporter calls" in later


def test_what_happened_before_the_first_decision_stays_on_the_page(signed_in, learner):
    early = {"id": "early", "at": [], "when": [], "chance": 100, "effects": [], "to": ""}
    attempt = start(learner, events=[early])
    assert 'role="alert"' in read(signed_in, attempt)
    later = words(decide(signed_in, attempt, 1, "call").split('role="alert"')[-1])
    told = later[later.index("What happened so far") :]
    assert told.index("Meanwhile: An early call") < told.index("It rings.") < told.index("Decision 1: The plane")


def test_what_a_variable_was_is_told_in_the_language_of_the_page(signed_in, learner):
    attempt = start(learner, max_tries=1)
    play(signed_in, attempt, "wait", "bluff", "hush")
    session = signed_in.session
    session["language"] = "fr"
    session.save()
    review = read(signed_in, attempt, "review")
    assert '<li><span lang="en">Trust of the consulate</span>' in review
    assert '<li lang="en">' not in review


def test_waiting_too_long_leads_where_it_is_too_late(signed_in, learner):
    attempt = start(learner)
    decide(signed_in, attempt, 1, "wait")
    page = decide(signed_in, attempt, 2, "desk")
    assert "The hour is over" in page
    assert "Too late" in page
    assert "Submit and see the debrief" in page


@pytest.mark.parametrize("path", [("call", "desk", "brief"), ("wait", "bluff", "hush")])
def test_nothing_of_the_key_is_on_any_page_before_it_is_due(signed_in, learner, path):
    said, review = play(signed_in, start(learner), *path)
    for page in said[:-1]:
        assert [word for word in KEY if word in page] == []
    unseen = {"call": ["Too late", "Outcome wait", "A reporter calls"], "wait": ["Too late", "Outcome call", "consul<"]}
    for page in said[:-1]:
        assert [text for text in unseen[path[0]] if text in page] == []
    if path[0] == "wait":
        assert [word for word in ("CANARY", "SECRET", "Not offered", "best way through") if word in review] == []


def test_the_debrief_follows_the_variables_and_what_happened(signed_in, learner):
    _, review = play(signed_in, start(learner, max_tries=1), "wait", "bluff", "hush")
    said = words(review)
    assert "How things stood, decision by decision" in said
    assert [row_of(review, "Time left"), row_of(review, "SECRET heat of the press")] == [
        ["60 minutes", "20 minutes", "20 minutes", "20 minutes"],
        ["0", "2", "2", "2"],
    ]
    assert "Trust of the consulate: from 2 to 1" in said
    assert "Why: CANARY she had heard of the wait" in said
    assert "Not offered to you here: Do consuloffered only with Trust of the consulate: at least 3" in said
    assert "With the better choice, right after it: Trust of the consulate: 3 instead of 1" in said
    assert "How it could have gone on from here" in said
    assert "CANARY the consulate trusts you: +3" in said


def test_the_best_way_is_told_from_the_beginning_when_the_costliest_choice_came_later(signed_in, learner):
    _, review = play(signed_in, start(learner, max_tries=1), "call", "desk", "hush")
    assert "The best way through from the beginning, with the same events" in review
    _, review = play(signed_in, start(learner, max_tries=1), "call", "desk", "brief")
    assert "The best way through" not in review
    assert "Not one decision cost you anything." in review


@pytest.mark.parametrize("name", ["attempt", "review"])
def test_statements_do_not_grow_with_the_story(signed_in, learner, statements, name):
    counts = []
    for path in (("call",), ("wait", "desk")) if name == "attempt" else (("wait", "desk"), ("call", "desk", "hush")):
        attempt = start(learner, max_tries=1)
        if name == "review":
            play(signed_in, attempt, *path)
        else:
            for step, option in enumerate(path, 1):
                decide(signed_in, attempt, step, option)
        with statements() as made:
            read(signed_in, attempt, name)
        counts.append(len(made.counted))
    assert counts[0] == counts[1]
