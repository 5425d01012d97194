import re

import pytest

from courses import services
from courses.enums import Moment
from courses.models import GainTry, GroupGain
from tests.courses.services.test_gain import finish, make_assessed_course, take, take_both
from tests.factories.accounts import make_coordinator, make_instructor, make_membership, make_organisation, make_user
from tests.factories.assessments import make_published_exercise
from tests.factories.courses import lesson_item, make_course, make_enrolment

pytestmark = pytest.mark.django_db


@pytest.fixture
def course(db):
    return make_assessed_course(make_published_exercise("order", practice=True, minutes=6))


@pytest.fixture
def enrolment(course, learner):
    return make_enrolment(course, learner)


def page(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode().replace("&nbsp;", " "))


def test_it_is_offered_at_the_start_and_skipped_with_one_click(signed_in, course, enrolment):
    path, url = f"/learn/{course.slug}/", f"/learn/{course.slug}/assessment/before/"
    assert "What do you know already?" in (shown := page(signed_in, path))
    assert "about 6 minutes" in shown
    assert signed_in.post(url, {"skip": "1"})["Location"] == path
    assert "What do you know already?" not in page(signed_in, path)
    assert GainTry.objects.get().attempt is None


def test_the_dashboard_says_that_it_is_there_and_that_it_is_no_duty(signed_in, course, enrolment):
    shown = page(signed_in, "/learn/")
    assert "Before you begin, if you like" in shown
    assert "only you see your result" in shown
    assert f'href="/learn/{course.slug}/#gain-title"' in shown
    finish(enrolment)
    assert "Now that you have finished, if you like" in page(signed_in, "/learn/")


def test_it_leads_to_the_questions_and_back(signed_in, course, enrolment):
    response = signed_in.post(f"/learn/{course.slug}/assessment/before/")
    key = GainTry.objects.get().attempt.key
    assert response["Location"] == f"/attempts/{key}/?next=%2Flearn%2F{course.slug}%2F"
    assert "Go on with the questions" in page(signed_in, f"/learn/{course.slug}/")


def test_a_get_begins_nothing(signed_in, course, enrolment):
    assert signed_in.get(f"/learn/{course.slug}/assessment/before/")["Location"] == f"/learn/{course.slug}/"
    assert not GainTry.objects.exists()


def test_a_moment_that_there_is_not_and_a_time_that_has_not_come(signed_in, course, enrolment):
    assert signed_in.post(f"/learn/{course.slug}/assessment/meanwhile/").status_code == 404
    response = signed_in.post(f"/learn/{course.slug}/assessment/after/", follow=True)
    assert "opens when you have finished the course" in response.content.decode()


def test_who_is_not_enrolled_is_sent_to_the_course(signed_in, course):
    assert signed_in.post(f"/learn/{course.slug}/assessment/before/")["Location"] == f"/learn/{course.slug}/"
    assert "What do you know already?" not in page(signed_in, f"/learn/{course.slug}/")


def test_the_result_is_seen_after_the_second_and_not_before(signed_in, course, enrolment):
    path = f"/learn/{course.slug}/"
    first = take(enrolment, Moment.BEFORE, is_right=True)
    assert "You see the result when you have finished the course" in (shown := page(signed_in, path))
    assert f"/attempts/{first.key}/receipt/" in shown
    assert signed_in.get(f"/attempts/{first.key}/review/").status_code != 200
    assert "when you have taken the assessment after the course" in page(signed_in, f"/attempts/{first.key}/receipt/")
    finish(enrolment)
    assert "What have you learned?" in page(signed_in, path)
    second = take(enrolment, Moment.AFTER)
    shown = page(signed_in, path)
    assert "Before the course and after it" in shown
    assert f'100 %, <a href="/attempts/{first.key}/review/">' in shown
    assert f"/attempts/{second.key}/review/" in shown


def test_the_page_of_a_course_without_them_costs_nothing_more(signed_in, learner, statements, course, enrolment):
    plain = make_course(lesson_item("b"))
    make_enrolment(plain, learner)
    costs = []
    for slug in (plain.slug, course.slug):
        with statements() as found:
            page(signed_in, f"/learn/{slug}/")
        costs.append(len(found))
    assert costs[1] - costs[0] <= 3


def test_nobody_else_reads_a_result(client, course):
    city = make_organisation()
    learner = make_user()
    make_membership(user=learner, organisation=city)
    enrolment = make_enrolment(course, learner)
    first = take(enrolment, Moment.BEFORE, is_right=True)
    finish(enrolment)
    second = take(enrolment, Moment.AFTER, is_right=True)
    paths = [f"/people/{city.slug}/", f"/people/{city.slug}/people.csv", f"/people/{city.slug}/{learner.key}/"]
    client.force_login(make_coordinator(city))
    for path in paths:
        response = client.get(path)
        assert response.status_code == 200
        assert "What do you know" not in response.content.decode()
        assert str(first.key) not in response.content.decode()
    take_out = f"/people/{city.slug}/{learner.key}/tries/{second.key}/"
    assert (client.get(take_out).status_code, client.get(f"/attempts/{second.key}/review/").status_code) == (404, 404)
    client.force_login(make_instructor(city))
    for path in ("/marking/", "/marking/gain/", "/marking/?show=looks"):
        assert str(second.key) not in client.get(path).content.decode()
    client.force_login(learner)
    assert client.get(f"/attempts/{second.key}/second-look/")["Location"] == f"/attempts/{second.key}/review/"


def test_instructors_read_what_the_group_gained(client, course, statements):
    client.force_login(make_instructor())
    assert "fewer than 10 people" in page(client, "/marking/gain/")
    take_both(course, before=[True] + [False] * 9, after=[False] + [True] * 9)
    with statements() as found:
        shown = page(client, "/marking/gain/")
    assert "10 with both results, of 10 who took the first" in shown
    assert "percentage points (95 % interval:" in shown
    assert "d_z = " in shown
    assert "d_pooled = " in shown
    make_assessed_course(make_published_exercise("order", practice=True))
    with statements() as more:
        page(client, "/marking/gain/")
    assert len(more) == len(found)
    assert GroupGain.objects.count() == 1


def test_nobody_but_instructors_reads_it(client, learner):
    assert client.get("/marking/gain/").status_code == 302
    client.force_login(learner)
    assert client.get("/marking/gain/").status_code == 403


def test_without_such_a_course_the_page_says_how(client):
    client.force_login(make_instructor())
    assert "No course is assessed before and after" in page(client, "/marking/gain/")


def test_skipping_is_refused_when_it_is_not_the_time(signed_in, course, enrolment):
    finish(enrolment)
    services.skip_gain_try(enrolment_id=enrolment.pk, moment=Moment.AFTER)
    response = signed_in.post(f"/learn/{course.slug}/assessment/before/", {"skip": "1"}, follow=True)
    assert "You have begun the course already" in response.content.decode()
