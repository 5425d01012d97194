import uuid

import pytest
from django.core.cache import cache
from django.test import Client

from assessments import services
from assessments.models import Attempt
from tests.factories.accounts import make_user
from tests.factories.assessments import finish_attempt, make_attempt, make_guest_attempt, make_sample

pytestmark = pytest.mark.django_db

KINDS = ["choice", "order", "branch", "numeric", "match", "sjt", "intray", "redpen"]
PAGES = ["", "receipt/", "review/"]
SENT = {"q-q1": "a", "option": "call", "step": "1", "order": ["gov", "mayor"], "confirmed": "yes"}


@pytest.fixture(autouse=True)
def _no_limits_from_before():
    cache.clear()


def start(client, slug="try-choice"):
    response = client.post(f"/try/{slug}/")
    assert response.status_code == 303
    return Attempt.objects.get(key=response["Location"].split("/")[2])


def text_of(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_reading_sets_no_session_and_begins_nothing(client):
    make_sample()
    for path in ("/try/", "/try/try-choice/"):
        assert "Start" in text_of(client, path)
    assert "sessionid" not in client.cookies
    assert not Attempt.objects.exists()


def test_an_unknown_name_is_not_found(client):
    assert client.get("/try/nothing/").status_code == 404
    assert client.post("/try/nothing/", follow=True).redirect_chain == [("/try/", 302)]
    assert "sessionid" not in client.cookies


def test_without_samples_the_list_leads_to_the_courses(client):
    assert "There is nothing to try at the moment" in text_of(client, "/try/")


@pytest.mark.parametrize("kind", KINDS)
def test_a_guest_plays_every_kind_to_its_debrief(client, kind):
    make_sample(kind)
    make_sample("choice", slug="another")
    attempt = start(client, f"try-{kind}")
    assert (attempt.learner, attempt.as_guest) == (None, True)
    assert "30 days in this browser" in text_of(client, f"/attempts/{attempt.key}/")
    finish_attempt(attempt, is_right=False)
    assert "Your answers arrived" in text_of(client, f"/attempts/{attempt.key}/receipt/")
    page = text_of(client, f"/attempts/{attempt.key}/review/")
    assert "CANARY" in page
    assert "Keep this result: sign up" in page
    assert "/accounts/signup/?next=/try/" in page
    assert 'action="/try/another/"' in page
    assert "Practice: does not count" in page


def test_the_last_sample_leads_to_the_first_and_a_single_one_nowhere(client):
    make_sample("choice")
    attempt = finish_attempt(start(client), is_right=True)
    assert "Next:" not in text_of(client, f"/attempts/{attempt.key}/review/")
    make_sample("order")
    last = finish_attempt(start(client, "try-order"), is_right=True)
    assert 'action="/try/try-choice/"' in text_of(client, f"/attempts/{last.key}/review/")


def test_pages_of_a_guest_stay_out_of_caches(client):
    make_sample()
    attempt = start(client)
    for path in ("/try/", "/try/try-choice/", f"/attempts/{attempt.key}/"):
        assert "no-store" in client.get(path)["Cache-Control"]


def test_the_list_remembers_what_was_tried_in_this_browser(client):
    make_sample("choice"), make_sample("order")
    finish_attempt(start(client), is_right=True)
    start(client, "try-order")
    page = text_of(client, "/try/")
    assert "What you tried in this browser" in page
    assert "100&nbsp;%" in page
    assert "Begun: go on with it" in page
    assert "What you tried" not in text_of(Client(), "/try/")


def test_a_guest_goes_on_where_they_stopped(client):
    make_sample()
    assert start(client) == start(client)


@pytest.mark.parametrize("who", ["guest", "learner", "claimant"])
def test_nobody_reaches_the_attempts_of_a_guest(client, who):
    exercise = make_sample("branch")
    theirs = [make_guest_attempt(exercise, uuid.uuid4()), finish_attempt(start(Client(), "try-branch"), is_right=True)]
    if who == "guest":
        start(client, "try-branch")
    if who == "claimant":
        start(client, "try-branch")
        client.force_login(make_user())
    if who == "learner":
        client.force_login(make_user())
    for key in (theirs[0].key, theirs[1].key, uuid.uuid4()):
        assert [client.get(f"/attempts/{key}/{page}").status_code for page in PAGES] == [404] * 3
        sent = [client.post(f"/attempts/{key}/{page}", SENT).status_code for page in ("", "save/", "move/", "submit/")]
        assert sent == [404] * 4


def test_a_guest_does_not_reach_the_attempts_of_a_learner(client):
    theirs = make_attempt(make_sample(), make_user())
    start(client)
    for page in PAGES:
        assert client.get(f"/attempts/{theirs.key}/{page}").status_code == 404
    assert client.post(f"/attempts/{theirs.key}/submit/", SENT).status_code == 404


def sign_up(client, email="new@example.org"):
    fields = {"email": email, "display_name": "New", "password1": "correct horse battery"}
    client.post("/accounts/signup/?next=/try/", fields)


def test_signing_in_makes_it_theirs_and_says_so(client):
    make_sample("choice"), make_sample("order")
    done = finish_attempt(start(client), is_right=True)
    start(client, "try-order")
    user = make_user()
    client.force_login(user)
    page = text_of(client, "/try/")
    assert page.count("before signing up") == 2
    assert "Nothing in this list counts towards a certificate." in page
    assert "counts towards nothing" in text_of(client, f"/attempts/{done.key}/review/")
    done.refresh_from_db()
    assert (done.learner, done.as_guest) == (user, True)
    assert "guest" not in client.session


def test_the_person_is_told(client):
    make_sample()
    finish_attempt(start(client), is_right=True)
    user = make_user()
    user.set_password("correct horse battery")
    user.save()
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    page = client.post("/accounts/login/", {"login": user.email, "password": "correct horse battery"}, follow=True)
    assert "The exercise you tried before signing up is kept for you" in page.content.decode()


def test_after_signing_out_nothing_of_it_is_reachable(client):
    make_sample()
    attempt = finish_attempt(start(client), is_right=True)
    user = make_user()
    client.force_login(user)
    client.post("/accounts/logout/")
    assert client.get(f"/attempts/{attempt.key}/").status_code == 302
    start(client)
    assert client.get(f"/attempts/{attempt.key}/").status_code == 404


def test_a_signed_in_person_makes_an_ordinary_attempt(signed_in, learner):
    make_sample()
    attempt = start(signed_in)
    assert (attempt.learner, attempt.as_guest) == (learner, False)
    finish_attempt(attempt, is_right=True)
    page = text_of(signed_in, f"/attempts/{attempt.key}/review/")
    assert "sign up" not in page.lower()


def test_the_session_of_a_guest_lasts_as_long_as_their_attempts_and_no_longer_once_signed_in(client):
    make_sample()
    start(client)
    assert client.session.get_expiry_age() == 30 * 24 * 3600
    client.force_login(make_user())
    assert client.session.get_expiry_age() == 14 * 24 * 3600


@pytest.mark.parametrize("rates", ["2/h/key,9/h/ip", "9/h/key,2/h/ip"])
def test_too_many_starts_are_told_when_to_come_back(client, settings, rates):
    settings.ACCOUNT_RATE_LIMITS = {"try_now": rates}
    make_sample()
    attempt = start(client)
    start(client)
    response = client.post("/try/try-choice/")
    assert (response.status_code, response["Retry-After"]) == (429, "3600")
    assert "Come back in 60 minutes" in response.content.decode()
    assert client.get(f"/attempts/{attempt.key}/").status_code == 200
    client.force_login(make_user())
    start(client)


def test_a_browser_that_was_refused_gets_no_session(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"try_now": "0/h/ip"}
    make_sample()
    assert client.post("/try/try-choice/").status_code == 429
    assert "sessionid" not in client.cookies


def test_what_was_withdrawn_can_be_finished_but_not_begun_again(client):
    make_sample()
    attempt = start(client)
    services.sync_samples({})
    assert client.get(f"/attempts/{attempt.key}/").status_code == 200
    finish_attempt(attempt, is_right=False)
    page = text_of(client, f"/attempts/{attempt.key}/review/")
    assert "Try this one again" not in page
    assert "See the courses" in page
