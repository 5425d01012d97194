"""Coordinators give their own people more time, once per form, without a reason."""

import datetime
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.models import Accommodation, Attempt, AttemptEvent, Pause
from assessments.selectors import exercise_states
from courses import services
from courses.models import Course
from tests.factories.accounts import make_coordinator, make_membership, make_organisation, make_user
from tests.factories.assessments import make_attempt, make_published_exercise
from tests.factories.courses import course_body, exercise_item, lesson_item, make_course, make_enrolment

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return make_organisation(name="Port Alder", slug="port-alder")


@pytest.fixture
def coordinator(city, client):
    user = make_coordinator(city)
    client.force_login(user)
    return user


@pytest.fixture
def ana(city):
    return make_membership(user=make_user(display_name="Ana"), organisation=city).user


@pytest.fixture
def exercise(ana):
    """The exercise of a course that Ana is enrolled in, with a time limit."""
    found = make_published_exercise("choice", title="Check", limit_minutes=60)
    lesson = lesson_item("a", exercise_item(found))
    make_enrolment(make_course(lesson, slug="protocol", bodies={"en": course_body("Protocol")}), ana)
    return found


def send(client, name, user, **fields):
    address = reverse(f"people:{name}", args=["port-alder", user.key])
    return client.post(address, {"form_token": uuid.uuid4()} | fields, follow=True)


def more_time(client, user, **fields):
    return send(client, "more_time", user, **({"exercise": "all", "factor_percent": 150, "days": 2} | fields))


def text_of(response):
    assert response.status_code == 200
    return " ".join(response.content.decode().replace("&nbsp;", " ").split())


def test_more_time_holds_at_once_and_is_shown(client, coordinator, ana, exercise):
    attempt = make_attempt(exercise, ana)
    page = text_of(more_time(client, ana))
    assert "The time of Ana is changed" in page
    assert "<strong>All exercises taken with Port Alder</strong>: 150 % of time limits, closes 2 days later" in page
    attempt.refresh_from_db()
    assert attempt.closes_at - attempt.started_at >= datetime.timedelta(minutes=90)
    [row] = Accommodation.objects.all()
    assert (row.exercise, row.factor_percent, row.window_minutes, row.granted_by) == (None, 150, 2880, coordinator)


def test_the_newest_that_fits_is_in_force(client, coordinator, ana, exercise):
    page = text_of(more_time(client, ana, exercise=exercise.pk, factor_percent=300, days=0))
    assert "<strong>Check</strong>: 300 % of time limits <span" in page
    page = text_of(more_time(client, ana, factor_percent=100, days=0))
    assert "More time in force" not in page


def test_nobody_gives_themselves_tries_or_time(client, city, coordinator, exercise):
    make_enrolment(Course.objects.get(), coordinator)
    attempt = make_attempt(exercise, coordinator)
    person = [city.slug, coordinator.key]
    page = text_of(client.get(reverse("people:person", args=person)))
    assert "This is you. Tries and time are given to you by another coordinator." in page
    posts = {
        "more_time": {"exercise": "all", "factor_percent": 150, "days": 0},
        "give_minutes": {"attempt": attempt.pk, "minutes": 30},
        "another_try": {"exercise": exercise.pk},
    }
    addresses = {reverse(f"people:{name}", args=person): fields for name, fields in posts.items()}
    addresses[reverse("people:take_out", args=[*person, attempt.key])] = {"reason": "I would rather begin again."}
    for address, fields in addresses.items():
        assert address not in page
        assert client.post(address, {"form_token": uuid.uuid4()} | fields).status_code == 403
    assert not Accommodation.objects.exists()
    assert not Pause.objects.exists()
    assert Attempt.objects.get().state == "open"


def test_the_same_form_gives_time_once(client, coordinator, ana, exercise):
    token = uuid.uuid4()
    for _ in range(2):
        text_of(more_time(client, ana, form_token=token))
    assert Accommodation.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"factor_percent": 99}, "Time limits, per cent: Ensure this value is greater than or equal to 100."),
        ({"factor_percent": 401}, "Time limits, per cent: Ensure this value is less than or equal to 400."),
        ({"days": "soon"}, "Days later to close: Enter a whole number."),
        ({"exercise": "0"}, "Exercises: Select a valid choice."),
    ],
)
def test_what_cannot_be_given_is_named(fields, said, client, coordinator, ana, exercise):
    assert said in text_of(more_time(client, ana, **fields))
    assert not Accommodation.objects.exists()


def test_minutes_go_to_a_try_under_way(client, coordinator, ana, exercise):
    attempt = make_attempt(exercise, ana)
    token = uuid.uuid4()
    for _ in range(2):
        page = text_of(send(client, "give_minutes", ana, attempt=attempt.pk, minutes=20, form_token=token))
        assert "Ana has 20 minutes more." in page
    closes_at = Attempt.objects.get().closes_at
    assert datetime.timedelta(minutes=80) <= closes_at - attempt.started_at < datetime.timedelta(minutes=81)
    assert Pause.objects.count() == 1


def test_minutes_need_a_number(client, coordinator, ana, exercise):
    attempt = make_attempt(exercise, ana)
    page = text_of(send(client, "give_minutes", ana, attempt=attempt.pk, minutes=0))
    assert "Minutes: Ensure this value is greater than or equal to 1." in page
    assert not Pause.objects.exists()


def test_time_is_only_for_own_people(client, coordinator, ana, exercise):
    stranger = make_membership(user=make_user(), organisation=make_organisation()).user
    attempt = make_attempt(exercise, stranger)
    assert more_time(client, stranger).status_code == 404
    assert send(client, "give_minutes", stranger, attempt=attempt.pk, minutes=20).status_code == 404
    assert send(client, "give_minutes", ana, attempt=attempt.pk, minutes=20).status_code == 404
    client.force_login(ana)
    assert more_time(client, ana).status_code == 403
    assert not Accommodation.objects.exists()
    assert not Pause.objects.exists()


def test_a_try_that_is_over_gets_no_minutes(client, coordinator, ana, exercise):
    attempt = make_attempt(exercise, ana)
    Attempt.objects.update(state="expired", submitted_at=timezone.now())
    assert send(client, "give_minutes", ana, attempt=attempt.pk, minutes=20).status_code == 404


def test_tries_under_way_are_listed_with_their_end(client, coordinator, ana, exercise):
    make_attempt(exercise, ana)
    page = text_of(client.get(reverse("people:person", args=["port-alder", ana.key])))
    assert "Tries under way" in page
    assert "Try 1, until" in page
    assert "Give minutes" in page


def elsewhere(user, **policy):
    """Let somebody take another course under another city; return its exercise."""
    member = make_membership(user=user, organisation=make_organisation())
    found = make_published_exercise("order", **policy)
    course = make_course(lesson_item("b", exercise_item(found)), slug="other")
    services.enrol_learner(course_id=course.pk, learner_id=user.pk, membership_id=member.pk)
    return found


def test_time_for_all_exercises_is_for_those_taken_with_the_same_city(client, coordinator, ana, exercise):
    other = elsewhere(ana, limit_minutes=60)
    more_time(client, ana, factor_percent=200)
    states = exercise_states(learner_id=ana.pk, exercise_ids=[exercise.pk, other.pk])
    assert [states[found.pk].times.limit_minutes for found in (exercise, other)] == [120, 60]
    minutes = [
        (attempt.closes_at - attempt.started_at).total_seconds() // 60
        for attempt in (make_attempt(exercise, ana), make_attempt(other, ana))
    ]
    assert minutes == [120, 60]
    more_time(client, ana, factor_percent=300)
    assert [event.attempt.exercise for event in AttemptEvent.objects.filter(kind="extended")] == [exercise]


def test_time_for_all_exercises_holds_for_a_course_that_is_begun_later(client, coordinator, city, ana, exercise):
    more_time(client, ana, factor_percent=200)
    later = make_published_exercise("order", limit_minutes=30)
    make_enrolment(make_course(lesson_item("c"), slug="later", final_exercise=exercise_item(later)), ana)
    assert exercise_states(learner_id=ana.pk, exercise_ids=[later.pk])[later.pk].times.limit_minutes == 60


def test_time_given_by_another_city_is_not_shown(client, coordinator, ana, exercise):
    elsewhere(ana)
    theirs = ana.memberships.latest("pk").organisation
    client.force_login(make_coordinator(theirs))
    address = reverse("people:more_time", args=[theirs.slug, ana.key])
    sent = {"form_token": uuid.uuid4(), "exercise": "all", "factor_percent": 150, "days": 0}
    assert "More time in force" in text_of(client.post(address, sent, follow=True))
    client.force_login(coordinator)
    assert "More time in force" not in text_of(client.get(reverse("people:person", args=["port-alder", ana.key])))


def test_the_form_asks_for_what_is_needed(client, coordinator, ana, exercise):
    page = text_of(client.get(reverse("people:person", args=["port-alder", ana.key])))
    assert ">All exercises taken with Port Alder<" in page
    assert "not required" not in page
