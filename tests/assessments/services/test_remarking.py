"""Written work that was marked by an earlier rubric: a published rescoring asks people to mark it again."""

import pytest
from django.db.models import Q

from assessments import selectors, services
from assessments.errors import MarkingError, MarksMissingError
from assessments.models import Attempt, Exercise, Mark, MarkSave
from assessments.selectors.integrity import broken_attempts
from assessments.services import marking
from tests.assessments.services.test_rescoring import dearer, plan, publish, run, work
from tests.factories.accounts import make_user
from tests.factories.assessments import (
    make_definition,
    make_marks,
    make_published_exercise,
    make_submission,
    release,
)

pytestmark = pytest.mark.django_db

TEXTS = {f"criteria.close.levels.{level}.text": f"The close: {level}." for level in ("low", "mid", "top")}


def third_criterion(exercise, worth=10):
    """Publish the small rubric with one criterion more."""
    definition = make_definition("rubric", key=exercise.key)
    criteria = [
        *definition["criteria"],
        {"id": "close", "competency": None, "points": {"low": 0, "mid": 5, "top": worth}},
    ]
    exemplars = [{"id": "e1", "levels": {"ask": "top", "tone": "top", "close": "top"}}]
    structure = {"criteria": criteria, "exemplars": exemplars, "points": 10 + worth}
    texts = {"criteria.close.name": "The close"} | TEXTS
    return publish(exercise, make_definition("rubric", key=exercise.key, structure=structure, **texts))


def full_marks(**levels):
    marks = make_marks(**levels)
    return marks | {"criteria": marks["criteria"] | {"close": {"level": "top", "comment": "On close."}}}


@pytest.fixture
def author():
    return make_user()


@pytest.fixture
def marker():
    return make_user()


@pytest.fixture
def marked(learner, marker):
    paper = make_submission(learner)
    release(paper, marker, make_marks(ask="mid"))
    return Attempt.objects.get(pk=paper.pk)


def listed(marker):
    found = selectors.work_to_mark_again(marker_id=marker.pk, scope=Q())
    return selectors.work_rows(found, marker_id=marker.pk)


def sheet(paper, marker):
    return selectors.marking_page(key=paper.key, marker_id=marker.pk, scope=Q(), language="en")


def test_work_by_an_earlier_rubric_is_listed_with_the_reason_once_it_is_published(marked, marker, author):
    exercise = third_criterion(marked.exercise)
    key = plan(exercise, author, reason="The close counts as well.")
    work()
    assert (listed(marker), sheet(marked, marker).earlier) == ([], None)
    services.publish_rescoring(key=key, user_id=author.pk)
    work()
    (row,) = listed(marker)
    assert (row.key, row.again_reason) == (marked.key, "The close counts as well.")
    assert row.again_since is not None
    assert listed(marked.learner) == []


def test_the_sheet_shows_the_new_rubric_and_the_earlier_marks(marked, marker, author, django_assert_num_queries):
    run(third_criterion(marked.exercise), author)
    with django_assert_num_queries(4):
        page = sheet(marked, marker)
    assert [(one.criterion.id, one.level) for one in page.criteria] == [("ask", "mid"), ("tone", "mid"), ("close", "")]
    assert (page.presentation.possible, page.outcome) == (20_000_000, None)
    assert page.problems == ("The close: Choose a level.",)
    assert (page.earlier.percent, page.earlier.reason) == (50, "The key was wrong.")
    assert [line.answers[0] for line in page.earlier.lines] == ["Nearly", "Nearly"]


def test_marking_again_counts_by_the_new_rubric_and_ends_it(marked, marker, author):
    exercise = third_criterion(marked.exercise)
    key = run(exercise, author)
    first = list(Mark.objects.values())
    with pytest.raises(MarksMissingError):
        release(marked, marker, make_marks(ask="mid"), number=2, reason="New rubric.")
    release(marked, marker, full_marks(ask="mid"), number=2, reason="New rubric.")
    marked.refresh_from_db()
    assert (marked.score.version_id, marked.score.earned) == (exercise.current_version_id, 15_000_000)
    assert list(Mark.objects.filter(number=1).values()) == first
    assert (listed(marker), sheet(marked, marker).earlier) == ([], None)
    assert len(sheet(marked, marker).criteria) == 3
    found = selectors.rescoring(key)
    assert ([(one.reference, one.is_done) for one in found.to_mark], found.marked) == (
        [(marked.key.hex[:8].upper(), True)],
        1,
    )
    assert list(broken_attempts()) == []


def test_later_corrections_are_by_the_rubric_that_scored_last(marked, marker, author):
    exercise = third_criterion(marked.exercise)
    run(exercise, author)
    release(marked, marker, full_marks(ask="mid"), number=2, reason="New rubric.")
    release(marked, make_user(), full_marks(), number=3, reason="Read again.")
    marked.refresh_from_db()
    assert (marked.score.version_id, marked.score.earned) == (exercise.current_version_id, 18_000_000)


def test_taking_the_rescoring_back_ends_it_and_leaves_new_marks(marked, marker, author):
    other = make_submission(make_user(), marked.exercise)
    release(other, marker)
    key = run(third_criterion(marked.exercise), author)
    release(marked, marker, full_marks(), number=2, reason="New rubric.")
    assert [row.key for row in listed(marker)] == [other.key]
    services.undo_rescoring(key=key, user_id=author.pk)
    work()
    assert listed(marker) == []
    assert len(sheet(other, marker).criteria) == 2
    assert Attempt.objects.get(pk=marked.pk).score.marks_number == 2
    assert list(broken_attempts()) == []


def test_a_later_rescoring_takes_the_place_of_an_earlier_one(marked, marker, author):
    third_criterion(marked.exercise)
    run(Exercise.objects.get(pk=marked.exercise_id), author, reason="First.")
    exercise = third_criterion(marked.exercise, worth=20)
    run(exercise, author, reason="Second.")
    assert [row.again_reason for row in listed(marker)] == ["Second."]
    assert sheet(marked, marker).presentation.possible == 30_000_000
    publish(exercise, make_definition("rubric", key=exercise.key))
    other = make_submission(make_user(), exercise)
    release(other, marker)
    run(third_criterion(exercise), author, reason="Third.")
    assert {row.again_reason for row in listed(marker)} == {"Third."}


def test_marks_by_the_new_rubric_are_scored_again_when_only_points_change(marked, marker, author):
    run(third_criterion(marked.exercise), author)
    release(marked, marker, full_marks(), number=2, reason="New rubric.")
    exercise = third_criterion(marked.exercise, worth=30)
    key = run(exercise, author)
    assert selectors.rescoring(key).report.outcomes["remark"] == 0
    assert Attempt.objects.get(pk=marked.pk).score.version_id == exercise.current_version_id


def test_an_empty_text_keeps_its_result(marked, marker, author):
    empty = make_submission(make_user(), marked.exercise, text="")
    key = run(third_criterion(marked.exercise), author)
    outcomes = selectors.rescoring(key).report.outcomes
    assert (outcomes["remark"], outcomes["refused"]) == (1, 1)
    assert [row.key for row in listed(marker)] == [marked.key]
    assert Attempt.objects.get(pk=empty.pk).score.earned == 0


def test_the_report_lists_what_is_to_be_marked_before_and_after(marked, marker, author):
    key = plan(third_criterion(marked.exercise), author)
    work()
    reference = marked.key.hex[:8].upper()
    found = selectors.rescoring(key)
    assert ([(one.reference, one.is_done) for one in found.to_mark], found.marked) == ([(reference, False)], 0)
    services.publish_rescoring(key=key, user_id=author.pk)
    work()
    found = selectors.rescoring(key)
    assert [(one.reference, one.is_waiting) for one in found.to_mark] == [(reference, True)]


def test_work_that_a_later_rescoring_moved_was_not_marked_again_and_does_not_wait(marked, marker, author):
    key = run(third_criterion(marked.exercise), author)
    run(dearer(marked.exercise), author)
    found = selectors.rescoring(key)
    assert Attempt.objects.get(pk=marked.pk).score.marks_number == 1
    assert [(one.is_done, one.is_waiting) for one in found.to_mark] == [(False, False)]
    assert (found.marked, found.asked) == (0, 1)


def test_work_that_was_taken_out_is_not_listed(marked, marker, author):
    other = make_submission(make_user(), marked.exercise)
    release(other, marker)
    key = run(third_criterion(marked.exercise), author)
    services.void_attempt(attempt_id=marked.pk, by_id=author.pk, reason="The network failed.", seen="released")
    found = selectors.rescoring(key)
    assert [one.reference for one in found.to_mark] == [other.key.hex[:8].upper()]
    assert (found.marked, found.asked) == (0, 1)


def test_a_rubric_that_is_published_while_marks_are_released_is_said(marked, marker, author, monkeypatch):
    key = plan(third_criterion(marked.exercise), author)
    work()
    check = marking._require_complete

    def publish_meanwhile(*given, **named):
        found = check(*given, **named)
        services.publish_rescoring(key=key, user_id=author.pk)
        work()
        return found

    monkeypatch.setattr(marking, "_require_complete", publish_meanwhile)
    with pytest.raises(MarkingError, match="rubric was changed a moment ago"):
        release(marked, marker, make_marks(), number=2, reason="Again.")
    assert (Mark.objects.count(), MarkSave.objects.count()) == (1, 2)


def test_a_sheet_of_marks_whose_points_changed_shows_the_points_that_count(marked, marker, author):
    run(dearer(marked.exercise), author)
    cells = sheet(marked, marker).criteria[0].criterion.cells
    assert [cell.worth for cell in cells] == [0, 1_000_000, 2_000_000]


def test_choice_is_never_marked(author):
    exercise = make_published_exercise("choice")
    assert list(selectors.work_to_mark_again(marker_id=author.pk, scope=Q(exercise=exercise.pk))) == []
