"""A case study as learners meet it: what is closed is told to nobody."""

import pytest

from assessments.models import Attempt
from courses import services
from courses.errors import LessonError
from courses.models import SearchEntry
from tests.factories.accounts import make_user
from tests.factories.assessments import make_published_exercise
from tests.factories.courses import case_item, do_exercise, exercise_item, lesson_item, make_course, make_enrolment

pytestmark = pytest.mark.django_db

CASE = "/learn/protocol/mast/"
DOCUMENTS = f"{CASE}documents/"
CLOSED = ("Opening 2", "Paper 2", "Text of paper 2", "Looking back")


@pytest.fixture
def exercises():
    return [make_published_exercise(title=f"Task {number}") for number in (1, 2)]


@pytest.fixture
def course(exercises):
    items = [exercise_item(item, slug=f"task-{act}", act=act) for act, item in enumerate(exercises, start=1)]
    return make_course(case_item("mast", *items), lesson_item("after"), slug="protocol")


@pytest.fixture
def enrolment(course, learner):
    return make_enrolment(course, learner)


def text_of(response):
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


@pytest.mark.usefixtures("enrolment")
def test_what_is_closed_is_on_no_page(signed_in, exercises, learner):
    pages = [CASE, DOCUMENTS, "/learn/protocol/", "/learn/", f"{CASE}task-1/", f"{CASE}task-2/", "/search/?q=looking"]
    pages += ["/search/?q=paper", "/search/?q=opening", "/desk/visit/"]
    texts = [text_of(signed_in.get(page)) for page in pages if not page.startswith("/desk")]
    for text in texts:
        assert not [words for words in CLOSED if words in text]
    assert "Opening 1" in texts[0]
    assert "Text of paper 1" in texts[1]
    do_exercise(exercises[0], learner)
    assert "Opening 2" in text_of(signed_in.get(CASE))
    assert "Text of paper 2" in text_of(signed_in.get(DOCUMENTS))
    assert "Looking back" not in text_of(signed_in.get(CASE))
    do_exercise(exercises[1], learner)
    assert "Looking back" in text_of(signed_in.get(CASE))


@pytest.mark.usefixtures("course")
def test_only_the_introduction_can_be_found():
    (entry,) = SearchEntry.objects.filter(kind="case-study")
    assert (entry.text, entry.body) == ("About it", "Introduction")


@pytest.mark.usefixtures("enrolment")
def test_a_closed_exercise_cannot_be_started(signed_in, exercises, learner):
    page = text_of(signed_in.get(f"{CASE}task-2/"))
    assert "opens when you have submitted those of the acts before it" in page
    assert "task-2/start/" not in page
    answer = signed_in.post(f"{CASE}task-2/start/", follow=True)
    assert answer.redirect_chain[-1][0] == f"{CASE}task-2/"
    assert "opens when you have submitted those of the acts before it" in text_of(answer)
    assert not Attempt.objects.exists()
    do_exercise(exercises[0], learner)
    assert signed_in.post(f"{CASE}task-2/start/")["Location"].startswith("/attempts/")


def test_the_service_refuses_as_well(course, enrolment, exercises):
    lesson = course.lessons.get(slug="mast")
    with pytest.raises(LessonError):
        services.start_exercise(enrolment_id=enrolment.pk, lesson_id=lesson.pk, exercise_id=exercises[1].pk)
    assert services.start_exercise(enrolment_id=enrolment.pk, lesson_id=lesson.pk, exercise_id=exercises[0].pk)


@pytest.mark.usefixtures("enrolment")
def test_the_documents_are_one_click_away_from_a_try(signed_in):
    there = signed_in.post(f"{CASE}task-1/start/")["Location"]
    page = text_of(signed_in.get(there))
    assert f'target="_blank" href="{DOCUMENTS}"' in page
    assert f'name="documents" value="{DOCUMENTS}"' in page
    saved = signed_in.post(there.partition("?")[0], {"documents": DOCUMENTS, "q-q1": "a"})
    assert f"documents={DOCUMENTS.replace('/', '%2F')}" in saved["Location"]
    resumed = text_of(signed_in.get(f"{CASE}task-1/"))
    assert "documents=%2Flearn%2Fprotocol%2Fmast%2Fdocuments%2F" in resumed


@pytest.mark.usefixtures("enrolment")
def test_no_other_site_is_offered_beside_a_try(signed_in):
    there = signed_in.post(f"{CASE}task-1/start/")["Location"].partition("?")[0]
    for address in ("https://evil.example/", "//evil.example/", "javascript:alert(1)"):
        assert "Documents of the case" not in text_of(signed_in.get(there, {"documents": address}))


@pytest.mark.usefixtures("enrolment")
def test_after_an_exercise_the_learner_comes_to_the_act_that_opened(signed_in, exercises, learner):
    do_exercise(exercises[0], learner)
    assert signed_in.get(f"{CASE}task-1/on/")["Location"] == f"{CASE}#act-2"
    page = text_of(signed_in.get(CASE))
    assert 'id="act-2"' in page
    assert "Read this act again" in page


@pytest.mark.usefixtures("enrolment")
def test_a_case_is_marked_as_done_at_its_end_only(signed_in, exercises, learner):
    assert "Mark as done" not in text_of(signed_in.get(CASE))
    for exercise in exercises:
        do_exercise(exercise, learner)
    assert "Mark as done" in text_of(signed_in.get(CASE))


def test_the_documents_are_for_the_enrolled(client, course):
    assert client.get(DOCUMENTS)["Location"].startswith("/accounts/login/")
    client.force_login(make_user())
    assert client.get(DOCUMENTS)["Location"] == "/learn/protocol/"


@pytest.mark.usefixtures("enrolment")
def test_a_lesson_has_no_documents(signed_in):
    assert signed_in.get("/learn/protocol/after/documents/").status_code == 404
    assert signed_in.get("/learn/protocol/nothing/documents/").status_code == 404
    assert signed_in.post(DOCUMENTS).status_code == 405
