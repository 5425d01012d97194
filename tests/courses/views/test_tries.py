import re

import pytest
from django.urls import reverse

from assessments.models import Attempt
from assessments.selectors import exercise_states
from tests.factories.accounts import make_coordinator, make_membership, make_organisation, make_user
from tests.factories.assessments import make_published_exercise
from tests.factories.courses import course_body, do_exercise, exercise_item, lesson_item, make_course, make_enrolment

pytestmark = pytest.mark.django_db

WHY = "The picture was missing that morning."
SENT = {"reason": WHY, "seen": "released"}


@pytest.fixture
def city():
    return make_organisation(name="Port Alder", slug="port-alder")


@pytest.fixture
def ana(city):
    return make_membership(user=make_user(display_name="Ana"), organisation=city).user


@pytest.fixture
def attempt(ana):
    exercise = make_published_exercise("choice", title="Check", max_tries=1)
    course = make_course(
        lesson_item("a", exercise_item(exercise), done_by="check"), slug="protocol", bodies={"en": course_body("One")}
    )
    make_enrolment(course, ana)
    return do_exercise(exercise, ana, is_right=True)


@pytest.fixture
def coordinator(city, client):
    user = make_coordinator(city)
    client.force_login(user)
    return user


def address(attempt, slug="port-alder"):
    return reverse("people:take_out", args=[slug, attempt.learner.key, attempt.key])


def text_of(response, status=200):
    assert response.status_code == status
    return re.sub(r"\s+", " ", response.content.decode().replace("&nbsp;", " "))


def test_a_coordinator_takes_a_try_out(client, coordinator, ana, attempt):
    person = text_of(client.get(reverse("people:person", args=["port-alder", ana.key])))
    assert f'href="{address(attempt)}"' in person
    assert "released, 100 %" in person
    assert "Take this try out?" in text_of(client.get(address(attempt)))
    page = text_of(client.post(address(attempt), SENT, follow=True))
    assert "Try 1 of Ana at Check is taken out." in page
    assert address(attempt) not in page
    assert exercise_states(learner_id=ana.pk, exercise_ids=[attempt.exercise_id])[attempt.exercise_id].tries_left == 1
    assert client.get(address(attempt)).status_code == 302
    assert "was taken out already" in text_of(client.post(address(attempt), SENT, follow=True))
    assert attempt.events.filter(kind="void").count() == 1


def test_a_try_that_went_on_meanwhile_is_not_taken_out(client, coordinator, attempt):
    assert 'name="seen" value="released"' in text_of(client.get(address(attempt)))
    Attempt.objects.update(state="appealed")
    page = text_of(client.post(address(attempt), SENT, follow=True))
    assert "Nothing was taken out: look at it again." in page
    assert Attempt.objects.get().state == "appealed"


def test_what_was_finished_stays_finished(client, coordinator, ana, attempt):
    finished = ana.enrolments.get()
    assert (finished.lessons_done, finished.finished_at is None) == (1, False)
    client.post(address(attempt), SENT)
    again = ana.enrolments.get()
    assert (again.lessons_done, again.finished_at) == (1, finished.finished_at)


def test_a_reason_that_is_too_short_is_asked_for_again(client, coordinator, attempt):
    page = text_of(client.post(address(attempt), {"reason": "No."}), 422)
    assert "Write between 10 and 2000 characters." in page
    assert ">No.</textarea>" in page
    assert Attempt.objects.get().state == "released"


def test_it_needs_an_own_person_and_a_try_of_theirs(client, coordinator, ana, attempt):
    other = make_membership(user=make_user(), organisation=make_organisation(slug="b")).user
    elsewhere = do_exercise(make_published_exercise(), other)
    own = do_exercise(make_published_exercise(), ana)
    for wrong in (elsewhere, own):
        assert client.post(address(wrong), {"reason": WHY}).status_code == 404
    assert client.post(address(attempt, "b"), {"reason": WHY}).status_code == 404
    client.force_login(make_user())
    assert client.post(address(attempt), {"reason": WHY}).status_code == 403
    client.logout()
    assert client.get(address(attempt)).status_code == 302
    assert not Attempt.objects.filter(state="void").exists()


def test_the_learner_reads_that_and_why(client, coordinator, ana, attempt):
    client.post(address(attempt), SENT)
    client.force_login(ana)
    for name in ("review", "receipt"):
        page = text_of(client.get(reverse(f"assessments:{name}", args=[attempt.key])))
        assert "This try was taken out" in page
        assert WHY in page
    client.force_login(make_user())
    assert client.get(reverse("assessments:review", args=[attempt.key])).status_code == 404


def test_what_ended_for_want_of_time_says_so(client, ana, attempt):
    Attempt.objects.update(state="expired")
    client.force_login(ana)
    page = text_of(client.get(reverse("assessments:review", args=[attempt.key])))
    assert "Time ran out" in page
    assert "The try is used." in page
