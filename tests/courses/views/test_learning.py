import re

import pytest
from django.test import Client
from django.urls import reverse

from assessments.models import Attempt, Exercise
from courses import services
from courses.models import Enrolment, LessonProgress, LessonReport
from courses.services.reports import MOST_REPORTS
from tests.factories.accounts import make_instructor, make_membership, make_organisation, make_user
from tests.factories.assessments import finish_attempt, make_attempt, make_published_exercise, make_submission, release
from tests.factories.courses import (
    case_item,
    course_body,
    do_exercise,
    exercise_item,
    lesson_item,
    make_course,
    make_enrolment,
    make_finished_enrolment,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def exercise():
    return make_published_exercise("order", title="Who ranks first", max_tries=2, pass_percent=80, minutes=7)


@pytest.fixture
def course(exercise):
    lessons = lesson_item("a", exercise_item(exercise, slug="ranks"), desk_tasks=("visit",)), lesson_item("b")
    return make_course(*lessons, slug="protocol", bodies={"en": course_body("Protocol first")})


@pytest.fixture
def enrolment(course, learner):
    return make_enrolment(course, learner)


def text_of(response):
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode().replace("&nbsp;", " "))


def goes_to(response):
    assert response.status_code == 302
    return response["Location"]


PRIVATE = [
    "/learn/",
    "/learn/protocol/a/",
    "/learn/protocol/a/report/",
    "/learn/protocol/a/ranks/",
    "/learn/protocol/certificate/",
]


@pytest.mark.parametrize("address", [*PRIVATE, "/learn/protocol/a/ranks/on/"])
def test_pages_of_learners_ask_the_signed_out_to_sign_in(client, course, address):
    assert goes_to(client.get(address)) == f"/accounts/login/?next={address}"


CHANGES = ["/learn/protocol/a/done/", "/learn/protocol/a/report/", "/learn/protocol/a/ranks/start/"]


@pytest.mark.parametrize(
    ("method", "address"),
    [*(("get", address) for address in (*PRIVATE[1:4], *CHANGES)), *(("post", address) for address in CHANGES)],
)
def test_who_is_not_enrolled_is_led_to_the_course(signed_in, course, address, method):
    make_enrolment(course, make_user())
    response = getattr(signed_in, method)(address, {"text": "A report"})
    assert goes_to(response) == "/learn/protocol/"
    assert "Enrol in the course first" in text_of(signed_in.get("/learn/protocol/"))
    assert [table.objects.count() for table in (LessonProgress, Attempt, LessonReport)] == [0, 0, 0]


@pytest.mark.parametrize(
    "address",
    [
        "/learn/nothing/",
        "/learn/desk/nothing/",
        "/learn/protocol/nothing/",
        "/learn/protocol/nothing/report/",
        "/learn/protocol/b/ranks/",
        "/learn/protocol/final/ranks/",
        "/learn/nothing/certificate/",
    ],
)
def test_what_does_not_exist_is_not_found(signed_in, enrolment, address):
    assert signed_in.get(address).status_code == 404


def test_the_dashboard_leads_with_one_next_thing(signed_in, enrolment):
    page = text_of(signed_in.get("/learn/"))
    assert page.count('class="button"') == 1
    assert 'href="/learn/protocol/a/"' in page
    assert "0 of 2 required lessons done" in page


def test_the_dashboard_of_somebody_new_offers_courses(signed_in, course):
    page = text_of(signed_in.get("/learn/"))
    assert "You have not begun a course yet" in page
    assert 'href="/learn/protocol/"' in page


def test_the_dashboard_of_somebody_up_to_date_shows_the_certificate(signed_in, learner):
    enrolment = make_finished_enrolment(learner, name="Ana")
    assert "Your certificate is being prepared" in text_of(signed_in.get("/learn/"))
    certificate = services.issue_certificate(enrolment_id=enrolment.pk)
    page = text_of(signed_in.get("/learn/"))
    assert "Nothing is waiting for you here." in page
    assert f'href="/certificates/{certificate.code}/"' in page


def test_the_desk_is_public(client, course):
    page = text_of(client.get("/learn/desk/visit/"))
    assert 'href="/learn/protocol/a/"' in page
    assert "There is nothing on this task yet" in text_of(client.get("/learn/desk/letter/"))


def test_the_course_page_is_public_and_leads_to_signing_in(client, course):
    page = text_of(client.get("/learn/protocol/"))
    for words in ("Protocol first", "Seat a table", "Everyone who receives guests", "70 %", "Who ranks first"):
        assert words in page
    assert "/accounts/login/?next=/learn/protocol/" in page
    assert 'href="/learn/protocol/a/"' not in page


def test_the_course_page_says_how_long_each_exercise_takes(client):
    exercise = make_published_exercise("choice", minutes=25)
    make_course(lesson_item("a", exercise_item(exercise)), slug="long-one")
    assert "Questions · 25" in client.get("/learn/long-one/").content.decode()


def test_enrolling_opens_the_course(signed_in, course, learner):
    assert 'action="/learn/protocol/enrol/"' in text_of(signed_in.get("/learn/protocol/"))
    assert goes_to(signed_in.post("/learn/protocol/enrol/")) == "/learn/protocol/"
    assert Enrolment.objects.get().learner == learner
    page = text_of(signed_in.get("/learn/protocol/"))
    assert "You are enrolled in Protocol first." in page
    assert 'href="/learn/protocol/a/"' in page


def test_enrolling_needs_somebody_signed_in_and_a_post(client, signed_in, course):
    signed_out = Client()
    assert goes_to(signed_out.post("/learn/protocol/enrol/")) == "/accounts/login/?next=/learn/protocol/"
    assert goes_to(signed_in.get("/learn/protocol/enrol/")) == "/learn/protocol/"
    assert signed_in.post("/learn/nothing/enrol/").status_code == 404
    assert not Enrolment.objects.exists()


def test_a_course_withdrawn_while_somebody_enrols_is_refused_in_words(signed_in, course, monkeypatch):
    view = services.retire_course

    def withdraw_first(**arguments):
        view(key=course.key)
        return enrol(**arguments)

    enrol = services.enrol_learner
    monkeypatch.setattr(services, "enrol_learner", withdraw_first)
    signed_in.post("/learn/protocol/enrol/")
    assert not Enrolment.objects.exists()


def test_a_lesson_page_shows_body_outline_and_exercises(signed_in, enrolment):
    page = text_of(signed_in.get("/learn/protocol/a/"))
    for words in ("<p>Body of A</p>", "Lesson 1 of 2", "Who ranks first", "Mark as done", "Something wrong here?"):
        assert words in page
    assert 'href="/learn/protocol/a/" aria-current="page"' in page


def test_a_lesson_in_another_language_than_the_page_says_so(client, course):
    reader = make_user(language="fr")
    make_enrolment(course, reader)
    client.force_login(reader)
    page = text_of(client.get("/learn/protocol/a/"))
    assert '<html lang="fr"' in page
    assert '<div class="prose" lang="en">' in page
    assert '<h1 lang="en">A</h1>' in page


def test_reading_writes_nothing(signed_in, enrolment, statements):
    do_exercise(make_published_exercise(), enrolment.learner)
    for address in (*PRIVATE, "/learn/protocol/", "/learn/desk/visit/"):
        with statements() as captured:
            assert signed_in.get(address).status_code == 200
        assert [sql for sql in captured.counted if not sql.startswith("SELECT")] == []


def test_marking_as_done_goes_on_to_the_next_lesson(signed_in, enrolment):
    assert goes_to(signed_in.get("/learn/protocol/a/done/")) == "/learn/protocol/a/"
    assert not LessonProgress.objects.exists()
    assert goes_to(signed_in.post("/learn/protocol/a/done/")) == "/learn/protocol/b/"
    assert goes_to(signed_in.post("/learn/protocol/b/done/")) == "/learn/protocol/"
    assert LessonProgress.objects.count() == 2
    assert "Mark as done" not in text_of(signed_in.get("/learn/protocol/a/"))


def test_a_lesson_that_is_done_by_its_check_refuses_the_word(signed_in, learner):
    check = exercise_item(make_published_exercise(), slug="check")
    make_enrolment(make_course(lesson_item("x", check, done_by="check"), slug="checked"), learner)
    page = text_of(signed_in.get("/learn/checked/x/"))
    assert "Pass it, and the lesson is done." in page
    assert "Mark as done" not in page
    assert goes_to(signed_in.post("/learn/checked/x/done/")) == "/learn/checked/x/"
    assert "This lesson is done when you pass its exercise." in text_of(signed_in.get("/learn/checked/x/"))


def test_a_report_is_sent_from_its_page(signed_in, enrolment, learner):
    assert "What is wrong?" in text_of(signed_in.get("/learn/protocol/a/report/"))
    assert "Something needs your attention" in text_of(signed_in.post("/learn/protocol/a/report/", {"text": " "}))
    assert goes_to(signed_in.post("/learn/protocol/a/report/", {"text": "Wrong rank"})) == "/learn/protocol/a/"
    report = LessonReport.objects.get()
    assert (report.text, report.reporter, report.lesson.slug) == ("Wrong rank", learner, "a")


def test_a_report_too_many_stays_on_the_page(signed_in, enrolment, learner):
    lesson = enrolment.course.lessons.first()
    for number in range(MOST_REPORTS):
        services.report_lesson(lesson_id=lesson.pk, reporter_id=learner.pk, text=f"Mistake {number}")
    response = signed_in.post("/learn/protocol/a/report/", {"text": "The last straw"})
    assert response.status_code == 429
    page = response.content.decode()
    assert "send this one tomorrow" in page
    assert "The last straw" in page


def test_an_exercise_says_its_rules_before_it_starts(signed_in, enrolment):
    page = text_of(signed_in.get("/learn/protocol/a/ranks/"))
    for words in ("About 7 minutes", "2 tries; 2 left", "80 % of the points", "have used every try", "Start"):
        assert words in page
    assert not Attempt.objects.exists()


def test_starting_leads_to_the_attempt_and_on_from_it(signed_in, enrolment):
    assert goes_to(signed_in.get("/learn/protocol/a/ranks/start/")) == "/learn/protocol/a/ranks/"
    there = goes_to(signed_in.post("/learn/protocol/a/ranks/start/"))
    key = Attempt.objects.get().key
    assert there == f"/attempts/{key}/?next=%2Flearn%2Fprotocol%2Fa%2Franks%2Fon%2F"
    page = text_of(signed_in.get("/learn/protocol/a/ranks/"))
    assert f'href="/attempts/{key}/?next=%2Flearn%2Fprotocol%2Fa%2Franks%2Fon%2F"' in page
    assert "Continue your try" in page


def test_the_way_on_from_an_exercise_is_another_try_then_the_lesson(signed_in, enrolment, exercise, learner):
    on = "/learn/protocol/a/ranks/on/"
    attempt = make_attempt(exercise, learner)
    assert goes_to(signed_in.get(on)) == "/learn/protocol/a/"
    finish_attempt(attempt, is_right=False)
    assert goes_to(signed_in.get(on)) == "/learn/protocol/a/ranks/"
    do_exercise(exercise, learner, is_right=False)
    assert goes_to(signed_in.get(on)) == "/learn/protocol/a/"


def test_the_way_on_from_a_case_with_no_try_left_is_the_act(signed_in, learner):
    exercises = [make_published_exercise(max_tries=1) for _ in range(2)]
    items = [exercise_item(item, slug=f"task-{act}", act=act) for act, item in enumerate(exercises, start=1)]
    make_enrolment(make_course(case_item("mast", *items), slug="some"), learner)
    assert goes_to(signed_in.get("/learn/some/mast/task-1/on/")) == "/learn/some/mast/#act-1"
    do_exercise(exercises[0], learner, is_right=False)
    assert goes_to(signed_in.get("/learn/some/mast/task-1/on/")) == "/learn/some/mast/#act-2"
    do_exercise(exercises[1], learner, is_right=False)
    assert goes_to(signed_in.get("/learn/some/mast/task-2/on/")) == "/learn/some/mast/#debrief"


def test_the_way_on_from_a_passed_check_is_what_is_left_then_the_next_lesson(signed_in, learner):
    first, second = make_published_exercise(), make_published_exercise("order")
    checked = lesson_item("a", exercise_item(first, slug="x"), exercise_item(second, slug="y"), done_by="check")
    make_enrolment(make_course(checked, lesson_item("b"), slug="some"), learner)
    do_exercise(first, learner)
    assert goes_to(signed_in.get("/learn/some/a/x/on/")) == "/learn/some/a/y/"
    attempt = make_attempt(second, learner)
    assert goes_to(signed_in.get("/learn/some/a/x/on/")) == f"/attempts/{attempt.key}/"
    finish_attempt(attempt, is_right=True)
    assert goes_to(signed_in.get("/learn/some/a/y/on/")) == "/learn/some/b/"


def test_the_way_on_from_the_last_check_and_from_the_final_assessment_is_the_course(signed_in, learner):
    last, final = make_published_exercise(), make_published_exercise("branch")
    lesson = lesson_item("a", exercise_item(last, slug="x"), done_by="check")
    make_enrolment(make_course(lesson, final_exercise=exercise_item(final, slug="end"), slug="some"), learner)
    do_exercise(last, learner)
    assert goes_to(signed_in.get("/learn/some/a/x/on/")) == "/learn/some/"
    do_exercise(final, learner)
    assert goes_to(signed_in.get("/learn/some/final/end/on/")) == "/learn/some/"


def test_the_way_on_from_a_passed_exercise_stops_at_a_lesson_to_be_marked_done(signed_in, enrolment, exercise, learner):
    do_exercise(exercise, learner)
    assert goes_to(signed_in.get("/learn/protocol/a/ranks/on/")) == "/learn/protocol/a/"
    signed_in.post("/learn/protocol/a/done/")
    assert goes_to(signed_in.get("/learn/protocol/a/ranks/on/")) == "/learn/protocol/b/"


def test_past_tries_lead_to_their_feedback_until_none_is_left(signed_in, enrolment, exercise, learner):
    do_exercise(exercise, learner, is_right=False)
    assert "Start another try" in text_of(signed_in.get("/learn/protocol/a/ranks/"))
    do_exercise(exercise, learner)
    page = text_of(signed_in.get("/learn/protocol/a/ranks/"))
    for attempt in Attempt.objects.all():
        assert reverse("assessments:review", args=[attempt.key]) in page
    assert "You have used every try." in page
    assert goes_to(signed_in.post("/learn/protocol/a/ranks/start/")) == "/learn/protocol/a/ranks/"
    assert "You have used every try this exercise allows." in text_of(signed_in.get("/learn/protocol/a/ranks/"))


def test_submitting_in_the_browser_ticks_the_lesson(signed_in, learner):
    check = make_published_exercise("branch")
    make_enrolment(make_course(lesson_item("x", exercise_item(check), done_by="check"), slug="checked"), learner)
    attempt = make_attempt(check, learner)
    for step, option in enumerate(("call", "brief"), start=1):
        signed_in.post(reverse("assessments:move", args=[attempt.key]), {"step": step, "option": option})
    signed_in.post(reverse("assessments:submit", args=[attempt.key]), {"client_seq": "abcdefgh", "base_version": "2"})
    assert Enrolment.objects.get().finished_by == "course"


@pytest.mark.parametrize(
    ("kind", "policy", "words"),
    [
        ("choice", {"practice": True}, "counts towards no certificate"),
        ("choice", {}, "As many as you like"),
        ("branch", {"max_tries": 1}, "1 try; 1 left"),
    ],
)
def test_the_rules_differ_by_policy(signed_in, learner, kind, policy, words):
    exercise = make_published_exercise(kind, **policy)
    make_enrolment(make_course(lesson_item("x", exercise_item(exercise, slug="y")), slug="some"), learner)
    assert words in text_of(signed_in.get("/learn/some/x/y/"))


def test_the_final_assessment_has_its_page_and_says_how_to_test_out(signed_in, learner):
    final = exercise_item(make_published_exercise("branch", title="The end"), slug="end")
    make_enrolment(make_course(lesson_item("x"), final_exercise=final, test_out=True, slug="some"), learner)
    assert 'href="/learn/some/final/end/"' in text_of(signed_in.get("/learn/some/"))
    page = text_of(signed_in.get("/learn/some/final/end/"))
    assert "in your first try here you need not take the lessons" in page
    assert goes_to(signed_in.post("/learn/some/final/end/start/")).endswith(
        "?next=%2Flearn%2Fsome%2Ffinal%2Fend%2Fon%2F"
    )


@pytest.mark.parametrize("number", [1, 3, 30])
def test_pages_keep_their_budgets_at_any_number_of_lessons(signed_in, learner, statements, number):
    lessons = [lesson_item(f"l{n}", exercise_item(make_published_exercise())) for n in range(number)]
    make_enrolment(make_course(*lessons, slug="long"), learner)
    counts = {}
    for address in ("/learn/", "/learn/long/", "/learn/long/l0/"):
        with statements() as captured:
            text_of(signed_in.get(address))
        counts[address] = len(captured.counted)
    assert counts == {"/learn/": 5, "/learn/long/": 4, "/learn/long/l0/": 3}


def test_work_that_waits_is_named_everywhere(signed_in, learner):
    memo = make_published_exercise("rubric", title="Memo")
    lesson = lesson_item("a", exercise_item(memo, slug="memo"), done_by="check")
    make_enrolment(make_course(lesson, slug="some"), learner)
    page = text_of(signed_in.get("/learn/some/a/memo/"))
    assert "An instructor marks your work." in page
    work = make_submission(learner, memo)
    page = text_of(signed_in.get("/learn/some/a/memo/"))
    assert "Your work is handed in." in page
    assert f"/attempts/{work.key}/receipt/" in page
    assert "Start another try" not in page
    assert "Not passed yet" not in page
    for address in ("/learn/", "/learn/some/", "/learn/some/a/"):
        assert "Waiting for marks" in text_of(signed_in.get(address)), address
    assert goes_to(signed_in.get("/learn/some/a/memo/on/")) == "/learn/some/"
    signed_in.post("/learn/some/a/memo/start/")
    assert "Your last try waits for its marks." in text_of(signed_in.get("/learn/some/a/memo/"))
    release(work, make_user())
    assert "Waiting for marks" not in text_of(signed_in.get("/learn/some/a/memo/"))


def test_the_way_on_from_work_that_waits_is_the_rest_of_the_course(signed_in, learner):
    memo, check = make_published_exercise("rubric"), make_published_exercise()
    checked = lesson_item("a", exercise_item(memo, slug="x"), exercise_item(check, slug="y"), done_by="check")
    said = lesson_item("b", exercise_item(make_published_exercise("rubric"), slug="z"))
    enrolment = make_enrolment(make_course(checked, said, slug="some"), learner)
    make_submission(learner, memo)
    assert goes_to(signed_in.get("/learn/some/a/x/on/")) == "/learn/some/a/y/"
    do_exercise(check, learner)
    assert goes_to(signed_in.get("/learn/some/a/y/on/")) == "/learn/some/b/"
    make_submission(
        learner, Exercise.objects.get(pk=enrolment.course.lessons.get(slug="b").lesson_exercises.get().exercise_id)
    )
    assert goes_to(signed_in.get("/learn/some/b/z/on/")) == "/learn/some/b/"


def test_only_markers_read_on_their_page_how_much_waits(client, learner):
    memo = make_published_exercise("rubric")
    city = make_organisation()
    make_membership(user=learner, organisation=city)
    make_enrolment(make_course(lesson_item("a", exercise_item(memo))), learner)
    make_submission(learner, memo)
    for user, number in ((make_instructor(city), 1), (make_instructor(), 0), (learner, 0)):
        browser = Client()
        browser.force_login(user)
        page = text_of(browser.get("/learn/"))
        assert ("1 piece of work waits for your marks or your second look" in page) is bool(number)
        assert ('<a href="/marking/"' in page) is (user != learner)
