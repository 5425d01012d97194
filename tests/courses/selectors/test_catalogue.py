import pytest

from courses import selectors, services
from tests.factories.courses import course_body, lesson_item, make_course

pytestmark = pytest.mark.django_db


def test_offered_courses_come_in_their_order_and_the_readers_language():
    both = {"en": course_body("Second"), "fr": course_body("Deuxième")}
    make_course(lesson_item("a"), lesson_item("b"), position=2, bodies=both, slug="second")
    make_course(position=1, bodies={"en": course_body("First")})
    services.retire_course(key=make_course(position=0).key)
    cards = selectors.offered_courses("fr")
    assert [(card.title, card.lang) for card in cards] == [("First", "en"), ("Deuxième", "")]
    assert (cards[1].lesson_count, cards[1].estimated_minutes, cards[1].url) == (2, 90, "/learn/second/")
    assert [card.title for card in selectors.offered_courses("en")] == ["First", "Second"]


@pytest.mark.parametrize("number", [1, 3])
def test_the_catalogue_takes_one_statement(statements, number):
    for _ in range(number):
        make_course()
    with statements() as captured:
        assert len(selectors.offered_courses("en")) == number
    assert len(captured.counted) == 1
