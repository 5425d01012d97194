import re

import pytest
from django.test import Client

from accounts.services import outbox
from courses import services
from courses.models import Certificate, CertificateRequest, CertificateRevocation, Course
from courses.rules.types import ProgrammeBody
from tests.factories.accounts import make_user
from tests.factories.assessments import make_published_exercise
from tests.factories.courses import (
    do_exercise,
    exercise_item,
    lesson_item,
    make_course,
    make_enrolment,
    make_finished_enrolment,
    make_programme,
    path_of,
)

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


def test_a_programme_without_paths_does_not_say_where_to_begin(client):
    make_programme(make_course())
    assert "Where to begin" not in client.get("/programme/").content.decode()


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


@pytest.fixture
def certified(learner, with_keys):
    """The certificate of a programme of two courses."""
    enrolments = [make_finished_enrolment(learner, name="Ana Learner", slug=slug) for slug in ("one", "two")]
    make_programme(*(enrolment.course for enrolment in enrolments))
    while outbox.sweep():
        pass
    return Certificate.objects.get(enrolment=None)


def test_the_programme_leads_to_its_certificate(signed_in, certified):
    page = signed_in.get("/programme/").content.decode()
    assert f'href="/certificates/{certified.code}/"' in page
    assert page.count('class="tick tick--done"') == 2


def test_a_course_that_is_closed_still_leads_to_its_certificate(signed_in, certified):
    first = Certificate.objects.exclude(pk=certified.pk).first()
    services.retire_course(key=first.enrolment.course.key)
    assert f'href="/certificates/{first.code}/"' in signed_in.get("/programme/").content.decode()
    assert "takes no new learners" in Client().get("/programme/").content.decode()


def test_anybody_checks_it_at_its_address(client, certified):
    page = client.get(f"/certificates/{certified.code}/").content.decode()
    assert "This certificate is valid." in page
    assert "has completed the programme" in page
    for other in Certificate.objects.exclude(pk=certified.pk):
        assert f'href="/certificates/{other.code}/"' in page
    assert client.get(f"/certificates/{certified.code}/certificate.pdf").content.startswith(b"%PDF-")


def test_a_withheld_name_is_not_told_by_the_way_of_another_certificate(client, certified, learner):
    first = Certificate.objects.exclude(pk=certified.pk).first()
    services.set_name_withheld(enrolment_id=first.enrolment_id, withheld=True)
    address = f"/certificates/{certified.code}/"
    assert f"/certificates/{first.code}/" not in client.get(address).content.decode()
    services.set_programme_name_withheld(learner_id=learner.pk, withheld=True)
    page = client.get(address).content.decode()
    assert re.findall(r"/certificates/[0-9a-f]{32}", page.replace(certified.code, "")) == []
    assert "Ana Learner" not in page
    client.force_login(learner)
    assert f"/certificates/{first.code}/" in client.get(address).content.decode()


def test_the_holder_hides_the_name_and_shows_it_again(signed_in, certified):
    for action, hidden in (("withhold", True), ("show", False)):
        response = signed_in.post("/programme/certificate/", {"action": action})
        assert response["Location"] == "/programme/certificate/"
        certified.refresh_from_db()
        assert certified.name_withheld is hidden
        assert signed_in.get("/programme/certificate/").status_code == 200


def test_the_holder_of_a_certificate_of_a_programme_that_was_withdrawn_can_hide_the_name(signed_in, certified):
    services.retire_programme(key=certified.completion.programme.key)
    assert 'href="/programme/certificate/"' in signed_in.get(f"/certificates/{certified.code}/").content.decode()
    page = signed_in.get("/programme/certificate/").content.decode()
    assert "The programme" in page
    assert 'href="/programme/"' not in page
    signed_in.post("/programme/certificate/", {"action": "withhold"})
    certified.refresh_from_db()
    assert certified.name_withheld


def test_a_revoked_one_says_so_with_its_basis(client, certified):
    first = Certificate.objects.exclude(pk=certified.pk).first()
    services.revoke_certificate(code=first.code, reason="Copied.", revoked_by_id=None)
    page = client.get(f"/certificates/{certified.code}/").content.decode()
    assert "This certificate was revoked. It is not valid." in page
    assert "The reason given there: Copied." in page
    assert page.count('<span class="badge badge--bad">Revoked</span>') == 1


def test_only_administrators_revoke_it(client, certified, learner):
    address = f"/certificates/{certified.code}/revoke/"
    teacher = make_user()
    for course in Course.objects.all():
        course.instructors.add(teacher)
    for user in (learner, teacher):
        client.force_login(user)
        assert client.get(address).status_code == 404
    client.force_login(make_user(is_superuser=True))
    client.post(address, {"reason": "A mistake."})
    asked = CertificateRequest.objects.get()
    assert not CertificateRevocation.objects.exists()
    client.force_login(make_user(is_superuser=True))
    client.post(f"/certificate-requests/{asked.key}/", {"action": "confirm"})
    assert CertificateRevocation.objects.get().issue.certificate == certified


def test_without_a_certificate_there_is_no_page_of_it(signed_in, course):
    assert signed_in.get("/programme/certificate/").status_code == 404


def test_a_path_is_found_by_its_name_in_another_language(client):
    course, other = make_course(lesson_item("one"), slug="one-course"), make_course(lesson_item("two"))
    english = ProgrammeBody("The programme", "", (path_of("mayor", course), path_of("officer", other)))
    french = ProgrammeBody("Le programme", "", (path_of("agent", other),))
    make_programme(course, bodies={"en": english, "fr": french})
    for slug, address in (("officer", "/programme/agent/"), ("mayor", "/programme/")):
        response = client.get(f"/programme/{slug}/", headers={"Accept-Language": "fr"})
        assert (response.status_code, response["Location"]) == (302, address)
    assert client.get("/programme/agent/")["Location"] == "/programme/officer/"
    assert client.get("/programme/nothing/", headers={"Accept-Language": "fr"}).status_code == 404


def test_a_lesson_that_was_tested_out_of_is_ticked_on_a_path(signed_in, learner):
    final = make_published_exercise("choice", pass_percent=50)
    course = make_course(lesson_item("one"), final_exercise=exercise_item(final), test_out=True)
    make_programme(course, paths=[path_of("new-officer", *course.lessons.all())])
    make_enrolment(course, learner)
    do_exercise(final, learner)
    assert "You have done every step of this path." in signed_in.get("/programme/new-officer/").content.decode()
