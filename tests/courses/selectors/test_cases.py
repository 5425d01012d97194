import pytest

from assessments.services import retire_exercise
from courses import selectors
from courses.models import CourseText
from courses.rules.types import CaseAct, CaseDocument, CaseText
from tests.factories.assessments import make_attempt, make_published_exercise, make_submission
from tests.factories.courses import (
    case_item,
    case_text,
    do_exercise,
    exercise_item,
    lesson_item,
    make_course,
    make_enrolment,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def exercises():
    return [make_published_exercise(title=f"Task {number}") for number in (1, 2)]


@pytest.fixture
def course(exercises, learner):
    items = [exercise_item(item, slug=f"task-{act}", act=act) for act, item in enumerate(exercises, start=1)]
    course = make_course(case_item("mast", *items), lesson_item("after"), slug="protocol")
    make_enrolment(course, learner)
    return course


def view_of(course, learner):
    return selectors.lesson_view(course_slug=course.slug, lesson_slug="mast", learner_id=learner.pk, language="en")


def exercise_of(course, learner, slug):
    return selectors.exercise_view(
        course_slug=course.slug, lesson_slug="mast", exercise_slug=slug, learner_id=learner.pk, language="en"
    )


def test_a_lesson_is_no_case(course, learner):
    view = selectors.lesson_view(course_slug="protocol", lesson_slug="after", learner_id=learner.pk, language="en")
    assert (view.case, view.documents_url) == (None, "")


def test_of_a_closed_act_only_the_title_is_known(course, learner):
    case = view_of(course, learner).case
    first, second = case.acts
    assert (first.is_open, first.is_done, first.html, first.submitted) == (True, False, "<p>Opening 1</p>", 0)
    assert [card.title for card in first.exercises] == ["Task 1"]
    assert (second.title, second.is_open, second.html) == ("Act two", False, "")
    assert (second.documents, second.exercises) == ((), ())
    assert [document.title for document in case.documents] == ["Policy", "Paper 1"]
    assert [document.anchor for document in case.documents] == ["document-1", "document-2"]
    assert (case.has_debrief, case.debrief_html, case.is_done, case.place) == (True, "", False, "act-1")
    assert exercise_of(course, learner, "task-1").is_closed is False
    assert exercise_of(course, learner, "task-2").is_closed is True


def test_a_try_under_way_opens_nothing(course, exercises, learner):
    make_attempt(exercises[0], learner)
    assert not view_of(course, learner).case.acts[1].is_open


def test_submitting_opens_the_next_act_whatever_the_result(course, exercises, learner):
    do_exercise(exercises[0], learner, is_right=False)
    case = view_of(course, learner).case
    assert [(act.is_open, act.is_done) for act in case.acts] == [(True, True), (True, False)]
    assert [document.label for document in case.documents] == ["Note", "Letter", "Letter"]
    assert (case.place, case.debrief_html) == ("act-2", "")
    assert not exercise_of(course, learner, "task-2").is_closed


def test_handing_in_written_work_opens_the_next_act_before_it_is_marked(learner):
    memo, check = make_published_exercise("rubric"), make_published_exercise()
    items = [exercise_item(item, slug=f"task-{act}", act=act) for act, item in ((1, memo), (2, check))]
    course = make_course(case_item("mast", *items), slug="protocol")
    make_enrolment(course, learner)
    assert view_of(course, learner).case.place == "act-1"
    make_submission(learner, memo)
    assert view_of(course, learner).case.place == "act-2"


def test_the_debrief_opens_when_everything_is_submitted(course, exercises, learner):
    for exercise in exercises:
        do_exercise(exercise, learner)
    view = view_of(course, learner)
    assert (view.case.is_done, view.case.debrief_html) == (True, "<p>Looking back</p>")
    assert all(act.is_done for act in view.case.acts)
    assert selectors.way_on(view) == "/learn/protocol/mast/#debrief"


def test_the_way_on_leads_to_the_act_that_has_opened(course, exercises, learner):
    do_exercise(exercises[0], learner)
    assert selectors.way_on(view_of(course, learner)) == "/learn/protocol/mast/#act-2"


def test_the_way_on_from_a_case_without_acts_leads_to_its_exercises(learner):
    exercise = make_published_exercise()
    text = CaseText(documents=(CaseDocument("note", "Policy", "", "<p>Policy</p>"),))
    course = make_course(case_item("mast", exercise_item(exercise, slug="task"), case=text), slug="protocol")
    make_enrolment(course, learner)
    view = view_of(course, learner)
    assert (view.case.acts, view.case.place) == ((), "")
    assert selectors.way_on(view) == "/learn/protocol/mast/task/"
    do_exercise(exercise, learner)
    assert view_of(course, learner).case.place == ""


def test_an_exercise_that_was_withdrawn_holds_nobody_up(course, exercises, learner):
    retire_exercise(key=exercises[0].key)
    assert view_of(course, learner).case.acts[1].is_open


def test_an_act_without_exercises_opens_with_the_one_after_it(learner):
    exercise = make_published_exercise()
    acts = tuple(CaseAct(title, f"<p>{title}</p>") for title in ("Prelude", "The work", "The end"))
    item = case_item("mast", exercise_item(exercise, slug="task", act=2), case=CaseText(acts=acts))
    course = make_course(item)
    make_enrolment(course, learner)
    assert [act.is_open for act in view_of(course, learner).case.acts] == [True, True, False]
    do_exercise(exercise, learner)
    case = view_of(course, learner).case
    assert ([act.is_open for act in case.acts], case.has_debrief) == ([True, True, True], False)


def test_documents_are_offered_beside_every_try(course, exercises, learner):
    view = exercise_of(course, learner, "task-1")
    assert view.documents_url == view_of(course, learner).documents_url == "/learn/protocol/mast/documents/"
    assert view.attempt_query.endswith("&documents=%2Flearn%2Fprotocol%2Fmast%2Fdocuments%2F")
    make_attempt(exercises[0], learner)
    step = selectors.course_view(slug="protocol", learner_id=learner.pk, language="en").own.next_step
    assert step.then == view.attempt_query


def test_no_closed_exercise_is_the_next_step(course, exercises, learner):
    course.lessons.update(required=False)
    for text in CourseText.objects.all():
        for lesson in text.outline[0]["lessons"]:
            lesson["required"] = False
        text.save()
    own = selectors.course_view(slug="protocol", learner_id=learner.pk, language="en").own
    assert own.next_step.title == "Task 1"
    do_exercise(exercises[0], learner)
    own = selectors.course_view(slug="protocol", learner_id=learner.pk, language="en").own
    assert own.next_step.title == "Task 2"


def test_an_outline_stored_before_there_were_acts_is_read(course, learner):
    for text in CourseText.objects.all():
        for lesson in text.outline[0]["lessons"]:
            del lesson["has_documents"]
            for exercise in lesson["exercises"]:
                del exercise["act"]
        text.save()
    assert not exercise_of(course, learner, "task-2").is_closed


@pytest.mark.parametrize("number", [1, 3, 9])
def test_the_statements_do_not_grow_with_acts_and_documents(learner, statements, number):
    exercises = [make_published_exercise() for _ in range(number)]
    papers = tuple(CaseDocument("letter", f"Paper {n}", "", "<p>x</p>") for n in range(number))
    acts = tuple(CaseAct(f"Act {n}", "<p>x</p>", papers) for n in range(number))
    items = [exercise_item(item, slug=f"t{act}", act=act) for act, item in enumerate(exercises, start=1)]
    course = make_course(case_item("mast", *items, case=CaseText(acts=acts)))
    make_enrolment(course, learner)
    with statements() as captured:
        view_of(course, learner)
    assert len(captured.counted) == 3
    with statements() as captured:
        exercise_of(course, learner, "t1")
    assert len(captured.counted) == 2


def test_what_is_stored_of_a_case_is_what_was_published(course):
    stored = selectors.published_course(course.key)
    body = next(body for body in stored.bodies.values() if body.title == "Mast")
    assert body.case == case_text()
