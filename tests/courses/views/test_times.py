"""What a learner reads about dates, time and tries before beginning."""

import datetime

import pytest
from django.utils import timezone

from tests.factories.assessments import make_published_exercise
from tests.factories.courses import course_body, do_exercise, exercise_item, lesson_item, make_course, make_enrolment

pytestmark = pytest.mark.django_db

LESSON = "/learn/protocol/door/"


def ahead(**span):
    moment = timezone.now() + datetime.timedelta(**span)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


@pytest.fixture
def read(client, learner):
    """Offer an exercise by some rules; return what its page and its card say, without markup between words."""
    client.force_login(learner)

    def read(*, tried=False, **policy):
        exercise = make_published_exercise("choice", title="Check", **policy)
        lesson = lesson_item("door", exercise_item(exercise, slug="check"), done_by="check")
        make_enrolment(make_course(lesson, slug="protocol", bodies={"en": course_body("Protocol")}), learner)
        if tried:
            do_exercise(exercise, learner, is_right=False)
        pages = (client.get(f"{LESSON}check/"), client.get(LESSON))
        return [" ".join(page.content.decode().replace("&nbsp;", " ").split()) for page in pages]

    return read


def test_what_has_no_dates_says_nothing_of_them(read):
    page, card = read()
    assert "without a limit" in page
    assert "The best result counts." in page
    assert "<dt>Open</dt>" not in page
    assert "Until" not in card


def test_what_opens_later_says_when_and_cannot_begin(read):
    page, card = read(opens_at=ahead(days=2), closes_at=ahead(days=9))
    assert "This exercise is not open yet. You can begin from" in page
    assert "What you have saved when it closes is handed in by itself." in page
    assert "<button" not in page.partition("<main")[2].partition("</main>")[0]
    assert "Opens" in card


def test_what_has_closed_says_so(read):
    page, card = read(closes_at=ahead(days=-1))
    assert "This exercise has closed." in page
    assert "Closed since" in page
    assert ">Closed</span>" in card


def test_lateness_is_told_with_its_price(read):
    page, card = read(closes_at=ahead(hours=-1), late_rule="step", late_percent_per_day=10, late_days=3)
    assert "It has been late since" in page
    assert "Each day begun costs 10 % of the points." in page
    assert "Start</button>" in page
    assert "Late; closes" in card


def test_a_limit_is_told_with_the_way_around_it(read):
    page, card = read(limit_minutes=90)
    assert "At most 1 h 30 min from when you begin" in page
    assert "your coordinator can give you more time; nobody asks why" in page
    assert "Limit 1 h 30 min" in card


def test_the_wait_between_tries_ends_at_a_time(read):
    page, card = read(tried=True, cooldown_minutes=120, counting="last")
    assert "The last result counts. Between two tries you wait 2 h." in page
    assert "You can begin again from" in page
    assert "Again from" in card


def test_a_result_that_is_held_back_is_not_said_to_wait_for_marks(client, read):
    read(tried=True, results="after_close", closes_at=ahead(hours=1))
    for address in ("/learn/", "/learn/protocol/"):
        page = client.get(address).content.decode()
        assert "Your answers arrived, and your result comes when the exercise has closed for everybody." in page
        assert "Waiting for marks" not in page


def test_practice_shows_results_at_once_whatever_the_policy_says(read):
    page, _card = read(practice=True, results="after_close", closes_at=ahead(hours=1))
    assert "Your result with reasons, and the right answers, at once." in page


def test_what_cannot_begin_yet_names_the_time_zone(client, read):
    read(opens_at="2090-01-01T09:00:00Z")
    page = client.post(f"{LESSON}check/start/", follow=True).content.decode()
    assert "This exercise opens on 1 January 2090, 09:00 UTC." in page


@pytest.mark.parametrize("when", [{"opens_at": {"days": 2}}, {"closes_at": {"days": -1}}])
def test_the_way_leads_past_a_lesson_whose_check_cannot_be_begun_now(client, learner, when):
    client.force_login(learner)
    policy = {name: ahead(**span) for name, span in when.items()}
    first = exercise_item(make_published_exercise("choice", **policy), slug="check")
    second = exercise_item(make_published_exercise("choice"), slug="check")
    lessons = (lesson_item("door", first, done_by="check"), lesson_item("window", second, done_by="check"))
    make_enrolment(make_course(*lessons, slug="protocol", bodies={"en": course_body("Protocol")}), learner)
    page = client.get("/learn/").content.decode()
    assert ('href="/learn/protocol/window/"' in page, 'href="/learn/protocol/door/"' in page) == (True, False)
