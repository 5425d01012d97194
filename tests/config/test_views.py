import re

import pytest
from django.contrib.staticfiles import finders
from django.utils import translation

from config import views
from courses import services
from courses.models import CourseText
from tests.factories.accounts import make_coordinator, make_organisation, make_user
from tests.factories.courses import lesson_item, make_course, make_enrolment


@pytest.fixture
def learner():
    return make_user(display_name="Ana Learner")


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    for name in ("images/plan.svg", "documents/secret.txt"):
        path = tmp_path / name
        path.parent.mkdir()
        path.write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")


@pytest.mark.django_db
def test_picture_is_served_with_a_policy_that_lets_it_do_nothing(client, media):
    response = client.get("/media/images/plan.svg")
    assert response.getvalue().startswith(b"<svg")
    response.close()
    assert (response.status_code, response["Content-Type"]) == (200, "image/svg+xml")
    directives = set(response["Content-Security-Policy"].split("; "))
    assert directives == {"default-src 'none'", "sandbox", "style-src 'unsafe-inline'"}
    assert response["Cache-Control"] == "public, max-age=86400"


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/media/documents/secret.txt", "/media/images/secret.txt"])
def test_nothing_else_of_the_media_folder_is_served(client, media, path):
    assert client.get(path).status_code == 404


def test_picture_address_that_climbs_is_refused(client, media):
    assert client.get("/media/images/../documents/secret.txt").status_code == 400


def text_of(response):
    return response.content.decode()


@pytest.mark.django_db
def test_an_address_that_holds_nothing_leads_to_the_courses(client):
    response = client.get("/nothing/")
    assert response.status_code == 404
    assert 'href="/courses/"' in text_of(response)
    assert 'href="/learn/desk/visit/"' in text_of(response)


@pytest.mark.django_db
def test_a_mistyped_lesson_leads_to_its_course(client, learner):
    course = make_course(lesson_item("first-steps"), slug="protocol")
    make_enrolment(course, learner)
    client.force_login(learner)
    for path in ("/learn/protocol/frist-steps/", "/learn/protocol/a/b/c/d/"):
        response = client.get(path)
        assert response.status_code == 404
        assert 'href="/learn/protocol/">Go to the course' in text_of(response)


@pytest.mark.django_db
def test_a_lesson_that_was_withdrawn_is_named_to_who_took_the_course(client, learner):
    course = make_course(lesson_item("first-steps"), lesson_item("second"), slug="protocol")
    make_enrolment(course, learner)
    course.lessons.filter(slug="second").update(retired=True, title="The <old> way")
    CourseText.objects.update(outline=[])
    assert "The &lt;old&gt; way" not in text_of(client.get("/learn/protocol/second/x/y/z/"))
    client.force_login(learner)
    response = client.get("/learn/protocol/second/")
    assert response.status_code == 404
    assert "The lesson “The &lt;old&gt; way” is no longer part of this course" in text_of(response)


@pytest.mark.django_db
def test_a_withdrawn_course_is_named_to_nobody_else(client, learner):
    course = make_course(lesson_item("first-steps"), slug="protocol")
    services.retire_course(key=course.key)
    client.force_login(learner)
    assert "Go to the course" not in text_of(client.get("/learn/protocol/a/b/c/"))


def test_errors_and_the_page_without_a_line_ask_no_database(rf, settings):
    settings.CHANCERY_SITE_NAME = "Port Alder learns"
    pages = {
        500: views.server_error(rf.get("/")),
        503: views.maintenance(rf.get("/")),
        200: views.offline(rf.get("/offline/")),
    }
    for status, page in pages.items():
        assert page.status_code == status
        assert "Port Alder learns" in text_of(page)
        assert 'href="">Try again' in text_of(page)
    with translation.override("fr"):
        assert '<html lang="fr">' in text_of(views.server_error(rf.get("/")))


def test_what_is_too_big_gets_a_page(client, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
    response = client.post("/accounts/login/", {"login": "x" * 100})
    assert response.status_code == 400
    assert "Perhaps it was too big" in text_of(response)


@pytest.mark.django_db
def test_an_address_that_takes_forms_only_gets_a_page(client):
    client.force_login(make_coordinator(make_organisation()))
    response = client.get("/people/invitations/send/")
    assert (response.status_code, response["Allow"]) == (405, "POST")
    assert "It belongs to a button on another page" in text_of(response)


@pytest.mark.django_db
def test_the_service_worker_keeps_three_things_and_nothing_personal(client, learner):
    client.force_login(learner)
    response = client.get("/service-worker.js")
    assert response["Content-Type"].startswith("text/javascript")
    assert "no-store" in response["Cache-Control"]
    kept = re.search(r"KEPT = \[(.*)\]", text_of(response))[1]
    assert kept.replace("\\u002D", "-").split(", ") == [
        '"/offline/"',
        '"/static/cms/css/chancery.css"',
        '"/static/cms/img/seal.svg"',
    ]
    page = text_of(client.get("/offline/"))
    assert learner.display_name not in page
    assert "csrfmiddlewaretoken" not in page


@pytest.mark.django_db
def test_the_service_worker_has_another_version_in_another_language(client):
    scripts = [client.get("/service-worker.js", headers={"accept-language": code}) for code in ("en", "fr", "en")]
    versions = {re.search(r"chancery-[0-9a-f]{16}", text_of(script))[0] for script in scripts}
    assert len(versions) == 2


@pytest.mark.django_db
def test_the_manifest_names_icons_that_exist(client):
    response = client.get("/manifest.webmanifest")
    assert response["Content-Type"] == "application/manifest+json"
    content = response.json()
    assert (content["name"], content["theme_color"], content["start_url"]) == ("Chancery", "#17504a", "/")
    assert [icon["sizes"] for icon in content["icons"]] == ["any", "192x192", "512x512"]
    for icon in content["icons"]:
        assert finders.find(icon["src"].removeprefix("/static/"))
