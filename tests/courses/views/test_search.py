import pytest

from courses.enums import DeskTask
from courses.rules.types import LessonBody
from tests.courses.views.test_learning import text_of
from tests.factories.courses import course_body, lesson_item, make_course

pytestmark = pytest.mark.django_db


@pytest.fixture
def course():
    bodies = {
        "en": LessonBody("At the <door>", "Greet the “guest” & <script>x</script>", ""),
        "fr": LessonBody("À la porte", "Qui accueille ?", ""),
    }
    return make_course(lesson_item("door", bodies=bodies), slug="protocol", bodies={"en": course_body("Protocol")})


def test_what_was_looked_for_is_marked_and_everything_else_escaped(client, course):
    page = text_of(client.get("/search/", {"q": "door GUEST script"}))
    assert '<a href="/learn/protocol/door/">At the &lt;<mark>door</mark>&gt;</a>' in page
    assert "the “<mark>guest</mark>” &amp; &lt;<mark>script</mark>&gt;x&lt;/<mark>script</mark>&gt;" in page
    assert "1 result for “door GUEST script”" in page
    assert '<h2 id="group-lesson">Lessons</h2>' in page


def test_what_was_typed_is_shown_and_escaped(client, course):
    page = text_of(client.get("/search/", {"q": '"><b>door'}))
    assert 'value="&quot;&gt;&lt;b&gt;door"' in page
    assert "<b>door" not in page


def test_a_text_in_another_language_says_so(client, course):
    page = text_of(client.get("/search/", {"q": "porte"}))
    assert '<h3 lang="fr"><a href="/learn/protocol/door/">À la <mark>porte</mark></a></h3>' in page
    assert '<p lang="fr">Qui accueille ?</p>' in page


@pytest.mark.parametrize("address", ["/search/", "/search/?q=", "/search/?q=zebra", "/search/?q=%00%ff*"])
def test_who_finds_nothing_is_led_on(client, course, address):
    page = text_of(client.get(address))
    for task in DeskTask:
        assert f'href="/learn/desk/{task}/"' in page
    assert 'href="/courses/">See the courses' in page
    assert ("Nothing was found for “zebra”." in page) is address.endswith("zebra")


def test_a_long_query_is_cut_with_a_message(client, course):
    page = text_of(client.get("/search/", {"q": "door " * 100}))
    assert "only the first words were looked for" in page
    assert "At the" in page


def test_the_pages_of_results_lead_to_each_other(client):
    make_course(*(lesson_item(f"plum-{number}") for number in range(41)))
    first = text_of(client.get("/search/?q=plum"))
    assert "41 results for “plum”, page 1 of 3" in first
    assert 'href="?q=plum&amp;page=2"' in first
    assert "Previous page" not in first
    second = text_of(client.get("/search/?q=plum&page=2"))
    assert 'href="?q=plum&amp;page=1"' in second
    assert 'href="?q=plum&amp;page=3"' in second


def test_every_page_leads_to_the_search(client, course):
    assert '<a class="site-nav__search" href="/search/">' in text_of(client.get("/learn/protocol/"))


def test_a_page_takes_at_most_six_statements(signed_in, course, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        assert signed_in.get("/search/?q=door").status_code == 200
