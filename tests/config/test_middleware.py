import pytest
from django.core.exceptions import MiddlewareNotUsed
from django.db import OperationalError

from accounts.services import conflicts
from config.middleware import MaintenanceMiddleware
from courses import services
from courses.models import Enrolment
from tests.accounts.services.test_conflicts import fails, given_up
from tests.factories.accounts import make_user
from tests.factories.courses import make_course

pytestmark = pytest.mark.django_db


@pytest.fixture
def learner(client, monkeypatch):
    monkeypatch.setattr(conflicts, "PAUSES", (0, 0))
    client.raise_request_exception = False
    client.force_login(user := make_user())
    return user


def stumble(monkeypatch, times, error):
    """Let the database give up enrolling so many times."""
    stumbling = fails(times, error)
    enrol = services.enrol_learner
    monkeypatch.setattr(services, "enrol_learner", lambda **given: stumbling(None) or enrol(**given))


def send(client, course, **fields):
    return client.post(f"/learn/{course.slug}/enrol/", fields)


@pytest.mark.parametrize("times", [1, 2, 3])
def test_a_view_whose_transaction_was_given_up_runs_again(client, learner, monkeypatch, times):
    course = make_course()
    stumble(monkeypatch, times, given_up())
    assert send(client, course).status_code == 302
    assert Enrolment.objects.get().learner == learner


def test_the_fourth_conflict_answers_with_a_page_that_keeps_what_was_sent(client, learner, monkeypatch):
    course = make_course()
    stumble(monkeypatch, 4, given_up())
    response = send(client, course, text="Two\nlines & <more>", password1="hidden", csrfmiddlewaretoken="as sent")
    page = response.content.decode()
    assert (response.status_code, response["Retry-After"]) == (503, "5")
    assert f'<form method="post" action="/learn/{course.slug}/enrol/">' in page
    assert 'name="text" value="Two\nlines &amp; &lt;more&gt;"' in page
    assert 'name="csrfmiddlewaretoken" value="as sent"' in page
    assert "hidden" not in page.replace('type="hidden"', "")
    assert not Enrolment.objects.exists()
    assert send(client, course).status_code == 302


def test_a_database_that_is_away_is_not_asked_again(client, learner, monkeypatch):
    stumble(monkeypatch, 1, OperationalError("the connection was closed"))
    assert send(client, make_course()).status_code == 503


def test_other_errors_are_errors(client, learner, monkeypatch):
    stumble(monkeypatch, 1, ValueError("a mistake of ours"))
    response = send(client, make_course())
    assert response.status_code == 500
    assert "Something went wrong" in response.content.decode()


def test_a_page_that_was_only_asked_for_has_a_link_to_it(client, learner, monkeypatch):
    stumbling = fails(9, given_up())
    monkeypatch.setattr("courses.selectors.dashboard", lambda **_given: stumbling(None))
    response = client.get("/learn/?a=1&b=2")
    assert response.status_code == 503
    assert '<a class="button" href="/learn/?a=1&amp;b=2">Try again</a>' in response.content.decode()


def test_views_of_others_are_not_run_again(client, monkeypatch):
    client.raise_request_exception = False
    stumbling = fails(1, given_up())
    monkeypatch.setattr("allauth.account.views.LoginView.form_valid", lambda *_given: stumbling(None))
    user = make_user(password="correct horse")
    fields = {"login": user.email, "password": "correct horse"}
    monkeypatch.setattr("allauth.account.forms.LoginForm.clean", lambda form: form.cleaned_data)
    assert client.post("/accounts/login/", fields).status_code == 503


def test_maintenance_answers_everything_and_asks_no_database(client, settings):
    settings.CHANCERY_MAINTENANCE = True
    for path in ("/", "/learn/", "/attempts/00000000-0000-0000-0000-000000000001/save/"):
        response = client.post(path)
        assert (response.status_code, response["Retry-After"]) == (503, "300")
        assert "Back in a few minutes" in response.content.decode()


def test_without_maintenance_the_middleware_takes_itself_out():
    with pytest.raises(MiddlewareNotUsed):
        MaintenanceMiddleware(lambda _request: None)
