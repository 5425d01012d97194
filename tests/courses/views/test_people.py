import csv
import io
import re
import uuid

import pytest
from django.urls import reverse

from assessments.models import TryGrant
from assessments.selectors import exercise_states
from tests.factories.accounts import make_coordinator, make_membership, make_organisation, make_user
from tests.factories.assessments import make_published_exercise, make_submission
from tests.factories.courses import course_body, do_exercise, exercise_item, lesson_item, make_course, make_enrolment

pytestmark = pytest.mark.django_db

PAGE = "/people/port-alder/"
CSV = "/people/port-alder/people.csv"


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
    return make_membership(user=make_user(display_name="=Ana"), organisation=city).user


@pytest.fixture
def exercise(ana):
    """The only exercise of a course that Ana is enrolled in, with her only try used."""
    found = make_published_exercise("choice", title="Check", max_tries=1)
    lesson = lesson_item("a", exercise_item(found))
    make_enrolment(make_course(lesson, slug="protocol", bodies={"en": course_body("Protocol")}), ana)
    do_exercise(found, ana, is_right=False)
    return found


def read(response):
    text = response.content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def person_url(user, slug="port-alder"):
    return reverse("people:person", args=[slug, user.key])


def another_try(client, user, **fields):
    return client.post(reverse("people:another_try", args=["port-alder", user.key]), fields, follow=True)


@pytest.mark.parametrize("path", [PAGE, CSV])
def test_the_pages_are_for_coordinators_of_the_organisation(client, city, path):
    assert client.get(path).headers["Location"].startswith(reverse("account_login"))
    client.force_login(make_user())
    assert client.get(path).status_code == 403
    client.force_login(make_coordinator(make_organisation()))
    assert client.get(path).status_code == 404
    assert client.get("/people/nothing/").status_code == 404


def test_the_page_lists_people_with_their_courses(client, coordinator, city, exercise):
    make_membership(user=make_user(display_name="Ben"), organisation=city)
    page = client.get(PAGE).content.decode()
    assert ["=Ana" in page, "Protocol" in page, "0 of 1" in page, "Ben" in page] == [True] * 4
    assert "Not enrolled in a course" in page
    page = client.get(PAGE, {"course": "protocol"}).content.decode()
    assert ("=Ana" in page, "Ben" in page) == (True, False)
    assert "Nobody is enrolled in this course" in client.get(PAGE, {"course": "nothing\0"}).content.decode()


def test_long_lists_come_in_pages(client, coordinator, city):
    for number in range(60):
        make_membership(user=make_user(display_name=f"Person {number:02}"), organisation=city)
    assert "Page 1 of 2" in client.get(PAGE).content.decode()
    assert "Person 59" in client.get(PAGE, {"page": "2"}).content.decode()
    assert len(read(client.get(CSV))) == 62


def test_the_table_runs_nothing_in_a_spreadsheet(client, coordinator, ana, exercise):
    response = client.get(CSV, {"course": "protocol"})
    assert response.headers["Content-Disposition"] == 'attachment; filename="people-port-alder.csv"'
    assert "no-store" in response.headers["Cache-Control"]
    head, row = read(response)
    assert (head[0], row[:7]) == ("Name", ["'=Ana", ana.email, "Port Alder", "Protocol", "0", "1", "0"])


def test_the_number_of_statements_does_not_grow(client, coordinator, city, exercise, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        client.get(PAGE)
    for number in range(30):
        learner = make_membership(user=make_user(display_name=f"Person {number:02}"), organisation=city).user
        make_enrolment(learner.enrolments.model.objects.first().course, learner)
        do_exercise(exercise, learner)
    with django_assert_max_num_queries(12):
        client.get(PAGE)


def test_another_try_is_granted_once_per_form(client, coordinator, ana, exercise):
    page = client.get(person_url(ana)).content.decode()
    assert "Grant another try: Check" in page
    fields = dict(re.findall(r'name="(exercise|form_token)" value="([^"]+)"', page))
    assert "can try once more" in another_try(client, ana, **fields).content.decode()
    another_try(client, ana, **fields)
    grant = TryGrant.objects.get()
    assert (grant.exercise, grant.learner, grant.granted_by) == (exercise, ana, coordinator)
    assert exercise_states(learner_id=ana.pk, exercise_ids=[exercise.pk])[exercise.pk].tries_left == 1
    assert "Grant another try" not in client.get(person_url(ana)).content.decode()


def test_another_try_is_refused_while_one_is_left(client, coordinator, ana, exercise):
    another_try(client, ana, exercise=exercise.pk, form_token=uuid.uuid4())
    page = another_try(client, ana, exercise=exercise.pk, form_token=uuid.uuid4()).content.decode()
    assert "needs no further try" in page
    assert TryGrant.objects.count() == 1


def test_another_try_needs_an_own_person_and_an_exercise_of_theirs(client, coordinator, ana, exercise):
    token = uuid.uuid4()
    stranger = make_user()
    make_membership(user=stranger, organisation=make_organisation(slug="b"))
    other = make_published_exercise("choice")
    for user, fields in (
        (stranger, {"exercise": exercise.pk, "form_token": token}),
        (ana, {"exercise": other.pk, "form_token": token}),
        (ana, {"exercise": "x", "form_token": token}),
        (ana, {"exercise": exercise.pk, "form_token": "x"}),
        (ana, {}),
    ):
        assert another_try(client, user, **fields).status_code == 404
    assert client.get(person_url(stranger)).status_code == 404
    assert client.get(person_url(ana, "b")).status_code == 404
    assert not TryGrant.objects.exists()


def test_a_coordinator_enrols_a_person(client, coordinator, ana):
    make_course(slug="members", enrolment="invitation", bodies={"en": course_body("For members")})
    address = reverse("people:enrol", args=["port-alder", ana.key])
    assert '<option value="members">For members</option>' in client.get(person_url(ana)).content.decode()
    page = client.post(address, {"course": "members"}, follow=True).content.decode()
    assert "=Ana is enrolled in For members" in page
    assert '<option value="members">' not in page
    assert ana.enrolments.get().membership == ana.memberships.get()
    client.post(address, {"course": "members"})
    assert client.post(address, {"course": "nothing"}).status_code == 404
    stranger = make_user()
    make_membership(user=stranger, organisation=make_organisation(slug="b"))
    address = reverse("people:enrol", args=["port-alder", stranger.key])
    assert client.post(address, {"course": "members"}).status_code == 404
    assert not stranger.enrolments.exists()


def test_a_person_without_a_course_says_so(client, coordinator, ana):
    assert "Not enrolled in a course" in client.get(person_url(ana)).content.decode()


def test_a_coordinator_takes_a_person_out_of_a_course_and_back(client, coordinator, ana, exercise):
    address = reverse("people:withdraw", args=["port-alder", ana.key])
    assert "Take out of Protocol" in client.get(person_url(ana)).content.decode()
    assert client.get(address).status_code == 405
    page = client.post(address, {"course": "protocol"}, follow=True).content.decode()
    assert "=Ana is no longer in Protocol." in page
    assert '<option value="protocol">' in page
    assert client.post(address, {"course": "protocol"}).status_code == 404
    assert "=Ana" not in client.get(PAGE, {"course": "protocol"}).content.decode()
    assert another_try(client, ana, exercise=exercise.pk, form_token=uuid.uuid4()).status_code == 404
    client.post(reverse("people:enrol", args=["port-alder", ana.key]), {"course": "protocol"})
    assert ana.enrolments.get().withdrawn_at is None


def test_what_was_not_enrolled_in_under_this_organisation_is_not_taken_away(client, coordinator, ana):
    own = make_enrolment(make_course(slug="own"), make_user())
    learner = make_membership(user=own.learner, organisation=coordinator.memberships.get().organisation).user
    address = reverse("people:withdraw", args=["port-alder", learner.key])
    for slug in ("own", "nothing", ""):
        assert client.post(address, {"course": slug}).status_code == 404
    own.refresh_from_db()
    assert own.withdrawn_at is None


def test_who_was_taken_out_reads_why_they_cannot_enrol(client, coordinator, ana, exercise):
    client.post(reverse("people:withdraw", args=["port-alder", ana.key]), {"course": "protocol"})
    client.force_login(ana)
    page = client.post("/learn/protocol/enrol/", follow=True).content.decode()
    assert "Your coordinator took you out of this course." in page
    assert client.post("/learn/protocol/a/done/", follow=True).redirect_chain[0][0] == "/learn/protocol/"


def test_the_page_says_what_waits_for_marks(client, coordinator, ana):
    memo = make_published_exercise("rubric")
    make_enrolment(make_course(lesson_item("m", exercise_item(memo))), ana)
    assert "waits for marks" not in client.get(PAGE).content.decode()
    work = make_submission(ana, memo)
    page = client.get(PAGE).content.decode()
    assert "1 waits for marks" in page
    assert str(work.key) not in page
