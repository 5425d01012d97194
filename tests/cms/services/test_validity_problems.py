import pytest

from cms.errors import PublishRefusedError
from cms.services.publishing import problems_of, publish
from courses.models import Course
from tests.factories import cms as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def course():
    course = make.make_tree()[0]
    course.valid_months = 24
    return course


def test_a_course_whose_certificates_nobody_could_renew_is_not_published(course):
    (problem,) = problems_of(course)
    assert (problem.field, problem.message.startswith("Its certificate is valid for, months: ")) == (
        "valid_months",
        True,
    )
    assert "Add an exercise directly below the course, or write 0." in problem.message
    assert problem.anchor
    with pytest.raises(PublishRefusedError):
        publish(course)
    course.valid_months = 0
    assert problems_of(course) == ()


@pytest.mark.parametrize(
    ("below", "is_sound"), [({}, True), ({"practice": True}, False), ({"assessment": "both"}, False)]
)
def test_only_a_final_assessment_renews(course, below, is_sound):
    make.make_choice(parent=course, **below)
    assert (problems_of(course) == ()) is is_sound


def test_a_final_assessment_that_waits_for_its_course_is_enough(course):
    make.make_choice(parent=course).unpublish()
    publish(course)
    assert Course.objects.get().valid_months == 24
