import pytest

from courses import services
from tests.factories.courses import lesson_item, make_course, make_enrolment, make_programme, path_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def course():
    course = make_course(lesson_item("one"), lesson_item("two"), slug="protocol")
    make_programme(course, paths=[path_of("new-officer", *course.lessons.all()), path_of("mayor", course)])
    return course


def test_the_programme_leads_to_its_paths_and_courses(client, course):
    page = client.get("/programme/").content.decode()
    assert all(f'href="{url}"' in page for url in ("/programme/new-officer/", "/programme/mayor/", "/learn/protocol/"))
    assert "tick" not in page


def test_a_path_says_what_comes_next(signed_in, learner, course):
    enrolment = make_enrolment(course, learner)
    services.mark_lesson_done(enrolment_id=enrolment.pk, lesson_id=course.lessons.get(slug="one").pk)
    page = signed_in.get("/programme/new-officer/").content.decode()
    assert "Next on this path" in page
    assert page.count('class="tick tick--done"') == 1
    assert page.count('href="/learn/protocol/two/"') == 2


def test_a_path_that_is_done_says_so(signed_in, learner, course):
    enrolment = make_enrolment(course, learner)
    for lesson in course.lessons.all():
        services.mark_lesson_done(enrolment_id=enrolment.pk, lesson_id=lesson.pk)
    assert "You have done every step of this path." in signed_in.get("/programme/new-officer/").content.decode()


@pytest.mark.parametrize("path", ["/programme/", "/programme/nothing/"])
def test_there_is_no_page_without_a_programme(client, path):
    assert client.get(path).status_code == 404


def test_an_unknown_path_is_not_found(client, course):
    assert client.get("/programme/nothing/").status_code == 404
