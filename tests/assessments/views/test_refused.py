import pytest
from django.test import Client
from django.urls import reverse

from assessments.models import ResponseSave
from tests.factories.assessments import make_attempt, make_published_exercise

pytestmark = pytest.mark.django_db

ANSWERS = {"q-q1": "a", "q-q2": ["a", "b"], "client_seq": "abcdefgh", "base_version": "0"}


@pytest.fixture
def attempt(learner):
    return make_attempt(make_published_exercise("choice"), learner)


@pytest.fixture
def strict(learner):
    client = Client(enforce_csrf_checks=True)
    client.force_login(learner)
    return client


def url(name, attempt):
    return reverse(f"assessments:{name}", args=[attempt.key])


@pytest.mark.parametrize("name", ["attempt", "submit"])
def test_answers_of_a_refused_form_are_there_when_one_goes_back(strict, attempt, name):
    response = strict.post(url(name, attempt), ANSWERS)
    assert response.status_code == 403
    page = response.content.decode()
    assert "Your answers are kept." in page
    assert f'href="{url("attempt", attempt)}"' in page
    assert not ResponseSave.objects.exists()
    page = strict.get(url("attempt", attempt)).content.decode()
    assert page.count(" checked>") == 3
    assert "These answers are not saved yet" in page


def test_a_refused_save_in_the_background_says_that_nothing_is_lost(strict, attempt):
    response = strict.post(url("save", attempt), ANSWERS)
    assert response.status_code == 403
    assert "Your answers stay here" in response.json()["message"]


@pytest.mark.parametrize("path", ["/account/", "/nothing/at/all/"])
def test_other_refused_forms_say_what_to_do(strict, path):
    response = strict.post(path, {"display_name": "Somebody else"})
    assert response.status_code == 403
    page = response.content.decode()
    assert "Go back one page and copy what you typed" in page
    assert "Somebody else" not in page
