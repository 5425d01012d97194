import pytest

from accounts import selectors as account_selectors
from accounts.services import membership
from courses import selectors, services
from courses.errors import MembersOnlyError, NotOfferedError
from courses.models import Enrolment
from tests.factories.accounts import (
    make_coordinator,
    make_invitation,
    make_membership,
    make_organisation,
    make_user,
    make_verified_user,
)
from tests.factories.courses import make_course, make_enrolment

pytestmark = pytest.mark.django_db


def test_an_enrolment_names_the_membership_it_was_made_under(learner):
    joined = make_membership(user=learner, organisation=make_organisation())
    assert make_enrolment(make_course(), learner).membership_id == joined.pk


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


def test_a_course_for_members_refuses_who_belongs_to_no_organisation():
    course, learner = make_course(enrolment="invitation"), make_user()
    with pytest.raises(MembersOnlyError, match="members of a city"):
        make_enrolment(course, learner)
    joined = make_membership(user=learner, organisation=make_organisation())
    assert make_enrolment(course, learner).membership == joined


def test_who_is_enrolled_stays_so_after_leaving():
    course, learner = make_course(enrolment="invitation"), make_user()
    joined = make_membership(user=learner, organisation=make_organisation())
    enrolment = make_enrolment(course, learner)
    membership.end_membership(membership_id=joined.pk, by=None)
    assert make_enrolment(course, learner) == enrolment


def test_a_coordinator_enrols_under_their_own_organisation():
    learner = make_user()
    first = make_membership(user=learner, organisation=make_organisation())
    make_membership(user=learner, organisation=make_organisation())
    course = make_course()
    made = services.enrol_learner(course_id=course.pk, learner_id=learner.pk, membership_id=first.pk)
    assert made.membership == first


def accept(learner, city):
    invitation = make_invitation(email=learner.email, organisation=city)
    return membership.accept_invitation(token=invitation.token, user=learner)


def test_who_accepts_an_invitation_shares_the_courses_taken_on_their_own():
    learner, city = make_verified_user(), make_organisation()
    enrolment, other = make_enrolment(make_course(), learner), make_enrolment(make_course(), make_user())
    joined = accept(learner, city)
    enrolment.refresh_from_db()
    other.refresh_from_db()
    assert (enrolment.membership_id, other.membership_id) == (joined.pk, None)
    people = account_selectors.people_visible_in(make_coordinator(city), organisation_data(city))
    row = next(row for row in selectors.people_rows(people=people, language="en") if row.email == learner.email)
    assert [item.course.slug for item in row.courses] == [enrolment.course.slug]


def test_who_accepts_an_invitation_keeps_the_courses_taken_for_another_city_there():
    learner = make_verified_user()
    before = make_membership(user=learner, organisation=make_organisation())
    enrolment = make_enrolment(make_course(), learner)
    membership.end_membership(membership_id=before.pk, by=None)
    accept(learner, make_organisation())
    enrolment.refresh_from_db()
    assert enrolment.membership_id == before.pk


def organisation_data(city):
    return account_selectors.OrganisationData(city.pk, city.name, city.slug, is_network=False)
