import uuid

import pytest

from cms.importing import starters
from cms.importing.errors import UnknownStarterError
from cms.importing.reading.programme import read_programme
from cms.models import CaseStudyPage, ChoiceExercisePage, CoursePage, LessonPage, ModulePage
from cms.services.publishing import problems_of
from courses.models import Course
from tests.factories import cms as make
from tests.factories.accounts import make_user

pytestmark = pytest.mark.django_db


def start(name):
    return starters.start_course(name=name, catalogue=make.make_catalogue(), key=uuid.uuid4(), user=make_user())


def test_the_files_are_in_order():
    programme = read_programme(starters.FOLDER, ["en"])
    assert programme.problems == ()
    assert {course.folder for course in programme.courses} == {starter.name for starter in starters.starters()}


def test_the_templates_are_named():
    short, case = starters.starters()
    assert (short.title, short.lessons, short.exercises) == ("Short course", 3, 4)
    assert (case.title, case.lessons, case.exercises) == ("One case with its briefing", 2, 2)


def test_a_course_is_made_of_drafts():
    course = start("short-course")
    below = course.get_descendants(inclusive=True).specific()
    assert [page.live for page in below] == [False] * 10
    assert ModulePage.objects.descendant_of(course).count() == 2
    assert LessonPage.objects.descendant_of(course).count() == 2
    assert CaseStudyPage.objects.descendant_of(course).count() == 1
    assert ChoiceExercisePage.objects.child_of(course).count() == 1
    assert not Course.objects.exists()


def test_one_template_makes_as_many_courses_as_are_wanted():
    first, second = start("one-case"), start("one-case")
    keys = [
        page.translation_key for course in (first, second) for page in course.get_descendants(inclusive=True).specific()
    ]
    assert len(set(keys)) == len(keys) == 2 * 6
    assert first.slug != second.slug


@pytest.mark.parametrize("name", ["short-course", "one-case"])
def test_nothing_of_it_is_published_before_somebody_wrote_it(name):
    course = start(name)
    refused = {page.pk for page in course.get_descendants(inclusive=True).specific() if problems_of(page)}
    assert len(refused) == course.get_descendants(inclusive=True).count()


def test_an_unknown_template_is_refused():
    with pytest.raises(UnknownStarterError):
        start("nothing")
    assert not CoursePage.objects.exists()
