import pytest

from courses import services
from courses.errors import NotOfferedError
from courses.models import Enrolment
from tests.factories.accounts import make_membership, make_organisation
from tests.factories.courses import make_course, make_enrolment

pytestmark = pytest.mark.django_db


def test_an_enrolment_names_the_membership_it_was_made_under(learner):
    membership = make_membership(user=learner, organisation=make_organisation())
    assert make_enrolment(make_course(), learner).membership_id == membership.pk


def test_somebody_of_no_organisation_may_enrol(learner):
    assert make_enrolment(make_course(), learner).membership_id is None


def test_enrolling_twice_makes_one_enrolment(learner):
    course = make_course()
    assert make_enrolment(course, learner) == make_enrolment(course, learner)
    assert Enrolment.objects.count() == 1


def test_a_course_no_longer_offered_takes_nobody_new_and_loses_nobody(learner):
    course, other = make_course(), make_course()
    enrolment = make_enrolment(course, learner)
    services.retire_course(key=course.key)
    services.retire_course(key=other.key)
    assert make_enrolment(course, learner) == enrolment
    with pytest.raises(NotOfferedError):
        make_enrolment(other, learner)
