import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from assessments.models import MarkSave, ResponseSave
from assessments.services import open_work, save_marks
from tests.factories.accounts import make_user
from tests.factories.assessments import (
    make_attempt,
    make_draft,
    make_marks,
    make_published_exercise,
    make_submission,
    release,
)
from tests.factories.courses import exercise_item, lesson_item, make_course, make_enrolment

pytestmark = pytest.mark.django_db

ANSWERS = {"q-q1": "a", "q-q2": ["a", "b"], "client_seq": "abcdefgh", "base_version": "0"}


@pytest.fixture
def learner(db):
    return make_user()


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
    assert "What you typed is kept." in page
    assert f'href="{url("attempt", attempt)}"' in page
    assert not ResponseSave.objects.exists()
    page = strict.get(url("attempt", attempt)).content.decode()
    assert page.count(" checked>") == 3
    assert "These answers are not saved yet" in page


def test_a_refused_save_in_the_background_says_that_nothing_is_lost(strict, attempt):
    response = strict.post(url("save", attempt), ANSWERS)
    assert response.status_code == 403
    assert "Your answers stay here" in response.json()["message"]


@pytest.fixture
def work(learner):
    memo = make_published_exercise("rubric")
    make_enrolment(make_course(lesson_item("a", exercise_item(memo))), learner)
    return make_submission(learner, memo)


@pytest.fixture
def marking(db):
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_user(is_superuser=True))
    return client


@pytest.fixture
def opened(marking, work):
    open_work(attempt_id=work.pk, reader_id=int(marking.session["_auth_user_id"]))


MARKS = {"level-ask": "top", "comment-ask": "Not lost.", "place-ask": "0-5", "client_seq": "abcdefgh"}


@pytest.mark.parametrize("name", ["work", "release"])
@pytest.mark.usefixtures("opened")
def test_marks_of_a_refused_form_are_there_when_one_goes_back(marking, work, name):
    sheet = reverse("marking:work", args=[work.key])
    response = marking.post(reverse(f"marking:{name}", args=[work.key]), MARKS)
    assert response.status_code == 403
    assert f'href="{sheet}"' in response.content.decode()
    assert not MarkSave.objects.exists()
    page = marking.get(sheet).content.decode()
    for words in ("These marks are not saved yet.", "Not lost.", 'value="top" checked', 'value="0-5" selected'):
        assert words in page


@pytest.mark.usefixtures("opened")
def test_the_reason_of_a_refused_correction_is_there_when_one_goes_back(marking, work):
    marker = User.objects.get(pk=marking.session["_auth_user_id"])
    release(work, marker)
    save_marks(attempt_id=work.pk, marker_id=marker.pk, draft=make_draft(make_marks(ask="mid"), 1))
    address = reverse("marking:release", args=[work.key])
    response = marking.post(address, MARKS | {"reason": "I read <it> again."})
    assert (response.status_code, f'href="{address}"' in response.content.decode()) == (403, True)
    assert "I read &lt;it&gt; again.</textarea>" in marking.get(address).content.decode()
    assert "not saved yet" not in marking.get(reverse("marking:work", args=[work.key])).content.decode()


def test_refused_marks_in_the_background_say_that_nothing_is_lost(marking, work):
    response = marking.post(reverse("marking:save", args=[work.key]), MARKS)
    assert (response.status_code, "Your marks stay here" in response.json()["message"]) == (403, True)


@pytest.mark.parametrize("path", ["/account/", "/nothing/at/all/"])
def test_other_refused_forms_say_what_to_do(strict, path):
    response = strict.post(path, {"display_name": "Somebody else"})
    assert response.status_code == 403
    page = response.content.decode()
    assert "Go back one page and copy what you typed" in page
    assert "Somebody else" not in page
