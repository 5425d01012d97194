"""What stands in an act of a case study is handed over to those who have come so far."""

import pytest
from django.contrib.auth.models import AnonymousUser

from assessments.models import Exercise
from cms.services import downloads, projection
from courses.models import Course
from tests.factories import cms as make
from tests.factories.accounts import make_user
from tests.factories.courses import do_exercise, make_enrolment

pytestmark = pytest.mark.django_db

PLACES = ["Policy", "Paper 1", "Paper 2", "end"]
# Besides those that find out what somebody may do in the editor.
STATEMENTS = 7


def publish(*documents):
    """Publish a case of two acts with a document before them, in each of them, and at the end."""
    body = make.case_body()
    for block in body:
        if block["id"] in PLACES:
            block["value"]["file"] = documents[PLACES.index(block["id"])].pk
    body.append(make.download_block(documents[3], "end"))
    with projection.held():
        course, module, _lesson = make.make_tree()
        case = make.make_case(parent=module, body=body)
        tasks = [make.make_choice(parent=case, title=f"Task {number}", slug=f"task-{number}") for number in (1, 2)]
    exercises = [Exercise.objects.get(key=task.translation_key) for task in tasks]
    return Course.objects.get(key=course.translation_key), exercises


@pytest.fixture
def documents():
    return [make.make_document(name=f"{number}.csv") for number in range(4)]


@pytest.fixture
def learner():
    return make_user()


def open_to(user, documents):
    return [downloads.document_for(user, key=document.key) is not None for document in documents]


def test_acts_open_one_after_the_other(documents, learner):
    course, exercises = publish(*documents)
    assert open_to(AnonymousUser(), documents) == [True, False, False, False]
    assert open_to(learner, documents) == [True, False, False, False]
    make_enrolment(course, learner)
    assert open_to(learner, documents) == [True, True, False, False]
    do_exercise(exercises[0], learner, is_right=False)
    assert open_to(learner, documents) == [True, True, True, False]
    assert open_to(make_user(), documents) == [True, False, False, False]
    do_exercise(exercises[1], learner)
    assert open_to(learner, documents) == [True, True, True, True]


def test_what_a_lesson_offers_as_well_is_open(documents):
    publish(*documents)
    _course, module, _lesson = make.make_tree()
    make.make_lesson(parent=module, body=[make.download_block(documents[2])])
    assert open_to(AnonymousUser(), documents) == [True, False, True, False]


def test_statements_do_not_grow_with_what_shows_a_document(documents, learner, django_assert_num_queries):
    course, _exercises = publish(*documents)
    make_enrolment(course, learner)
    assert not downloads.may_edit(learner)
    with django_assert_num_queries(STATEMENTS):
        assert downloads.document_for(learner, key=documents[2].key) is None
    for _ in range(2):
        publish(*documents)
    with django_assert_num_queries(STATEMENTS):
        assert downloads.document_for(learner, key=documents[2].key) is None
