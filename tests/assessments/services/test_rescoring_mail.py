"""Learners hear of a rescoring that changed their result, and of one that was taken back."""

import datetime

import pytest
from django.utils import timezone

from accounts.models import OutboxEntry
from assessments import selectors, services
from assessments.enums import AttemptState
from assessments.models import Attempt, Rescoring, RescoringChunk, RescoringItem
from assessments.services import rescoring_mail, rescoring_parts
from tests.assessments.services.test_rescoring import answer, plan, publish, run, turn_key, work
from tests.factories.accounts import make_user
from tests.factories.assessments import make_definition, make_published_exercise, make_submission, release

pytestmark = pytest.mark.django_db
MINUTE = datetime.timedelta(minutes=1)


@pytest.fixture
def author():
    return make_user()


@pytest.fixture
def exercise():
    return make_published_exercise("choice", pass_percent=60)


def letters():
    """Who was written to, with subject and text, in the order of writing; only of rescorings."""
    sent = OutboxEntry.objects.filter(dedupe_key__startswith="assessments.tell_rescored", topic="accounts.send_mail")
    payloads = [entry.payload for entry in sent.order_by("pk")]
    return [(payload["to"][0], payload["subject"], payload["text"]) for payload in payloads]


def weigh_anew(exercise):
    """Publish points by which two thirds become a little more, and show as before: 67 %."""
    definition = make_definition("choice", key=exercise.key)
    for item, worth in zip(definition["items"], (49, 100), strict=True):
        item["points"] = worth
    definition["points"] = 149
    return publish(exercise, definition)


def undo(key, author):
    services.undo_rescoring(key=key, user_id=author.pk)
    work()


def test_who_gains_and_who_loses_is_told_once_with_the_reason(exercise, author):
    up, down = make_user(), make_user()
    for _ in range(2):
        newest = answer(exercise, up, "b", ["a"])
    answer(exercise, down, "a", ["a"])
    run(turn_key(exercise), author, reason="The key was wrong.")
    assert {to for to, _subject, _text in letters()} == {up.email, down.email}
    mine = [(subject, text) for to, subject, text in letters() if to == up.email]
    assert len(mine) == 1
    ((subject, text),) = mine
    assert "Your result changed" in subject
    assert "The key was wrong." in text
    assert f"/attempts/{newest.key}/review/" in text
    assert "%" not in text


def test_nobody_is_told_before_it_is_published_nor_whose_result_is_the_same(exercise, author, learner):
    answer(exercise, learner, "a", ["a", "b"])
    definition = make_definition("choice", key=exercise.key)
    definition["texts"]["en"]["items.q1.prompt_html"] = "<p>In other words?</p>"
    run(publish(exercise, definition), author)
    assert letters() == []
    key = plan(turn_key(exercise), author)
    work()
    assert letters() == []
    services.cancel_rescoring(key=key, user_id=author.pk)
    assert letters() == []


def test_who_keeps_a_higher_result_is_not_told(exercise, author, learner):
    answer(exercise, learner, "a", ["a", "b"])
    run(turn_key(exercise), author, may_lower=False)
    assert letters() == []


def test_a_result_that_is_held_back_or_taken_out_is_not_spoken_of(exercise, author):
    held, void = (answer(exercise, make_user(), "b", ["a"]) for _ in range(2))
    Attempt.objects.filter(pk=held.pk).update(state=AttemptState.SCORED)
    Attempt.objects.filter(pk=void.pk).update(state=AttemptState.VOID)
    run(turn_key(exercise), author)
    assert letters() == []


def test_taking_it_back_is_told_too(exercise, author, learner):
    attempt = answer(exercise, learner, "b", ["a"])
    key = run(turn_key(exercise), author)
    undo(key, author)
    assert [subject.partition(":")[0] for _to, subject, _text in letters()] == [
        "Your result changed",
        "Your result is what it was before",
    ]
    assert f"/attempts/{attempt.key}/review/" in letters()[1][2]


def test_telling_twice_tells_once(exercise, author, learner):
    answer(exercise, learner, "b", ["a"])
    run(turn_key(exercise), author)
    row = Rescoring.objects.get()
    for _ in range(2):
        services.tell_rescored(rescoring_id=row.pk, is_back=False)
    assert len(letters()) == 1


def test_many_learners_are_told_with_a_constant_number_of_statements(exercise, author, statements):
    for _ in range(6):
        answer(exercise, make_user(), "b", ["a"])
    run(turn_key(exercise), author)
    assert len(letters()) == 6
    with statements() as counted:
        services.tell_rescored(rescoring_id=Rescoring.objects.get().pk, is_back=False)
    assert len(counted.counted) == 4


def test_the_review_says_what_changed_when_and_why(exercise, author, learner):
    attempt = answer(exercise, learner, "b", ["a", "b"])
    assert not selectors.receipt(key=attempt.key, owner=attempt.owner, language="en").is_changed
    first = run(turn_key(exercise), author, reason="First reason.")
    (change,) = selectors.review(key=attempt.key, owner=attempt.owner, language="en").changes
    assert (change.percent_before, change.percent_after, change.reason) == (67, 100, "First reason.")
    assert change.taken_back_at is None
    assert selectors.receipt(key=attempt.key, owner=attempt.owner, language="en").is_changed
    second = run(turn_key(exercise, "b", "a"), author, reason="Second reason.")
    for key in (second, first):
        undo(key, author)
    changes = selectors.review(key=attempt.key, owner=attempt.owner, language="en").changes
    assert [(one.percent_before, one.percent_after) for one in changes] == [(67, 100), (100, 67)]
    assert all(one.taken_back_at for one in changes)


def test_marks_that_were_corrected_since_are_not_taken_back(author, learner):
    paper = make_submission(learner)
    release(paper, author)
    criteria = [
        {"id": "ask", "competency": None, "points": {"low": 0, "mid": 1, "top": 2}},
        {"id": "tone", "competency": None, "points": {"low": 0, "mid": 4, "top": 8}},
    ]
    definition = make_definition("rubric", key=paper.exercise.key, structure={"criteria": criteria})
    key = run(publish(paper.exercise, definition), author)
    release(paper, author, number=2, reason="Read again.")
    undo(key, author)
    (change,) = selectors.review(key=paper.key, owner=paper.owner, language="en").changes
    assert (change.percent_before, change.percent_after, change.taken_back_at) == (80, 60, None)
    assert [subject.partition(":")[0] for _to, subject, _text in letters()] == ["Your result changed"]


def test_many_are_written_to_by_and_by(exercise, author, monkeypatch, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    monkeypatch.setattr(rescoring_mail, "AT_ONCE", 2)
    learners = [make_user() for _ in range(4)]
    for learner in (learners[0], *learners, learners[3]):
        answer(exercise, learner, "b", ["a"])
    run(turn_key(exercise), author)
    told = []
    for _ in range(4):
        told.append([to for to, _subject, _text in letters()])
        work()
        time_machine.shift(MINUTE)
        work()
    first, second, third, fourth = (learner.email for learner in learners)
    assert told == [[first], [first, second, third], [first, second, third, fourth], [first, second, third, fourth]]


@pytest.mark.parametrize(("pass_percent", "crosses"), [(60, []), (67, [1])])
def test_a_change_too_small_to_be_seen_is_told_only_where_it_passes(author, learner, pass_percent, crosses):
    exercise = make_published_exercise("choice", pass_percent=pass_percent)
    attempt = answer(exercise, learner, "b", ["a", "b"])
    run(weigh_anew(exercise), author)
    changes = selectors.review(key=attempt.key, owner=attempt.owner, language="en").changes
    assert RescoringItem.objects.get().outcome == "raised"
    assert [one.crosses for one in changes] == crosses
    assert [(one.percent_before, one.percent_after) for one in changes] == [(67, 67)] * len(crosses)
    assert len(letters()) == len(crosses)


def test_the_review_speaks_of_it_while_it_is_published_and_undone(exercise, author, monkeypatch):
    monkeypatch.setattr(rescoring_parts, "CHUNK", 1)
    tries = [answer(exercise, make_user(), "b", ["a", "b"]) for _ in range(2)]
    key = plan(turn_key(exercise), author)
    work()

    def seen():
        pages = [selectors.review(key=one.key, owner=one.owner, language="en").changes for one in tries]
        return [[one.taken_back_at is not None for one in changes] for changes in pages]

    services.publish_rescoring(key=key, user_id=author.pk)
    assert seen() == [[], []]
    first = RescoringChunk.objects.order_by("first").first().pk
    rescoring_parts.rescore_part(chunk_id=first, step=rescoring_parts.PUBLISH)
    assert seen() == [[False], []]
    work()
    assert seen() == [[False], [False]]
    services.undo_rescoring(key=key, user_id=author.pk)
    rescoring_parts.rescore_part(chunk_id=first, step=rescoring_parts.UNDO)
    assert seen() == [[True], [False]]
    work()
    assert seen() == [[True], [True]]
