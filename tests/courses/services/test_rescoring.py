import uuid

import pytest

from accounts.models import OutboxEntry
from accounts.services import outbox
from assessments import services as assessment_services
from assessments.models import Attempt, Exercise, Rescoring, RescoringChunk
from assessments.services import rescoring_parts
from courses import services
from courses.errors import CertificateError
from courses.models import Certificate, Enrolment, LessonProgress, RescoringEffect
from courses.selectors import rescoring_effects
from tests.factories.accounts import make_user
from tests.factories.assessments import (
    make_attempt,
    make_definition,
    make_marks,
    make_published_exercise,
    make_submission,
    release,
)
from tests.factories.courses import exercise_item, lesson_item, make_course, make_enrolment

pytestmark = pytest.mark.django_db


@pytest.fixture
def exercise():
    return make_published_exercise("choice", pass_percent=100, max_tries=0)


@pytest.fixture
def enrolment(exercise):
    course = make_course(lesson_item("check", exercise_item(exercise), done_by="check"), pass_percent=90)
    return make_enrolment(course, make_user())


def answer(exercise, learner, first):
    attempt = make_attempt(exercise, learner)
    response = {"answers": {"q1": [first], "q2": ["a", "b"]}}
    assessment_services.submit_attempt(
        attempt_id=attempt.pk, client_seq=uuid.uuid4().hex, base_version=0, response=response
    )


def turn_key(exercise, right="b"):
    definition = make_definition("choice", key=exercise.key)
    for option in definition["items"][0]["options"]:
        option["right"] = option["id"] == right
    assessment_services.publish_definition(
        key=exercise.key, title=exercise.title, definition=definition, policy=exercise.policy
    )
    return Exercise.objects.get(pk=exercise.pk)


def work():
    while outbox.sweep():
        pass


def rescore(exercise, author, *, may_lower=True):
    key = assessment_services.plan_rescoring(
        exercise_key=exercise.key,
        target_hash=exercise.current_version_id,
        reason="The key was wrong.",
        author_id=author.pk,
        may_lower=may_lower,
    )
    work()
    assessment_services.publish_rescoring(key=key, user_id=author.pk)
    work()
    return key


def undo(key, author):
    assessment_services.undo_rescoring(key=key, user_id=author.pk)
    work()


def done(enrolment):
    found = Enrolment.objects.get(pk=enrolment.pk)
    ticked = LessonProgress.objects.filter(enrolment=enrolment).count()
    return ticked, found.lessons_done, found.finished_at is not None, found.composite_percent


def test_a_higher_score_ticks_off_and_finishes_and_undoing_takes_that_back(exercise, enrolment):
    author = make_user()
    answer(exercise, enrolment.learner, "b")
    before = Enrolment.objects.filter(pk=enrolment.pk).values().get()
    assert done(enrolment) == (0, 0, False, None)
    key = rescore(turn_key(exercise), author)
    assert done(enrolment) == (1, 1, True, 100)
    effects = rescoring_effects(key)
    assert (effects.lessons, effects.finished, effects.certified) == (1, 1, 0)
    undo(key, author)
    assert done(enrolment) == (0, 0, False, None)
    assert Enrolment.objects.filter(pk=enrolment.pk).values().get() == before
    assert rescoring_effects(key).lessons == 0


def test_a_lower_score_takes_nothing_away(exercise, enrolment):
    answer(exercise, enrolment.learner, "a")
    assert done(enrolment) == (1, 1, True, 100)
    key = rescore(turn_key(exercise), make_user())
    assert Attempt.objects.get().score.earned == 2_000_000
    assert done(enrolment) == (1, 1, True, 100)
    assert not RescoringEffect.objects.filter(cause=key).exists()


def test_a_certificate_that_was_issued_meanwhile_stays_with_all_it_rests_on(exercise, enrolment):
    author = make_user()
    answer(exercise, enrolment.learner, "b")
    services.confirm_printed_name(enrolment_id=enrolment.pk, name="Ana Kovač")
    key = rescore(turn_key(exercise), author)
    assert Certificate.objects.filter(enrolment=enrolment).exists()
    undo(key, author)
    assert done(enrolment) == (1, 1, True, 100)
    effects = rescoring_effects(key)
    assert (effects.lessons, effects.finished, effects.certified) == (1, 1, 1)


def test_a_certificate_that_waits_is_not_issued_after_undoing(exercise, enrolment):
    author = make_user()
    answer(exercise, enrolment.learner, "b")
    key = rescore(turn_key(exercise), author)
    services.confirm_printed_name(enrolment_id=enrolment.pk, name="Ana Kovač")
    waiting = OutboxEntry.objects.filter(topic="courses.issue_certificate")
    assert waiting.count() == 1
    assessment_services.undo_rescoring(key=key, user_id=author.pk)
    part = RescoringChunk.objects.get(rescoring__key=key)
    assessment_services.rescore_part(chunk_id=part.pk, step="undo")
    assert not waiting.exists()
    with pytest.raises(CertificateError):
        services.issue_certificate(enrolment_id=enrolment.pk)


def test_what_the_learner_did_meanwhile_counts_as_theirs(exercise, enrolment):
    author = make_user()
    answer(exercise, enrolment.learner, "b")
    key = rescore(turn_key(exercise), author)
    exercise = Exercise.objects.get(pk=exercise.pk)
    answer(exercise, enrolment.learner, "b")
    undo(key, author)
    assert done(enrolment) == (1, 1, True, 100)
    assert not RescoringEffect.objects.exists()


def test_undoing_part_by_part_takes_back_what_rests_on_several_tries(exercise, enrolment, monkeypatch):
    monkeypatch.setattr(rescoring_parts, "CHUNK", 1)
    author = make_user()
    for _ in range(3):
        answer(exercise, enrolment.learner, "b")
    key = rescore(turn_key(exercise), author)
    assert done(enrolment) == (1, 1, True, 100)
    undo(key, author)
    assert done(enrolment) == (0, 0, False, None)
    assert not RescoringEffect.objects.exists()


def test_a_lesson_that_no_longer_counts_does_not_stop_an_undo(exercise, enrolment):
    author = make_user()
    answer(exercise, enrolment.learner, "b")
    key = rescore(turn_key(exercise), author)
    # As when the lesson was taken out of the course and the learner's lessons were counted again.
    Enrolment.objects.filter(pk=enrolment.pk).update(lessons_done=0)
    undo(key, author)
    assert (Rescoring.objects.get(key=key).state, done(enrolment)) == ("undone", (0, 0, False, None))


def test_who_is_not_enrolled_and_exercises_of_no_course_are_left_alone(exercise, enrolment):
    stranger, alone = make_user(), make_published_exercise("choice")
    answer(exercise, stranger, "b")
    answer(alone, stranger, "b")
    for one in (exercise, alone):
        rescore(turn_key(one), make_user())
    assert not RescoringEffect.objects.exists()


def test_who_left_the_course_stays_out_when_a_rescoring_is_undone(exercise, enrolment):
    author = make_user()
    answer(exercise, enrolment.learner, "b")
    key = rescore(turn_key(exercise), author)
    gone = {"finished_at": None, "withdrawn_at": enrolment.enrolled_at, "withdrawn_by": author}
    Enrolment.objects.filter(pk=enrolment.pk).update(**gone)
    undo(key, author)
    assert done(enrolment) == (0, 0, False, None)


def test_a_final_assessment_finishes_a_course(exercise):
    author, learner = make_user(), make_user()
    lesson = lesson_item("read")
    course = make_course(lesson, final_exercise=exercise_item(exercise), pass_percent=90)
    enrolment = make_enrolment(course, learner)
    services.mark_lesson_done(enrolment_id=enrolment.pk, lesson_id=course.lessons.get().pk)
    answer(exercise, learner, "b")
    before = done(enrolment)
    key = rescore(turn_key(exercise), author)
    assert (before, done(enrolment)) == ((1, 1, False, None), (1, 1, True, 100))
    undo(key, author)
    assert done(enrolment) == before


@pytest.fixture
def examined():
    """An enrolment in a course that can be tested out of, with work that people mark; and its final assessment."""
    final, memo = make_published_exercise("choice", pass_percent=90), make_published_exercise("rubric", pass_percent=0)
    lessons = [lesson_item("read"), lesson_item("write", exercise_item(memo), done_by="check")]
    course = make_course(*lessons, final_exercise=exercise_item(final), test_out=True, pass_percent=50)
    return make_enrolment(course, make_user()), final, memo


def exam_of(enrolment):
    found = Enrolment.objects.get(pk=enrolment.pk)
    return found.tested_out_at is not None, found.finished_by


def test_a_higher_score_tests_out_and_undoing_takes_that_back(examined):
    enrolment, final, _memo = examined
    author = make_user()
    answer(final, enrolment.learner, "b")
    assert exam_of(enrolment) == (False, "")
    key = rescore(turn_key(final), author)
    assert exam_of(enrolment) == (True, "")
    assert list(RescoringEffect.objects.values_list("lesson", "tested_out")) == [(None, True)]
    effects = rescoring_effects(key)
    assert (effects.lessons, effects.finished, effects.certified) == (0, 0, 0)
    undo(key, author)
    assert exam_of(enrolment) == (False, "")
    assert not RescoringEffect.objects.exists()


def test_a_lower_score_leaves_whoever_tested_out(examined):
    enrolment, final, memo = examined
    answer(final, enrolment.learner, "a")
    assert exam_of(enrolment) == (True, "")
    key = rescore(turn_key(final), make_user())
    assert exam_of(enrolment) == (True, "")
    release(make_submission(enrolment.learner, memo), make_user(), make_marks())
    assert exam_of(enrolment) == (True, "test-out")
    assert not RescoringEffect.objects.filter(cause=key).exists()


def test_testing_out_that_finishes_is_taken_back_whole():
    final = make_published_exercise("choice", pass_percent=90)
    course = make_course(lesson_item("read"), final_exercise=exercise_item(final), test_out=True)
    enrolment, author = make_enrolment(course, make_user()), make_user()
    answer(final, enrolment.learner, "b")
    before = Enrolment.objects.filter(pk=enrolment.pk).values().get()
    key = rescore(turn_key(final), author)
    assert exam_of(enrolment) == (True, "test-out")
    assert rescoring_effects(key).finished == 1
    undo(key, author)
    assert Enrolment.objects.filter(pk=enrolment.pk).values().get() == before


def test_testing_out_that_other_work_finished_is_taken_back_with_it(examined):
    enrolment, final, memo = examined
    author = make_user()
    answer(final, enrolment.learner, "b")
    key = rescore(turn_key(final), author)
    release(make_submission(enrolment.learner, memo), make_user(), make_marks())
    assert exam_of(enrolment) == (True, "test-out")
    undo(key, author)
    found = Enrolment.objects.get(pk=enrolment.pk)
    assert (found.tested_out_at, found.finished_at, found.evidence) == (None, None, [])
    services.mark_lesson_done(enrolment_id=enrolment.pk, lesson_id=enrolment.course.lessons.get(slug="read").pk)
    found.refresh_from_db()
    assert exam_of(enrolment) == (False, "course")
    assert not any(item.get("by_examination") for item in found.evidence)
