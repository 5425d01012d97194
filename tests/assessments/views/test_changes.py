import datetime
import hashlib
import json

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments import services
from assessments.models import Attempt, Move, ResponseSave, Score
from assessments.services import saving
from tests.factories.accounts import make_user
from tests.factories.assessments import RIGHT, WRONG, finish_attempt, make_attempt, make_published_exercise

pytestmark = pytest.mark.django_db

KINDS = ["choice", "order", "branch"]
ANSWERS = {"q-q1": "a", "q-q2": ["a", "b"], "client_seq": "abcdefgh", "base_version": "0"}
CHANGES = ["attempt", "save", "move", "submit"]


def start(kind, learner, **policy):
    return make_attempt(make_published_exercise(kind, **policy), learner)


@pytest.fixture
def attempt(learner):
    return start("choice", learner)


def url(name, attempt, query=""):
    return reverse(f"assessments:{name}", args=[attempt.key]) + query


def goes_to(response):
    assert response.status_code == 303
    return response["Location"]


def last_response():
    return ResponseSave.objects.latest("pk").response


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", CHANGES)
def test_changes_of_somebody_elses_attempt_are_not_found(signed_in, kind, name):
    attempt = start(kind, make_user())
    data = ANSWERS | {"option": "call", "step": "1", "order": ["gov"], "anyway": "yes"}
    assert signed_in.post(url(name, attempt), data).status_code == 404
    assert (ResponseSave.objects.count(), Move.objects.count(), Score.objects.count()) == (0, 0, 0)


@pytest.mark.parametrize("name", CHANGES)
def test_changes_need_the_csrf_token(learner, attempt, name):
    client = Client(enforce_csrf_checks=True)
    client.force_login(learner)
    assert client.post(url(name, attempt), ANSWERS).status_code == 403
    assert not ResponseSave.objects.exists()


def test_saving_in_the_background_answers_with_version_and_time(signed_in, attempt):
    answer = signed_in.post(url("save", attempt), ANSWERS).json()
    assert (answer["version"], answer["is_branch"], answer["current"]) == (1, False, RIGHT["choice"])
    assert answer["saved_at"].startswith(ResponseSave.objects.get().saved_at.isoformat()[:19])
    assert answer["time"]


def test_saving_twice_is_one_save(signed_in, attempt):
    answers = [signed_in.post(url("save", attempt), ANSWERS).json() for _ in range(2)]
    assert answers[0] == answers[1]
    assert ResponseSave.objects.count() == 1


def test_saving_on_a_stale_base_gives_back_the_main_line(signed_in, attempt):
    signed_in.post(url("save", attempt), ANSWERS)
    stale = ANSWERS | {"q-q1": "b", "client_seq": "other-tab"}
    answer = signed_in.post(url("save", attempt), stale).json()
    assert (answer["version"], answer["is_branch"], answer["current"]) == (1, True, RIGHT["choice"])


def test_saving_costs_three_statements_and_an_unusual_save_at_most_eight(signed_in, attempt, statements):
    counts = []
    stale = ANSWERS | {"q-q1": "b", "client_seq": "stale-one"}
    for data in (ANSWERS, ANSWERS, stale, stale, ANSWERS | {"base_version": "1"}):
        with statements() as made:
            assert signed_in.post(url("save", attempt), data).status_code == 200
        counts.append(len(made.counted))
    assert counts[0] == 3
    assert max(counts) <= 8


def test_saving_signed_out_says_what_to_do(client, attempt):
    response = client.post(url("save", attempt), ANSWERS)
    assert response.status_code == 401
    assert "Sign in again in a new tab" in response.json()["message"]


def test_saving_after_submitting_keeps_the_answers_and_says_so(signed_in, attempt):
    finish_attempt(attempt, is_right=True)
    response = signed_in.post(url("save", attempt), ANSWERS | {"q-q1": "b"})
    assert response.status_code == 409
    assert "kept but does not count" in response.json()["message"]
    assert last_response()["answers"]["q1"] == ["b"]


@pytest.mark.parametrize("base", ["", "x", "-1", "99999999999999999999", "4294967296"])
def test_saving_survives_nonsense_in_the_hidden_fields(signed_in, attempt, base):
    response = signed_in.post(url("save", attempt), ANSWERS | {"base_version": base, "client_seq": "<x>"})
    assert response.status_code == 200
    assert last_response() == RIGHT["choice"]


@pytest.mark.parametrize("junk", ["x" * 1_000_000, "\x00", "<b>", "\u202e", ""])
def test_what_is_no_answer_is_not_stored_as_one(signed_in, learner, attempt, junk):
    signed_in.post(url("save", attempt), ANSWERS | {"q-q2": ["a", junk]})
    assert last_response() == {"answers": {"q1": ["a"], "q2": ["a"]}}
    order = start("order", learner)
    signed_in.post(url("save", order), {"order": ["gov", junk], "move": junk, "confirmed": "yes"})
    assert last_response() == {"order": ["gov"], "confirmed": True}


def test_what_a_client_says_about_its_result_is_ignored(signed_in, attempt):
    claims = {"score": "100", "passed": "1", "earned": "3000000", "learner": "1", "state": "scored"}
    signed_in.post(url("submit", attempt), claims | {"q-q1": "b", "q-q2": ["c"], "anyway": "yes"})
    score = Score.objects.get()
    assert (score.earned, score.passed) == (0, False)
    assert last_response() == {"answers": {"q1": ["b"], "q2": ["c"]}}


def test_saving_without_javascript_comes_back_to_the_page(signed_in, attempt):
    response = signed_in.post(url("attempt", attempt), ANSWERS | {"next": "/learn/x/"})
    assert goes_to(response) == url("attempt", attempt, "?next=%2Flearn%2Fx%2F#exercise")
    assert last_response() == RIGHT["choice"]


def test_saving_without_javascript_after_submitting_leads_to_the_review(signed_in, attempt):
    finish_attempt(attempt, is_right=True)
    response = signed_in.post(url("attempt", attempt), ANSWERS | {"q-q1": "b"})
    assert goes_to(response) == url("review", attempt)


def test_entries_move_without_javascript(signed_in, learner):
    attempt = start("order", learner)
    order = ["mayor", "gov", "judge", "clerk"]
    response = signed_in.post(url("attempt", attempt), {"order": order, "move": "gov:up", "base_version": "0"})
    assert goes_to(response) == url("attempt", attempt, "#entry-gov")
    assert last_response() == {"order": ["gov", "mayor", "judge", "clerk"], "confirmed": False}
    page = signed_in.get(url("attempt", attempt)).content.decode()
    assert page.index('name="order" value="gov"') < page.index('name="order" value="mayor"')


@pytest.mark.parametrize("junk", ["x" * 100_000, "gov\r\nX-Evil: 1", "\x00"])
def test_a_move_of_no_entry_leads_nowhere_else(signed_in, learner, junk):
    attempt = start("order", learner)
    response = signed_in.post(url("attempt", attempt), {"move": junk})
    assert goes_to(response) == url("attempt", attempt, "#exercise")
    assert "X-Evil" not in response


@pytest.mark.parametrize(
    "evil",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "http:///evil.example"],
)
@pytest.mark.parametrize("name", ["attempt", "submit"])
def test_the_way_back_never_leads_to_another_site(signed_in, attempt, name, evil):
    response = signed_in.post(url(name, attempt), ANSWERS | {"next": evil}, follow=True)
    assert "evil" not in response.content.decode()
    assert all("evil" not in address for address, _status in response.redirect_chain)


def test_choosing_between_two_versions(signed_in, attempt):
    for seq, response in [("a", RIGHT["choice"]), ("b", WRONG["choice"])]:
        services.save_response(attempt_id=attempt.pk, client_seq=seq, base_version=0, response=response)
    signed_in.post(url("attempt", attempt), {"q-q1": "b", "q-q2": ["a", "c"], "base_version": "1"})
    page = signed_in.get(url("attempt", attempt)).content.decode()
    assert "two versions" not in page
    attempt.refresh_from_db()
    assert attempt.response_version == 2


@pytest.mark.parametrize(("name", "extra"), [("submit", {}), ("attempt", {"action": "submit"})])
def test_submitting_leads_to_the_receipt(signed_in, attempt, name, extra):
    response = signed_in.post(url(name, attempt), ANSWERS | extra)
    assert goes_to(response) == url("receipt", attempt)
    assert Score.objects.get().passed


def test_submitting_twice_leads_to_the_same_receipt(signed_in, attempt):
    places = [goes_to(signed_in.post(url("submit", attempt), ANSWERS)) for _ in range(2)]
    assert places == [url("receipt", attempt)] * 2
    assert Score.objects.count() == 1


def test_submitting_with_gaps_saves_and_asks_first(signed_in, attempt):
    part = {"q-q1": "a", "client_seq": "abcdefgh", "base_version": "0"}
    place = goes_to(signed_in.post(url("submit", attempt), part))
    assert place == url("attempt", attempt, "?unanswered=1#unanswered")
    assert (last_response(), Score.objects.count()) == ({"answers": {"q1": ["a"]}}, 0)
    page = signed_in.get(place).content.decode()
    assert "1 question is not answered yet" in page
    again = part | {"base_version": "1", "client_seq": "ijklmnop", "anyway": "yes"}
    assert goes_to(signed_in.post(url("submit", attempt), again)) == url("receipt", attempt)
    assert Score.objects.get().earned == 1_000_000


NUMBERS = {"n-q1": "725", "u-q1": "cm", "n-q2": "4\u202f321"}


def test_numbers_are_saved_as_they_are_typed(signed_in, learner):
    attempt = start("numeric", learner)
    signed_in.post(url("save", attempt), NUMBERS)
    assert last_response() == RIGHT["numeric"]
    signed_in.post(url("save", attempt), NUMBERS | {"n-q1": "about <7>", "n-q2": "\u202e", "base_version": "1"})
    assert last_response() == {"answers": {"q1": {"value": "about <7>", "unit": "cm"}}}
    signed_in.post(url("save", attempt), {"n-q1": "7" * 81, "n-q2": "\x00", "u-q1": "<b>", "base_version": "2"})
    assert last_response() == {"answers": {}}


@pytest.mark.parametrize(
    ("typed", "unit", "message"),
    [
        ("seven", "m", "This is not a number we can read."),
        ("1.234,5", "m", "Use one decimal mark only"),
        ("7", "", "Choose the unit of your number."),
        ("7" * 41, "m", "This number is too long."),
    ],
)
def test_a_number_that_cannot_be_read_is_said_before_submitting(signed_in, learner, typed, unit, message):
    attempt = start("numeric", learner)
    sent = NUMBERS | {"n-q1": typed, "u-q1": unit, "base_version": "0"}
    place = goes_to(signed_in.post(url("submit", attempt), sent))
    page = signed_in.get(place).content.decode()
    assert "1 question is not answered yet" in page
    assert message in page
    assert f'value="{typed}"' in page
    assert 'aria-invalid="true"' in page
    done = sent | {"base_version": "1", "client_seq": "ijklmnop", "anyway": "yes"}
    assert goes_to(signed_in.post(url("submit", attempt), done)) == url("receipt", attempt)
    assert Score.objects.get().earned == 1_000_000
    assert message in signed_in.get(url("review", attempt)).content.decode()


def test_scenarios_with_gaps_are_asked_for_first(signed_in, learner):
    attempt = start("sjt", learner)
    sent = {"r-flag.call": "6", "r-flag.ask": "4", "r-flag.wait": "", "base_version": "0"}
    page = signed_in.get(goes_to(signed_in.post(url("submit", attempt), sent))).content.decode()
    assert '<a href="#s-flag">Scenario 1</a>' in page
    assert page.count(" checked>") == 2
    done = sent | {"base_version": "1", "anyway": "yes"}
    assert goes_to(signed_in.post(url("submit", attempt), done)) == url("receipt", attempt)
    assert Score.objects.get().earned == 2_000_000


@pytest.mark.parametrize(
    ("mode", "sent", "said"),
    [
        (
            "rank",
            {"r-flag.call": "1", "r-flag.ask": "1", "r-flag.wait": "3"},
            "You gave place 1 to more than one option",
        ),
        (
            "best-worst",
            {"best-flag": "ask", "worst-flag": "ask"},
            "You picked the same option as the best and as the worst",
        ),
    ],
)
def test_what_is_given_twice_is_said_and_kept(signed_in, learner, mode, sent, said):
    attempt = start("sjt", learner, structure={"mode": mode})
    page = signed_in.get(goes_to(signed_in.post(url("submit", attempt), sent | {"base_version": "0"}))).content.decode()
    assert said in page
    assert page.count(" checked>") == len(sent)
    assert Score.objects.count() == 0


def test_pairs_with_gaps_are_asked_for_first(signed_in, learner):
    attempt = start("match", learner)
    sent = {"m-gate": "t2", "m-hall": "t3", "m-car": "", "base_version": "0"}
    page = signed_in.get(goes_to(signed_in.post(url("submit", attempt), sent))).content.decode()
    assert '<a href="#m-car">Car</a>' in page
    done = sent | {"base_version": "1", "anyway": "yes"}
    assert goes_to(signed_in.post(url("submit", attempt), done)) == url("receipt", attempt)
    assert Score.objects.get().earned == 2_000_000


def test_an_order_has_to_be_confirmed(signed_in, learner):
    attempt = start("order", learner)
    order = {"order": RIGHT["order"]["order"], "base_version": "0", "anyway": "yes"}
    place = goes_to(signed_in.post(url("submit", attempt), order))
    assert place == url("attempt", attempt, "?unanswered=1#unanswered")
    confirmed = order | {"base_version": "1", "confirmed": "yes"}
    assert goes_to(signed_in.post(url("submit", attempt), confirmed)) == url("receipt", attempt)
    assert Score.objects.get().passed


def test_submitting_on_a_stale_base_shows_both(signed_in, attempt):
    services.save_response(attempt_id=attempt.pk, client_seq="a", base_version=0, response=WRONG["choice"])
    place = goes_to(signed_in.post(url("submit", attempt), ANSWERS))
    assert place == url("attempt", attempt, "?notice=differ#notice")
    assert Score.objects.count() == 0
    assert "two versions" in signed_in.get(place).content.decode()


def test_late_gaps_do_not_reopen_a_submitted_attempt(signed_in, attempt):
    finish_attempt(attempt, is_right=True)
    assert goes_to(signed_in.post(url("submit", attempt), {"q-q1": "b"})) == url("receipt", attempt)


@pytest.mark.parametrize("name", ["move", "submit"])
def test_coming_back_from_sign_in_leads_to_the_page(signed_in, attempt, name):
    assert goes_to(signed_in.get(url(name, attempt))) == url("attempt", attempt)


def test_a_case_is_played_to_its_receipt(signed_in, learner):
    attempt = start("branch", learner)
    for step, option in enumerate(["call", "brief"], 1):
        place = goes_to(signed_in.post(url("move", attempt), {"step": step, "option": option}))
        assert place == url("attempt", attempt, "#scene")
    assert goes_to(signed_in.post(url("submit", attempt))) == url("receipt", attempt)
    assert Score.objects.get().passed


def test_a_second_tab_is_shown_where_the_case_stands(signed_in, learner):
    attempt = start("branch", learner)
    signed_in.post(url("move", attempt), {"step": "1", "option": "call"})
    place = goes_to(signed_in.post(url("move", attempt), {"step": "1", "option": "wait"}))
    assert place == url("attempt", attempt, "?notice=other-tab#notice")
    page = signed_in.get(place).content.decode()
    assert "This step had been taken already" in page
    assert "The mayor asks" in page


def test_a_decision_without_an_option_asks_for_one(signed_in, learner):
    attempt = start("branch", learner)
    place = goes_to(signed_in.post(url("move", attempt), {"step": "1"}))
    assert place == url("attempt", attempt, "?notice=no-move#notice")


def test_a_case_cannot_be_submitted_half_way(signed_in, learner):
    attempt = start("branch", learner)
    place = goes_to(signed_in.post(url("submit", attempt), {"path": ["call", "brief"], "anyway": "yes"}))
    assert place == url("attempt", attempt, "?unanswered=1#unanswered")
    assert not Score.objects.exists()


def test_a_move_after_submitting_leads_to_the_review(signed_in, learner):
    attempt = finish_attempt(start("branch", learner), is_right=True)
    place = goes_to(signed_in.post(url("move", attempt), {"step": "3", "option": "call"}))
    assert place == url("review", attempt)


def test_kinds_do_not_take_each_others_changes(signed_in, learner, attempt):
    assert signed_in.post(url("move", attempt), {"step": "1", "option": "a"}).status_code == 404
    case = start("branch", learner)
    assert signed_in.post(url("save", case), {"path": "call"}).status_code == 404
    assert signed_in.post(url("attempt", case), {"path": "call"}).status_code == 404


def test_a_signed_out_move_leads_to_sign_in(client, learner):
    attempt = start("branch", learner)
    response = client.post(url("move", attempt), {"step": "1", "option": "call"})
    assert response.status_code == 302
    assert response["Location"] == f"/accounts/login/?next={url('attempt', attempt)}"


@pytest.mark.parametrize("name", ["attempt", "submit"])
def test_answers_sent_signed_out_are_there_after_signing_in(client, learner, attempt, name):
    response = client.post(url(name, attempt), ANSWERS)
    assert response["Location"] == f"/accounts/login/?next={url('attempt', attempt)}"
    client.force_login(learner)
    page = client.get(url("attempt", attempt)).content.decode()
    assert page.count(" checked>") == 3
    assert "These answers are not saved yet" in page
    assert not ResponseSave.objects.exists()
    client.post(url("attempt", attempt), ANSWERS)
    assert "These answers are not saved yet" not in client.get(url("attempt", attempt)).content.decode()


def test_answers_kept_for_one_attempt_are_not_shown_in_another(client, learner, attempt):
    client.post(url("attempt", attempt), ANSWERS)
    client.force_login(learner)
    other = start("choice", learner)
    assert " checked>" not in client.get(url("attempt", other)).content.decode()


def test_only_answers_of_a_sensible_size_are_kept(client, attempt):
    client.post(url("attempt", attempt), ANSWERS | {"q-q1": ["x" * 60] * 400})
    assert "kept_answers" not in client.session


def test_an_attempt_submitted_in_another_tab_meanwhile_leads_to_the_receipt(signed_in, attempt):
    waiting = ["the other tab"]

    def submit_in_between(execute, sql, params, many, context):
        if sql.startswith('UPDATE "assessments_attempt"') and waiting:
            waiting.pop()
            services.submit_attempt(attempt_id=attempt.pk, client_seq="other", base_version=0, response=None)
        return execute(sql, params, many, context)

    services.save_response(attempt_id=attempt.pk, client_seq="a", base_version=0, response=RIGHT["choice"])
    with connection.execute_wrapper(submit_in_between):
        response = signed_in.post(url("submit", attempt), {"q-q1": "b", "base_version": "1"})
    assert goes_to(response) == url("receipt", attempt)
    assert Score.objects.get().passed


@pytest.fixture
def flooded(attempt):
    saves = [
        ResponseSave(
            attempt=attempt, client_seq=f"flood-{number}", base_version=number, version=number + 1, response={}
        )
        for number in range(saving.MOST_SAVES)
    ]
    ResponseSave.objects.bulk_create(saves)
    attempt.response_version = saving.MOST_SAVES
    attempt.save()
    return attempt


@pytest.mark.parametrize("base", [saving.MOST_SAVES, 7])
def test_a_flood_of_saves_is_stopped_and_says_that_nothing_is_lost(signed_in, flooded, base):
    response = signed_in.post(url("save", flooded), ANSWERS | {"base_version": str(base)})
    assert response.status_code == 429
    assert "Your answers stay on this page" in response.json()["message"]
    assert ResponseSave.objects.count() == saving.MOST_SAVES


@pytest.mark.parametrize("name", ["attempt", "submit"])
def test_a_flood_without_javascript_keeps_what_was_typed(signed_in, flooded, name):
    response = signed_in.post(url(name, flooded), ANSWERS | {"base_version": "7"})
    page = signed_in.get(goes_to(response)).content.decode()
    assert "Nothing is lost: wait a minute" in page
    assert page.count(" checked>") == 3


def test_a_flood_of_saves_is_over_after_a_minute(signed_in, flooded):
    sent = ANSWERS | {"base_version": str(saving.MOST_SAVES)}
    ResponseSave.objects.filter(version__lt=3).update(saved_at=timezone.now() - saving.PERIOD)
    assert signed_in.post(url("save", flooded), sent).status_code == 200
    last = sent | {"base_version": str(saving.MOST_SAVES + 1), "client_seq": "the-last-one", "anyway": "yes"}
    assert goes_to(signed_in.post(url("submit", flooded), last)) == url("receipt", flooded)


def digest_of(fields):
    text = json.dumps(sorted([name, value] for name, value in fields), ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def test_a_submission_that_is_what_the_browser_sent_is_scored(signed_in, attempt):
    sent = digest_of([("q-q1", "a"), ("q-q2", "a"), ("q-q2", "b")])
    assert goes_to(signed_in.post(url("submit", attempt), ANSWERS | {"digest": sent})) == url("receipt", attempt)


def test_line_ends_make_no_difference(signed_in, learner):
    attempt = start("rubric", learner)
    sent = digest_of([("text", "Mayor,\nplease “decide”.\n")])
    data = {"text": "Mayor,\r\nplease “decide”.\r\n", "base_version": "0", "digest": sent}
    assert goes_to(signed_in.post(url("submit", attempt), data)) == url("receipt", attempt)


def test_a_submission_that_lost_something_on_its_way_is_kept_and_not_scored(signed_in, attempt):
    sent = digest_of([("q-q1", "a"), ("q-q2", "a"), ("q-q2", "b"), ("q-q3", "c")])
    response = signed_in.post(url("submit", attempt), ANSWERS | {"digest": sent}, follow=True)
    assert "what arrived is not what your browser sent" in response.content.decode()
    assert last_response() == RIGHT["choice"]
    assert not Score.objects.exists()


def test_a_case_that_went_on_in_another_tab_is_not_submitted(signed_in, learner):
    attempt = start("branch", learner)
    for step, move in enumerate(["call", "brief"], 1):
        services.make_move(attempt_id=attempt.pk, step=step, move=move)
    response = signed_in.post(url("submit", attempt), {"base_version": "1"}, follow=True)
    assert "another step was taken meanwhile" in response.content.decode()
    assert not Score.objects.exists()
    assert goes_to(signed_in.post(url("submit", attempt), {"base_version": "2"})) == url("receipt", attempt)


def test_what_is_sent_when_time_is_over_hands_in_what_was_saved(signed_in, learner):
    attempt = start("choice", learner, limit_minutes=10)
    services.save_response(attempt_id=attempt.pk, client_seq="a", base_version=0, response=RIGHT["choice"])
    Attempt.objects.update(
        closes_at=timezone.now() - datetime.timedelta(minutes=2),
        started_at=timezone.now() - datetime.timedelta(minutes=12),
    )
    answer = signed_in.post(url("save", attempt), {"q-q1": "b", "base_version": "1"})
    assert (answer.status_code, answer.json()["message"][:21]) == (409, "Your time was over on")
    assert Score.objects.get().passed
    assert goes_to(signed_in.post(url("submit", attempt), {"q-q1": "b"})) == url("receipt", attempt)
