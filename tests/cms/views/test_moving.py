import pytest
from django.urls import reverse

from tests.factories import cms as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def courses(editor):
    """Return a module with the lesson "arrival" and a module of another course that has one too."""
    catalogue = make.make_catalogue()
    modules = []
    for slug in ("first", "second"):
        module = make.make_module(parent=make.make_course(parent=catalogue, slug=slug), slug=f"module-{slug}")
        make.make_lesson(parent=module, slug="arrival")
        modules.append(module)
    return modules


def move(client, page, destination):
    return client.post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, destination.pk]), follow=True)


def move_several(client, pages, destination):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])
    query = "&".join(f"id={page.pk}" for page in pages)
    return client.post(f"{address}?{query}&next=/cms/", {"chooser": destination.pk}, follow=True)


def place(page):
    page.refresh_from_db()
    return page.get_parent().specific


@pytest.mark.parametrize("several", [False, True])
def test_a_lesson_stays_where_its_address_would_be_there_twice(editor, courses, several):
    module, other = courses
    lesson = module.get_children().get()
    empty = make.make_module(parent=other.get_parent())
    response = move_several(editor, [lesson], empty) if several else move(editor, lesson, empty)
    assert "cannot have the same address: arrival" in response.content.decode()
    assert place(lesson) == module


def test_a_module_stays_where_the_address_of_a_lesson_in_it_would_be_there_twice(editor, courses):
    module, other = courses
    response = move(editor, module, other.get_parent())
    assert "cannot have the same address: arrival" in response.content.decode()
    assert place(module).slug == "first"


@pytest.mark.parametrize("several", [False, True])
def test_a_lesson_with_an_address_of_its_own_moves(editor, courses, several):
    module, other = courses
    lesson = make.make_lesson(parent=module, slug="departure")
    answer = move_several(editor, [lesson], other) if several else move(editor, lesson, other)
    assert answer.status_code == 200
    assert place(lesson) == other


def test_a_lesson_moves_within_its_course(editor, courses):
    module, _other = courses
    lesson, new = module.get_children().get(), make.make_module(parent=module.get_parent())
    move(editor, lesson, new)
    assert place(lesson) == new


def test_two_lessons_of_one_address_do_not_move_into_a_third_course(editor, courses):
    lessons = [module.get_children().get() for module in courses]
    third = make.make_course(parent=courses[0].get_parent().get_parent(), slug="third")
    modules = [make.make_module(parent=third), make.make_module(parent=third)]
    move(editor, lessons[0], modules[0])
    response = move(editor, lessons[1], modules[1])
    assert "cannot have the same address: arrival" in response.content.decode()
    assert [place(lessons[0]), place(lessons[1])] == [modules[0], courses[1]]
