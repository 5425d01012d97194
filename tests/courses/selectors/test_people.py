import pytest

from accounts import selectors as account_selectors
from accounts.services import membership
from courses import selectors, services
from courses.enums import CertificateState
from courses.models import Enrolment
from tests.factories.accounts import (
    make_coordinator,
    make_membership,
    make_network,
    make_organisation,
    make_user,
)
from tests.factories.assessments import make_published_exercise
from tests.factories.courses import (
    course_body,
    do_exercise,
    exercise_item,
    lesson_item,
    make_course,
    make_enrolment,
    make_finished_enrolment,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return make_organisation(name="Port Alder", slug="port-alder")


@pytest.fixture
def coordinator(city):
    return make_coordinator(city)


def join(city, name):
    return make_membership(user=make_user(display_name=name), organisation=city).user


def people(coordinator, city):
    found = account_selectors.coordinated_organisations(coordinator)
    [organisation] = [organisation for organisation in found if organisation.slug == city.slug]
    return account_selectors.people_visible_in(coordinator, organisation).exclude(user=coordinator)


def rows(coordinator, city, course=""):
    return selectors.people_rows(people=people(coordinator, city), language="en", course_slug=course)


def courses(coordinator, city):
    return [(row.name, [item.course.title for item in row.courses]) for row in rows(coordinator, city)]


def named(title, *lessons, **fields):
    return make_course(*lessons, bodies={"en": course_body(title)}, **fields)


def test_a_row_says_where_a_person_is(coordinator, city):
    exercise = make_published_exercise("choice", title="Check")
    course = named("Protocol", lesson_item("a"), lesson_item("b", exercise_item(exercise)))
    ana = join(city, "Ana")
    enrolment = make_enrolment(course, ana)
    do_exercise(exercise, ana)
    services.mark_lesson_done(enrolment_id=enrolment.pk, lesson_id=course.lessons.get(slug="a").pk)
    [row] = rows(coordinator, city)
    [item] = row.courses
    assert (row.name, row.email, row.organisation_name) == ("Ana", ana.email, "Port Alder")
    assert (item.course.title, item.progress.lessons_done, item.progress.lessons_required) == ("Protocol", 1, 2)
    assert (item.result_percent, item.finished_at, item.certificate) == (100, None, CertificateState.NOT_FINISHED)
    assert item.active_at == Enrolment.objects.get().active_at


def test_a_finished_course_says_so(coordinator, city):
    make_finished_enrolment(join(city, "Ana"), name="Ana")
    [row] = rows(coordinator, city)
    assert row.courses[0].finished_at is not None
    services.issue_certificate(enrolment_id=Enrolment.objects.get().pk)
    [row] = rows(coordinator, city)
    assert row.courses[0].certificate == CertificateState.ISSUED


def test_people_without_a_course_are_listed(coordinator, city):
    join(city, "Ben")
    join(city, "Ana")
    assert courses(coordinator, city) == [("Ana", []), ("Ben", [])]


def test_what_people_do_elsewhere_is_not_shown(coordinator, city):
    other = make_organisation(name="B", slug="b")
    ana = join(other, "Ana")
    make_enrolment(named("CANARY of B"), ana)
    make_membership(user=ana, organisation=city)
    make_enrolment(named("Protocol"), ana)
    alone = make_user(display_name="Ben")
    make_enrolment(named("CANARY of nobody"), alone)
    make_membership(user=alone, organisation=city)
    assert courses(coordinator, city) == [("Ana", ["Protocol"]), ("Ben", [])]
    assert courses(make_coordinator(other), other)[0] == ("Ana", ["CANARY of B"])
    found = selectors.courses_of_people(people(coordinator, city), "en")
    assert [choice.title for choice in found] == ["Protocol"]


def test_who_comes_back_brings_the_old_courses(coordinator, city):
    ana = join(city, "Ana")
    make_enrolment(named("Protocol"), ana)
    membership.end_membership(membership_id=ana.memberships.get().pk, by=None)
    assert courses(coordinator, city) == []
    make_membership(user=ana, organisation=city)
    assert courses(coordinator, city) == [("Ana", ["Protocol"])]


def test_a_network_sees_its_member_cities(city):
    network = make_network(city, name="Network", slug="network")
    coordinator = make_coordinator(network)
    make_enrolment(named("Protocol"), join(city, "Ana"))
    join(make_organisation(), "CANARY")
    [row] = rows(coordinator, network)
    assert (row.name, row.organisation_slug, [item.course.title for item in row.courses]) == (
        "Ana",
        "port-alder",
        ["Protocol"],
    )


def test_one_course_leaves_out_the_others(coordinator, city):
    ana = join(city, "Ana")
    join(city, "Ben")
    first, second = named("First"), named("Second")
    make_enrolment(first, ana)
    make_enrolment(second, ana)
    inside = selectors.enrolled_in(people(coordinator, city), first.slug)
    found = selectors.people_rows(people=inside, language="en", course_slug=first.slug)
    assert [(row.name, [item.course.title for item in row.courses]) for row in found] == [("Ana", ["First"])]
    assert not selectors.enrolled_in(people(coordinator, city), "nothing").exists()


def test_exercises_without_tries_left_are_named(coordinator, city):
    exercise = make_published_exercise("choice", title="Check", max_tries=1)
    ana, ben, cleo = (join(city, name) for name in ("Ana", "Ben", "Cleo"))
    course = named("Protocol", lesson_item("a", exercise_item(exercise)))
    for learner in (ana, ben, cleo):
        make_enrolment(course, learner)
    do_exercise(exercise, ana, is_right=False)
    do_exercise(exercise, ben)
    found = {row.name: [item.title for item in row.courses[0].used_up] for row in rows(coordinator, city)}
    assert found == {"Ana": ["Check"], "Ben": [], "Cleo": []}
    assert rows(coordinator, city)[0].courses[0].exercise_ids == {exercise.pk}


def test_the_number_of_statements_does_not_grow(coordinator, city, django_assert_num_queries):
    exercise = make_published_exercise("choice")
    course = named("Protocol", lesson_item("a", exercise_item(exercise)), lesson_item("b"))
    for count in (1, 29):
        for number in range(count):
            learner = join(city, f"Person {count}-{number}")
            make_enrolment(course, learner)
            do_exercise(exercise, learner)
        members = list(people(coordinator, city))
        with django_assert_num_queries(4):
            selectors.people_rows(people=members, language="en")
