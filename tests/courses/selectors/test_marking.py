import pytest

from accounts.enums import Role
from accounts.models import Membership
from courses import selectors, services
from tests.factories.accounts import make_instructor, make_membership, make_network, make_organisation, make_user
from tests.factories.assessments import make_published_exercise, make_submission, release
from tests.factories.courses import course_body, exercise_item, lesson_item, make_course, make_enrolment

pytestmark = pytest.mark.django_db


@pytest.fixture
def memo():
    return make_published_exercise("rubric")


@pytest.fixture
def course(memo):
    return make_course(lesson_item("write", exercise_item(memo)), slug="writing")


@pytest.fixture
def city():
    return make_organisation(name="Port Alder")


@pytest.fixture
def ana(city, course):
    user = make_membership(user=make_user(display_name="Ana"), organisation=city).user
    make_enrolment(course, user)
    return user


def keys(marker, **how):
    return [row.key for row in selectors.work_of(marker, **({"shown": "waiting"} | how))]


def test_an_instructor_marks_the_work_of_their_own_city(ana, city, memo):
    work = make_submission(ana, memo)
    ines = make_instructor(city)
    assert keys(ines) == [work.key]
    assert selectors.waiting_count(ines) == 1
    assert keys(make_instructor()) == []


def test_an_instructor_of_a_network_marks_the_work_of_its_cities(ana, city, memo):
    work = make_submission(ana, memo)
    assert keys(make_instructor(make_network(city))) == [work.key]
    assert keys(make_instructor(make_network())) == []


def test_no_other_role_marks(ana, city, memo):
    make_submission(ana, memo)
    for role in Role:
        user = make_membership(user=make_user(), organisation=city, role=role).user
        assert bool(keys(user)) is (role == Role.INSTRUCTOR), role
    assert keys(make_user(is_superuser=True)) != []


def test_who_no_longer_instructs_marks_nothing(ana, city, memo):
    make_submission(ana, memo)
    ines = make_instructor(city)
    Membership.objects.filter(user=ines).update(ended_at="2026-01-01T00:00Z")
    assert keys(ines) == []


def test_nobody_marks_their_own_work(course, city, memo):
    ines = make_instructor(city)
    make_enrolment(course, ines)
    make_submission(ines, memo)
    assert keys(ines) == []
    assert len(keys(make_instructor(city))) == 1


def test_what_was_done_for_another_city_stays_there(ana, city, memo):
    """Ana joins another city later; her enrolment and her work stay with the first."""
    work = make_submission(ana, memo)
    other = make_organisation()
    make_membership(user=ana, organisation=other)
    assert keys(make_instructor(other)) == []
    assert keys(make_instructor(city)) == [work.key]


def test_work_under_no_organisation_is_marked_by_the_instructors_of_the_course(course, city, memo):
    lone = make_user()
    make_enrolment(course, lone)
    work = make_submission(lone, memo)
    ines, author = make_instructor(city), make_user()
    course.instructors.add(author)
    assert keys(ines) == keys(author) == []
    course.instructors.add(ines)
    assert keys(ines) == [work.key]


def test_who_was_taken_out_of_the_course_is_left_out(ana, city, course, memo):
    make_submission(ana, memo)
    enrolment = ana.enrolments.get()
    services.withdraw_enrolment(enrolment_id=enrolment.pk, withdrawn_by_id=make_user().pk)
    assert keys(make_instructor(city)) == []


def test_the_queue_is_filtered_by_course(ana, city, course, memo):
    exam = make_published_exercise("rubric", title="Exam")
    body = course_body("The other one")
    other = make_course(lesson_item("b"), slug="other", final_exercise=exercise_item(exam), bodies={"en": body})
    make_enrolment(other, ana)
    works = [make_submission(ana, memo), make_submission(ana, exam)]
    ines = make_instructor(city)
    assert keys(ines) == [work.key for work in works]
    assert keys(ines, course_slug="writing") == [works[0].key]
    assert keys(ines, course_slug="other") == [works[1].key]
    everything = selectors.work_of(ines, "waiting")
    assert [choice.slug for choice in selectors.courses_to_mark(everything, "en")] == ["writing", "other"]
    rows = selectors.queue_rows(list(everything), marker_id=ines.pk, language="fr")
    assert [(row.work.key, row.course.slug, row.course.lang) for row in rows] == [
        (works[0].key, "writing", "en"),
        (works[1].key, "other", "en"),
    ]


def test_rows_cost_the_same_whatever_their_number(ana, city, course, memo, django_assert_num_queries):
    ines = make_instructor(city)
    for _number in range(3):
        member = make_membership(user=make_user(), organisation=city).user
        make_enrolment(course, member)
        make_submission(member, memo)
        with django_assert_num_queries(5):
            selectors.queue_rows(selectors.work_of(ines, "waiting"), marker_id=ines.pk, language="en")


def test_marked_work_is_a_list_of_its_own(ana, city, memo):
    work = make_submission(ana, memo)
    ines = make_instructor(city)
    assert keys(ines, shown="marked") == []
    release(work, ines)
    assert (keys(ines), keys(ines, shown="marked")) == ([], [work.key])
