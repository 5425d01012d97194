import pytest
from django.db.models import Q

from assessments import selectors, services
from assessments.errors import MarkedMeanwhileError
from tests.factories.accounts import make_user
from tests.factories.assessments import (
    make_attempt,
    make_draft,
    make_marks,
    make_published_exercise,
    make_submission,
    release,
)

pytestmark = pytest.mark.django_db

EVERYTHING, NOTHING = Q(), Q(pk__in=[])


@pytest.fixture
def marker(db):
    return make_user(display_name="Ines")


def page_of(work, marker, scope=EVERYTHING):
    return selectors.marking_page(key=work.key, marker_id=marker.pk, scope=scope, language="en")


def waiting(marker, scope=EVERYTHING):
    found = selectors.waiting_work(marker_id=marker.pk, scope=scope)
    return selectors.work_rows(found, marker_id=marker.pk)


def marked(marker, scope=EVERYTHING):
    return selectors.work_rows(selectors.marked_work(marker_id=marker.pk, scope=scope), marker_id=marker.pk)


def draft(work, marker, marks, base=0):
    return services.save_marks(attempt_id=work.pk, marker_id=marker.pk, draft=make_draft(marks, base))


def given(page):
    return [(sheet.criterion.name, sheet.level, sheet.comment) for sheet in page.criteria]


def test_the_queue_has_the_oldest_first_and_no_names(learner, marker, django_assert_num_queries):
    exercise = make_published_exercise("rubric")
    works = [make_submission(who, exercise) for who in (learner, make_user(), make_user())]
    draft(works[1], marker, make_marks(tone=""))
    make_submission(marker, exercise)
    make_attempt(exercise, make_user())
    with django_assert_num_queries(2):
        rows = waiting(marker)
    assert [(row.key, row.reference, row.has_draft) for row in rows] == [
        (work.key, work.key.hex[:8].upper(), number == 1) for number, work in enumerate(works)
    ]
    assert {(row.title, row.exercise_id, row.released_at) for row in rows} == {("The short memo", exercise.pk, None)}
    assert str(learner) not in repr(rows)
    assert waiting(marker, NOTHING) == []


def test_what_is_marked_leaves_the_queue_the_last_first(learner, marker):
    works = [make_submission(who) for who in (learner, make_user())]
    marks = [release(work, make_user()) for work in works]
    assert waiting(marker) == []
    assert [(row.key, row.released_at) for row in marked(marker)] == [
        (work.key, mark.released_at) for work, mark in reversed(list(zip(works, marks, strict=True)))
    ]


def test_a_page_shows_the_text_beside_the_rubric(learner, marker, django_assert_num_queries):
    work = make_submission(learner)
    with django_assert_num_queries(3):
        page = page_of(work, marker)
    assert (page.title, page.presentation.paragraphs) == ("The short memo", ("Mayor, please decide.",))
    assert given(page) == [("The ask", "", ""), ("The tone", "", "")]
    assert (page.number, page.is_released, page.base_version, page.saved_at) == (1, False, 0, None)
    assert page.problems == ("The ask: Choose a level.", "The tone: Choose a level.")
    assert (page.outcome, page.others, page.fields) == (None, None, ())
    assert page.debrief.exemplars[0].title == "CANARY exemplar"
    assert (page.criteria[0].level_field, page.criteria[0].comment_field) == ("level-ask", "comment-ask")


def test_a_page_shows_the_draft_and_what_it_comes_to(learner, marker):
    work = make_submission(learner)
    saved = draft(work, marker, make_marks(comment="Good."))
    page = page_of(work, marker)
    assert given(page) == [("The ask", "top", "On ask."), ("The tone", "mid", "On tone.")]
    assert (page.comment, page.base_version, page.saved_at, page.problems) == ("Good.", 1, saved.saved_at, ())
    outcome = page.outcome
    assert (outcome.earned, outcome.possible, outcome.percent, outcome.passed) == (8_000_000, 10_000_000, 80, True)
    assert [(line.label, line.answers) for line in page.lines] == [
        ("The ask", ("Fully", "On ask.")),
        ("The tone", ("Nearly", "On tone.")),
        ("On the whole", ("Good.",)),
    ]
    form = {name: [value] for name, value in page.fields}
    mine = selectors.work(key=work.key, marker_id=marker.pk, scope=EVERYTHING)
    assert (mine.attempt_id, mine.read_form(form)) == (work.pk, make_marks(comment="Good."))
    assert given(page_of(work, make_user())) == [("The ask", "", ""), ("The tone", "", "")]


def test_a_draft_of_another_tab_is_shown_beside(learner, marker):
    work = make_submission(learner)
    draft(work, marker, make_marks())
    branch = draft(work, marker, make_marks(ask="low"))
    page = page_of(work, marker)
    assert (page.others.saved_at, page.others.is_old) == (branch.saved_at, False)
    assert ("level-ask", "low") in page.others.fields
    assert page.others.lines[0].answers == ("Not yet", "On ask.")
    draft(work, marker, make_marks(ask="low"), base=1)
    assert page_of(work, marker).others is None


def test_released_marks_are_where_a_correction_begins(learner, marker):
    work = make_submission(learner)
    release(work, make_user(), make_marks(ask="mid"))
    page = page_of(work, marker)
    assert given(page)[0] == ("The ask", "mid", "On ask.")
    assert (page.number, page.is_released, page.saved_at, page.others) == (2, True, None, None)
    draft(work, marker, make_marks(ask="low"))
    assert given(page_of(work, marker))[0][1] == "low"


def test_who_released_sees_no_draft_beside_it(learner, marker):
    work = make_submission(learner)
    release(work, marker)
    assert page_of(work, marker).others is None
    release(work, make_user(), make_marks(ask="low"), number=2, reason="Again.")
    page = page_of(work, marker)
    assert (given(page)[0][1], page.others) == ("low", None)


def test_a_draft_that_came_second_is_offered(learner, marker):
    work = make_submission(learner)
    draft(work, marker, make_marks(ask="low"))
    release(work, make_user())
    page = page_of(work, marker)
    assert (given(page)[0][1], page.others.is_old) == ("top", True)
    assert ("level-ask", "low") in page.others.fields


def test_a_release_that_came_second_is_shown_as_a_draft(learner, marker):
    work = make_submission(learner)
    release(work, make_user())
    with pytest.raises(MarkedMeanwhileError):
        release(work, marker, make_marks(ask="low"))
    page = page_of(work, marker)
    assert (given(page)[0][1], page.number) == ("low", 2)


def test_nothing_is_shown_outside_the_scope_or_of_oneself(learner, marker):
    work = make_submission(learner)
    unfinished = make_attempt(make_published_exercise("rubric"), learner)
    unanswered = make_submission(make_user(), text="")
    for attempt, who, scope in (
        (work, marker, NOTHING),
        (work, learner, EVERYTHING),
        (unfinished, marker, EVERYTHING),
        (unanswered, marker, EVERYTHING),
    ):
        assert page_of(attempt, who, scope) is None
        assert selectors.work(key=attempt.key, marker_id=who.pk, scope=scope) is None
