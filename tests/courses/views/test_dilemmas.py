import re

import pytest
from django.test import Client

from assessments.models import Attempt
from courses import services
from courses.models import Dilemma
from courses.rules.groups import SMALLEST_GROUP
from courses.selectors.dilemmas import mail_link, stop_link
from tests.courses.dilemmas import NOW, WEEK, make_reader, make_studied_course, study
from tests.test_addresses import rows

pytestmark = pytest.mark.django_db

PAGE = "/learn/dilemma/"
RIGHT = {"r-flag.call": "7", "r-flag.ask": "5", "r-flag.wait": "2"}


@pytest.fixture
def course(time_machine):
    time_machine.move_to(NOW - 8 * WEEK, tick=False)
    return make_studied_course("sjt")


@pytest.fixture
def reader(course, time_machine):
    person = make_reader(display_name="Ana Kovač")
    study(*course, person)
    time_machine.move_to(NOW, tick=False)
    return person


@pytest.fixture
def row(reader):
    services.send_dilemmas()
    return Dilemma.objects.get()


@pytest.fixture
def link(row):
    return f"/learn/dilemma/answer/{mail_link(row.pk)}/"


def text_of(response):
    return response.content.decode()


def asks(page):
    return re.search(r'name="asks" value="([^"]+)"', page)[1]


def test_opening_a_link_answers_nothing_however_often_scanners_do(client, row, link):
    before = rows()
    for ask in (client.get, client.head, client.get):
        response = ask(link)
        assert response.status_code == 200
        assert "no-store" in response["Cache-Control"]
    page = text_of(client.get(link))
    assert "A flag hangs upside down." in page
    assert "CANARY" not in page
    assert rows() == before


def test_the_link_takes_one_answer_and_then_shows_it(client, row, link):
    response = client.post(link, RIGHT)
    assert (response.status_code, response["Location"]) == (303, link)
    page = text_of(client.get(link))
    assert "CANARY on “Call the consul now”" in page
    assert "<form" not in page.partition("<main")[2].partition("</main")[0]
    before = Attempt.objects.count()
    assert Client().post(link, {**RIGHT, "r-flag.call": "1"}).status_code == 303
    row.refresh_from_db()
    assert (row.right, Attempt.objects.count()) == (True, before)


def test_the_link_signs_nobody_in_and_tells_nothing_of_the_person(client, reader, link):
    client.post(link, RIGHT)
    page = text_of(client.get(link))
    assert "_auth_user_id" not in client.session
    assert client.get("/learn/").status_code == 302
    assert not [word for word in (reader.display_name, reader.email, str(reader.key)) if word in page]


def test_an_answer_that_is_not_whole_is_shown_again_with_what_was_chosen(client, link):
    response = client.post(link, {"r-flag.call": "7"})
    page = text_of(response)
    assert response.status_code == 422
    assert "something is missing" in page
    assert page.count(" checked") == 1
    assert Dilemma.objects.get().answered_at is None


def test_a_link_runs_out_after_two_weeks(client, link, time_machine):
    time_machine.shift(2 * WEEK)
    assert client.get(link).status_code == 200
    time_machine.shift(WEEK / 7)
    for response in (client.get(link), client.post(link, RIGHT)):
        assert response.status_code == 410
        assert "A flag" not in text_of(response)
    assert Dilemma.objects.get().answered_at is None


def test_altered_and_foreign_links_are_not_found(client, reader, row, link):
    token = link.split("/")[-2]
    other = stop_link(reader.key)
    for wrong in (token[:-1], f"{token[:-1]}{'A' if token[-1] != 'A' else 'B'}", f"x{token}", other, "nothing", "%00"):
        for response in (client.get(f"/learn/dilemma/answer/{wrong}/"), client.post(f"/learn/dilemma/answer/{wrong}/")):
            assert response.status_code == 404, wrong
    assert client.get(f"/learn/dilemma/answer/{mail_link(row.pk + 1)}/").status_code == 404
    assert client.post(f"/learn/dilemma/answer/{mail_link(row.pk + 1)}/", RIGHT).status_code == 303


def test_a_link_of_somebody_who_left_is_not_found(client, reader, link):
    type(reader).objects.update(is_active=False)
    assert client.get(link).status_code == 404


def test_one_click_stops_the_mail_without_a_session_or_a_token(reader):
    address = f"/learn/dilemma/stop/{stop_link(reader.key)}/"
    program = Client(enforce_csrf_checks=True)
    before = rows()
    assert "Stop these messages" in text_of(program.get(address))
    assert program.head(address).status_code == 200
    assert rows() == before
    for _ in range(2):
        response = Client(enforce_csrf_checks=True).post(address, {"List-Unsubscribe": "One-Click"})
        assert response.status_code == 200
    reader.refresh_from_db()
    assert reader.dilemma_mail == "off"
    assert services.send_dilemmas() == 0


def test_a_link_that_stops_mail_is_no_other_link(client, row, reader):
    for wrong in (mail_link(row.pk), "nothing", stop_link(reader.key)[:-1]):
        assert client.get(f"/learn/dilemma/stop/{wrong}/").status_code == 404
        assert client.post(f"/learn/dilemma/stop/{wrong}/").status_code == 404
    reader.refresh_from_db()
    assert reader.dilemma_mail == "weekly"


def test_the_page_asks_and_then_shows_the_reasons_and_the_lesson(client, reader, course):
    client.force_login(reader)
    before = rows()
    page = text_of(client.get(PAGE))
    assert "About two minutes" in page
    assert rows() == before
    assert client.post(PAGE, {"asks": asks(page), **RIGHT}).status_code == 303
    page = text_of(client.get(PAGE))
    assert "CANARY on “Wait for a complaint”" in page
    assert "No panel has rated these options yet" in page
    lesson = course[0].lessons.get()
    assert f"/learn/{course[0].slug}/{lesson.slug}/" in page
    assert f"when {SMALLEST_GROUP} others have answered" in page
    assert "Dilemma of the week: answered" in page


def test_what_others_chose_is_told_from_ten_on(client, course, time_machine):
    people = [make_reader() for _ in range(SMALLEST_GROUP + 1)]
    for person in people:
        study(*course, person)
    time_machine.move_to(NOW, tick=False)
    services.send_dilemmas()
    for row in Dilemma.objects.all():
        client.post(f"/learn/dilemma/answer/{mail_link(row.pk)}/", RIGHT)
    client.force_login(people[0])
    page = text_of(client.get(PAGE))
    assert "What 10 colleagues put first" in page
    assert "100 %" in page


def test_a_question_of_another_week_is_answered_with_that_of_this_one(client, reader):
    client.force_login(reader)
    response = client.post(PAGE, {"asks": "7:else", **RIGHT}, follow=True)
    assert "was that of another week" in text_of(response)
    assert not Dilemma.objects.exists()


def test_who_has_nothing_to_be_asked_is_told_why(client, db):
    client.force_login(make_reader(dilemma_mail="off"))
    page = text_of(client.get(PAGE))
    assert "There is no question for you this week." in page
    assert "Choose it in your account" in page
    assert client.post(PAGE, RIGHT).status_code == 303


def test_strangers_are_asked_to_sign_in(client, db):
    for response in (client.get(PAGE), client.post(PAGE, RIGHT)):
        assert (response.status_code, response["Location"]) == (302, f"/accounts/login/?next={PAGE}")


def test_the_page_costs_the_same_with_many_lessons(client, time_machine, django_assert_max_num_queries):
    time_machine.move_to(NOW - 8 * WEEK, tick=False)
    person = make_reader()
    study(*make_studied_course(*["choice", "sjt"] * 5), person)
    time_machine.move_to(NOW, tick=False)
    client.force_login(person)
    with django_assert_max_num_queries(8):
        page = text_of(client.get(PAGE))
    client.post(PAGE, {"asks": asks(page), **RIGHT})
    with django_assert_max_num_queries(12):
        client.get(PAGE)
