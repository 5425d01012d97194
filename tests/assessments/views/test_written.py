"""Written work from the first word to the marks, as its learner sees it."""

import json
import re

import pytest
from django.urls import reverse

from assessments import services
from assessments.models import SelfAssessment
from assessments.rules.scorers.rubric.reading import LONGEST_TEXT
from assessments.rules.types import Owner
from assessments.selectors import own_judgement, review
from tests.factories.accounts import make_user
from tests.factories.assessments import (
    finish_attempt,
    make_attempt,
    make_marks,
    make_published_exercise,
    make_submission,
    release,
)

pytestmark = pytest.mark.django_db

CHECKS = [{"id": "c1", "check": "part", "place": "line"}, {"id": "c2", "check": "dates"}]
WORDS = {"checks.c1.name": "A subject line", "checks.c1.phrases": "Subject:"}


def url(name, attempt, more=""):
    return reverse(f"assessments:{name}", args=[attempt.key]) + more


def text_of(response):
    return response.content.decode()


@pytest.fixture
def attempt(learner):
    return make_attempt(make_published_exercise("rubric", structure={"checks": CHECKS}, texts=WORDS), learner)


def saved(attempt):
    return attempt.saves.order_by("pk").last().response["text"]


def test_task_documents_and_rubric_are_there_before_a_word_is_written(signed_in, attempt):
    page = text_of(signed_in.get(url("attempt", attempt)))
    for words in (
        "Write to the mayor.",
        "They arrive at noon.",
        "Does the mayor know what to decide?",
        "The ask: mid.",
    ):
        assert words in page
    assert "3 to 50 words" in page
    assert "0 words" in page
    assert "What the check found" not in page
    assert "CANARY" not in page


def test_a_text_is_kept_as_it_was_written(signed_in, attempt):
    text = "Dear Mayor,\r\n\r\n\t«Décidez» 2 + 3 < 7 & “so”\u00a0: 日本 🙂\r\n"
    signed_in.post(url("attempt", attempt), {"text": text, "base_version": "0"})
    assert saved(attempt) == text.replace("\r\n", "\n")
    assert "«Décidez» 2 + 3 &lt; 7 &amp; “so”\u00a0: 日本 🙂" in text_of(signed_in.get(url("attempt", attempt)))


def test_a_save_in_the_background_keeps_the_text(signed_in, attempt):
    answer = signed_in.post(url("save", attempt), {"text": "One\r\ntwo", "base_version": "0"})
    assert (answer.status_code, json.loads(answer.content)["current"]) == (200, {"text": "One\ntwo"})


def test_what_no_keyboard_gives_is_left_out(signed_in, attempt):
    signed_in.post(url("attempt", attempt), {"text": "a\x00b\x85\x1bc" + "d" * LONGEST_TEXT, "base_version": "0"})
    assert saved(attempt).startswith("abcd")
    assert len(saved(attempt)) <= LONGEST_TEXT


def test_a_long_text_survives_signing_in_again(client, attempt):
    client.post(url("attempt", attempt), {"text": "long words " * 1800, "client_seq": "x"})
    assert len(client.session["kept_answers"]["fields"]["text"][0]) == 19_800


def test_the_text_is_checked_by_the_server(signed_in, attempt):
    text = "Subject: Flag\r\n\r\nAnswer by Thursday 12 June 2026. [name]"
    answer = signed_in.post(
        url("attempt", attempt), {"text": text, "base_version": "0", "action": "check"}, follow=True
    )
    page = text_of(answer)
    assert answer.redirect_chain[-1][0].endswith("?checked=1#findings")
    assert "A subject line" in page
    assert "The day of the week does not fit the date:" in page
    assert 'data-start="25" data-end="46">“Thursday 12 June 2026”</a>' in page
    assert "paragraph 2" in page
    assert "Still to be filled in:" in page
    assert saved(attempt).startswith("Subject: Flag\n\n")


def test_an_empty_text_is_not_submitted(signed_in, attempt):
    answer = signed_in.post(
        url("submit", attempt), {"text": " \r\n ", "base_version": "0", "anyway": "yes"}, follow=True
    )
    assert "There is no text yet" in text_of(answer)
    attempt.refresh_from_db()
    assert attempt.state == "open"


def test_an_empty_text_does_not_replace_what_is_saved(signed_in, attempt):
    signed_in.post(url("attempt", attempt), {"text": "All my work.", "base_version": "0"})
    services.submit_attempt(attempt_id=attempt.pk, client_seq="late", base_version=1, response={"text": ""})
    attempt.refresh_from_db()
    assert attempt.submitted_response == {"text": "All my work."}


def test_a_receipt_shows_the_paragraphs_and_asks_for_ones_own_judgement(signed_in, learner):
    submitted = make_submission(learner, text="Mayor,\n\nplease decide.")
    page = text_of(signed_in.get(url("receipt", submitted)))
    assert "<p>Mayor,</p><p>please decide.</p>" in page
    assert "Judge your own text" in page
    assert "This never counts" in page
    assert "CANARY" not in page


def judge(client, attempt, **levels):
    return client.post(url("judge", attempt), {f"level-{name}": level for name, level in levels.items()})


def test_ones_own_judgement_is_kept_and_counts_for_nothing(signed_in, learner):
    submitted = make_submission(learner)
    assert judge(signed_in, submitted, ask="top", tone="best", style="low").status_code == 303
    judge(signed_in, submitted, ask="mid", tone="low")
    assert SelfAssessment.objects.get().levels == {"ask": "mid", "tone": "low"}
    page = text_of(signed_in.get(url("receipt", submitted)))
    assert page.count(" checked") == 2
    assert "You will see it beside the marks." in page
    release(submitted, make_user(), make_marks("top", "top"))
    result = review(key=submitted.key, owner=Owner(learner_id=learner.pk), language="en")
    assert result.percent == 100
    page = text_of(signed_in.get(url("review", submitted)))
    assert "How you judged your text yourself" in page
    assert "<dt>The tone</dt><dd>Not yet</dd>" in page


def test_only_ones_own_text_that_is_handed_in_can_be_judged(client, signed_in, learner, attempt):
    other = make_submission(make_user())
    checks = finish_attempt(make_attempt(make_published_exercise("choice"), learner), is_right=True)
    assert [judge(signed_in, it, ask="top").status_code for it in (attempt, other, checks)] == [404, 404, 404]
    assert services.judge_own_text(attempt_id=attempt.pk, levels={"ask": "top"}) is False
    assert SelfAssessment.objects.count() == 0
    assert signed_in.get(url("judge", attempt)).status_code == 405
    client.logout()
    assert judge(client, attempt, ask="top")["Location"].startswith("/accounts/login/")
    assert own_judgement(key=attempt.key, owner=Owner(learner_id=learner.pk), language="en") is None


def test_marks_are_shown_with_level_reason_and_the_highest_level(signed_in, learner):
    submitted = make_submission(learner, make_published_exercise("rubric", max_tries=2))
    marks = make_marks("mid", "top", comment="On the whole: clear.")
    marks["criteria"]["ask"]["span"] = {"start": 0, "end": 5}
    release(submitted, make_user(), marks)
    page = text_of(signed_in.get(url("review", submitted)))
    for words in ("On the whole: clear.", "On ask.", "The ask: mid.", "The ask: top.", "Mayor", "3 of 6 points"):
        assert words in page
    assert '<th scope="row">The ask</th>' in page
    assert "A person read the text" in page
    assert "CANARY" not in page


def test_what_the_marker_points_at_is_linked_both_ways(signed_in, learner):
    submitted = make_submission(learner, text="Mayor, please\n\ndecide <now>.")
    marks = make_marks()
    marks["criteria"]["ask"]["span"] = {"start": 7, "end": 21}
    marks["criteria"]["tone"]["span"] = {"start": 13, "end": 15}
    release(submitted, make_user(), marks)
    page = signed_in.get(url("review", submitted)).content.decode()
    assert re.findall(r"<mark>(.*?)</mark>", page) == ["please", "decide"]
    assert page.count('href="#place-ask"') == page.count('id="place-ask"') == 1
    assert page.count('href="#mark-ask"') == page.count('id="mark-ask"') == 1
    assert "end of passage 1" in page
    assert '<details class="reveal" open>' in page
    assert "place-tone" not in page


def test_exemplars_are_shown_when_no_try_is_left(signed_in, learner):
    submitted = make_submission(learner, make_published_exercise("rubric", max_tries=1))
    assert "CANARY" not in text_of(signed_in.get(url("receipt", submitted)))
    release(submitted, make_user(), make_marks("low", "low"))
    page = text_of(signed_in.get(url("review", submitted)))
    assert "CANARY Mayor, please decide." in page
    assert "Texts of others, with what they earn" in page


def test_reading_a_receipt_of_written_work_takes_few_statements(signed_in, learner, statements):
    submitted = make_submission(learner)
    with statements() as made:
        signed_in.get(url("receipt", submitted))
    assert len(made.counted) <= 2
