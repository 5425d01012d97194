import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.errors import PublishRefusedError
from cms.models import CaseStudyPage
from cms.services import cases, drift, publishing
from courses.models import CourseText, Lesson, SearchEntry
from courses.selectors import published_course
from tests.factories import cms as make

pytestmark = pytest.mark.django_db
# The pictures with their renditions, and the documents.
STATEMENTS = 3


@pytest.fixture
def tree():
    return make.make_tree()


@pytest.fixture
def case(tree):
    return make.make_case(parent=tree[1])


def messages(page):
    return [problem.message for problem in publishing.problems_of(page)]


def body_of(case, language="en"):
    stored = published_course(case.course_page().source_page.translation_key)
    return stored.bodies[case.translation_key, language]


def acts_of(case):
    lessons = CourseText.objects.get(language="en").outline[0]["lessons"]
    return [exercise["act"] for lesson in lessons if lesson["slug"] == case.slug for exercise in lesson["exercises"]]


def test_a_body_is_divided_at_its_headings(case):
    parts = cases.parts_of(case)
    assert [block.value["title"] for block in parts.introduction.documents] == ["Policy"]
    assert [part.head.value["title"] for part in parts.acts] == ["Act one", "Act two"]
    assert [part.exercises for part in parts.acts] == [("task 1",), ("task 2",)]
    assert parts.debrief.exercises == parts.introduction.exercises == ()
    assert [block.id for block in parts.debrief.blocks] == ["d1"]
    assert parts.surplus == ()


def test_publishing_hands_over_the_parts(case):
    body = body_of(case)
    assert "Introduction" in body.body_html
    assert "This case is invented" in body.body_html
    assert not [words for words in ("Opening", "Paper", "Policy", "What happened") if words in body.body_html]
    assert [document.title for document in body.case.documents] == ["Policy"]
    assert [(act.title, "Opening" in act.html) for act in body.case.acts] == [("Act one", True), ("Act two", True)]
    (paper,) = body.case.acts[0].documents
    assert (paper.kind, paper.date) == ("letter", "Monday")
    assert "<dd>The consul</dd>" in paper.html
    assert (body.case.debrief_title, body.case.debrief_html) == ("Looking back", "<p>What happened</p>")
    assert drift.find_drift() == []


def test_who_is_asked_what_stands_above_the_introduction(tree):
    told = {"role": "You are the clerk.", "task": "Answer it.", "origin": "documented", "origin_source": "A book"}
    html = body_of(make.make_case(parent=tree[1], **told)).body_html
    assert html.index("You are the clerk.") < html.index("Answer it.") < html.index("This case is documented.")
    assert "Source: A book" in html


def test_exercises_stand_in_the_act_that_names_them(tree):
    case = make.make_case(parent=tree[1], body=make.case_body(" TASK  two ", "Task one"))
    for title in ("Task one", "Task two"):
        make.make_choice(parent=case, title=title)
    assert acts_of(case) == [2, 1]


def test_an_exercise_that_is_named_no_more_opens_last(case):
    make.make_choice(parent=case, title="Task 1")
    case.body = make.case_body("Something else")
    publishing.publish(case)
    assert acts_of(case) == [2]


def test_a_case_without_acts_is_as_it_was(tree):
    case = make.make_lesson(parent=tree[1], kind=CaseStudyPage)
    make.make_choice(parent=case)
    assert acts_of(case) == [0]
    body = body_of(case)
    assert (body.body_html, body.case.acts) == ("<p>Stand at the door.</p>", ())


def test_terms_of_later_acts_are_not_found(tree):
    open_term, closed = make.make_term(term="mast"), make.make_term(term="half-mast")
    first, *rest = make.case_body()
    body = [first, make.terms_block(open_term), *rest, make.terms_block(closed, block_id="k2")]
    make.make_case(parent=tree[1], body=body)
    assert list(SearchEntry.objects.filter(kind="term").values_list("title", flat=True)) == ["mast"]


def test_a_translated_case_has_its_own_words_in_the_acts_of_the_source(tree, case):
    make.make_choice(parent=case, title="Task 1")
    french_course = make.translate(tree[0])
    french = CaseStudyPage.objects.get(locale__language_code="fr")
    french.body = [
        make.act_block("Acte", block_id=block["id"]) if block["type"] == "act" else block for block in make.case_body()
    ]
    french.save()
    make.publish_all(french_course)
    assert [act.title for act in body_of(case, "fr").case.acts] == ["Acte", "Acte"]
    assert "Ce cas est inventé" in body_of(case, "fr").body_html
    assert acts_of(case) == [1]


def test_an_exercise_has_to_stand_in_an_act(case):
    page = make.make_choice(parent=case, live=False, title="Task 3")
    assert messages(page) == [
        "“The case” has acts, and none of them names this exercise. Write its title into one of them."
    ]
    with pytest.raises(PublishRefusedError):
        publishing.publish(page)
    case.body = make.case_body("Task 3")
    case.save_revision()
    assert messages(page) == []


def test_exercises_of_lessons_and_cases_without_acts_need_none(tree):
    case = make.make_lesson(parent=tree[1], kind=CaseStudyPage)
    assert messages(make.make_choice(parent=case, live=False)) == []
    assert messages(make.make_choice(parent=tree[2], live=False)) == []


def problem_of(tree, body, **fields):
    page = make.make_case(parent=tree[1], live=False, body=body, **fields)
    return [(problem.field, problem.message, problem.anchor) for problem in publishing.problems_of(page)]


def test_nothing_that_opens_earlier_stands_below_the_debrief(tree):
    body = [*make.case_body(), make.document_block("Late", "late"), make.act_block("More", block_id="more")]
    end = "this stands below “Looking back”, which is the end of the case. Move it above."
    assert problem_of(tree, body) == [
        ("body", f"Document of the case: {end}", "block-late-section"),
        ("body", f"Act: {end}", "block-more-section"),
    ]


def test_an_exercise_is_named_once(tree):
    told = "an exercise named here is named in another act as well, or twice. Name each once."
    assert problem_of(tree, make.case_body("Task", "task")) == [
        ("body", f"Act one: {told}", "block-Act one-section"),
        ("body", f"Act two: {told}", "block-Act two-section"),
    ]


def test_a_document_says_something_and_its_picture_is_described(tree):
    picture = make.make_picture().pk
    body = [make.text_block("<p>A</p>"), make.document_block("Empty", text="<p> </p>")]
    body += [make.document_block("Shown", text="", image=picture), make.document_block("", text="")]
    assert [message for _field, message, _anchor in problem_of(tree, body)] == [
        "Document of the case 4, Title: This field is required.",
        "Empty: A document needs a text, a picture or a file.",
        "Shown: Say what the picture tells, for people who cannot see it.",
        "Document of the case: A document needs a text, a picture or a file.",
    ]
    file = make.make_document().pk
    body = [make.text_block("<p>A</p>"), make.document_block("Kept", text="", file=file)]
    assert problem_of(tree, body, slug="other", origin="") == []


def test_a_case_with_acts_says_where_it_is_from(tree):
    anchor = "panel-child-content-the_case-section"
    found = problem_of(tree, make.case_body(), origin="")
    assert found == [("origin", "The case: say whether it is invented or documented.", anchor)]
    found = problem_of(tree, make.case_body(), origin="documented", slug="other")
    assert found == [("origin_source", "The case: say where a documented case can be read.", anchor)]


def test_the_preview_shows_the_whole_case(tree, case, rf):
    page = case.serve_preview(rf.get("/"), "").render().content.decode()
    assert all(words in page for words in ("Act · Act two", "Opening 2", "Text of Paper 2", "What happened", "Task 2"))


@pytest.mark.parametrize("number", [1, 4])
def test_the_statements_do_not_grow_with_the_documents(tree, number):
    picture, file = make.make_picture().pk, make.make_document().pk
    papers = [make.document_block(f"P{n}", image=picture, alt="A", file=file) for n in range(number)]
    case = make.make_case(parent=tree[1], body=[*make.case_body()[:8], *papers])
    fresh = CaseStudyPage.objects.select_related("locale").get(pk=case.pk)
    with CaptureQueriesContext(connection) as captured:
        cases.case_text(fresh)
    assert len(captured) == STATEMENTS


def test_a_copied_case_keeps_its_acts(case):
    make.make_choice(parent=case, title="Task 1")
    copy = case.copy(recursive=True, update_attrs={"slug": "copy", "title": "Copy"}, keep_live=False)
    assert cases.acts_by_title(copy.specific) == {"task 1": 1, "task 2": 2}
    assert Lesson.objects.filter(kind="case-study", retired=False).count() == 1
