import uuid

import pytest
from django.contrib.sessions.backends.db import SessionStore

from accounts.models import OutboxEntry
from accounts.services import outbox
from assessments import services as assessment_services
from assessments.errors import NoTriesLeftError
from courses import selectors, services, signals
from courses.errors import LessonError
from courses.models import Enrolment, LessonProgress
from courses.selectors.integrity import broken_records
from courses.services import progress
from tests.factories.accounts import make_user
from tests.factories.assessments import (
    finish_attempt,
    make_attempt,
    make_guest_attempt,
    make_marks,
    make_published_exercise,
    make_sample,
    make_submission,
    release,
)
from tests.factories.courses import (
    do_exercise,
    exercise_item,
    lesson_item,
    make_course,
    make_enrolment,
    make_outline,
    store_outline,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def finished():
    """Collect announcements of finished enrolments."""
    heard = []

    def hear(*, enrolment_id, **_):
        heard.append(enrolment_id)

    signals.enrolment_finished.connect(hear)
    yield heard
    signals.enrolment_finished.disconnect(hear)


def say_done(enrolment, slug):
    lesson = enrolment.course.lessons.get(slug=slug)
    services.mark_lesson_done(enrolment_id=enrolment.pk, lesson_id=lesson.pk)
    enrolment.refresh_from_db()


def test_a_lesson_is_done_when_the_learner_says_so(learner):
    enrolment = make_enrolment(make_course(lesson_item("a"), lesson_item("b")), learner)
    say_done(enrolment, "a")
    say_done(enrolment, "a")
    assert (enrolment.lessons_done, enrolment.last_lesson.slug, enrolment.finished_at) == (1, "a", None)
    assert LessonProgress.objects.count() == 1


def test_a_lesson_of_another_course_cannot_be_done(learner):
    enrolment = make_enrolment(make_course(lesson_item("a")), learner)
    other = make_course(lesson_item("b")).lessons.get()
    with pytest.raises(LessonError, match="no longer part"):
        services.mark_lesson_done(enrolment_id=enrolment.pk, lesson_id=other.pk)
    assert not LessonProgress.objects.exists()


def test_a_lesson_with_a_check_is_done_by_passing_and_not_by_word(learner):
    exercise = make_published_exercise()
    enrolment = make_enrolment(
        make_course(lesson_item("a", exercise_item(exercise), done_by="check"), lesson_item("b")), learner
    )
    with pytest.raises(LessonError, match="when you pass"):
        say_done(enrolment, "a")
    do_exercise(exercise, learner, is_right=False)
    assert not LessonProgress.objects.exists()
    do_exercise(exercise, learner)
    enrolment.refresh_from_db()
    assert (LessonProgress.objects.get().lesson.slug, enrolment.lessons_done) == ("a", 1)
    assert enrolment.last_lesson.slug == "a"


def test_passing_practice_makes_a_lesson_done_and_counts_for_nothing_else(learner, finished):
    practice = make_published_exercise(practice=True)
    course = make_course(lesson_item("a", exercise_item(practice), done_by="check"))
    enrolment = make_enrolment(course, learner)
    do_exercise(practice, learner)
    enrolment.refresh_from_db()
    assert (enrolment.finished_by, enrolment.composite_percent, enrolment.evidence) == ("course", None, [])
    assert finished == [enrolment.pk]


def test_a_course_is_finished_by_lessons_and_a_result_at_the_mark(learner, finished):
    one, two = make_published_exercise(title="One"), make_published_exercise("order", title="Two")
    items = exercise_item(one, weight=2), exercise_item(two), exercise_item(make_published_exercise(), required=False)
    course = make_course(lesson_item("a", *items), pass_percent=66)
    enrolment = make_enrolment(course, learner)
    do_exercise(one, learner)
    say_done(enrolment, "a")
    assert (enrolment.finished_by, enrolment.composite_percent) == ("course", 66)
    assert [(item["title"], item["percent"], item["weight"]) for item in enrolment.evidence] == [
        ("One", 100, 2),
        ("Two", None, 1),
    ]
    assert enrolment.evidence[0]["version"] == one.current_version_id
    assert enrolment.finished_version == 1
    assert finished == [enrolment.pk]


def test_a_result_below_the_mark_does_not_finish(learner):
    one, two = make_published_exercise(), make_published_exercise("order")
    course = make_course(lesson_item("a", exercise_item(one, weight=2), exercise_item(two)), pass_percent=67)
    enrolment = make_enrolment(course, learner)
    do_exercise(one, learner)
    say_done(enrolment, "a")
    assert enrolment.finished_at is None
    do_exercise(two, learner)
    enrolment.refresh_from_db()
    assert (enrolment.finished_by, enrolment.composite_percent) == ("course", 100)


def test_a_finished_enrolment_stays_as_it_was_finished(learner, finished):
    exercise = make_published_exercise("order")
    outline = make_outline([lesson_item("a", exercise_item(exercise))], pass_percent=0)
    enrolment = make_enrolment(store_outline(outline), learner)
    say_done(enrolment, "a")
    before = Enrolment.objects.values().get()
    do_exercise(exercise, learner)
    after = Enrolment.objects.values().get()
    changed = {name for name in before if before[name] != after[name]}
    assert changed <= {"active_at"}
    assert finished == [enrolment.pk]


def test_a_good_final_assessment_finishes_a_course_that_allows_it(learner, finished):
    final = make_published_exercise("branch", title="Final")
    course = make_course(lesson_item("a"), final_exercise=exercise_item(final), test_out=True)
    enrolment = make_enrolment(course, learner)
    do_exercise(final, learner)
    enrolment.refresh_from_db()
    assert (enrolment.finished_by, enrolment.composite_percent) == ("test-out", 100)
    assert [(item["title"], item["by_examination"]) for item in enrolment.evidence] == [("Final", True)]
    assert enrolment.tested_out_at is not None
    assert finished == [enrolment.pk]
    assert (enrolment.lessons_done, LessonProgress.objects.count()) == (0, 0)


def test_only_the_first_tries_test_out(learner):
    final = make_published_exercise("branch", max_tries=0)
    one = make_course(lesson_item("a"), final_exercise=exercise_item(final), test_out=True)
    enrolment = make_enrolment(one, learner)
    do_exercise(final, learner, is_right=False)
    do_exercise(final, learner)
    enrolment.refresh_from_db()
    assert (enrolment.tested_out_at, enrolment.finished_at) == (None, None)
    outline = make_outline(
        [lesson_item("a")], key=one.key, final_exercise=exercise_item(final), test_out=True, test_out_tries=2
    )
    store_outline(outline)
    outbox.sweep()
    enrolment.refresh_from_db()
    assert enrolment.finished_by == "test-out"


def test_passing_is_not_enough_where_the_course_asks_for_more(learner):
    final = make_published_exercise("choice", pass_percent=50)
    course = make_course(
        lesson_item("a"), final_exercise=exercise_item(final), test_out=True, test_out_margin=50, pass_percent=0
    )
    enrolment = make_enrolment(course, learner)
    attempt = make_attempt(final, learner)
    response = {"answers": {"q1": ["a"], "q2": []}}
    assessment_services.submit_attempt(attempt_id=attempt.pk, client_seq="one", base_version=0, response=response)
    enrolment.refresh_from_db()
    assert (enrolment.tested_out_at, enrolment.finished_at) == (None, None)
    say_done(enrolment, "a")
    assert enrolment.finished_by == "course"


def test_practice_stands_for_no_lesson(learner):
    final = make_published_exercise("branch", practice=True)
    course = make_course(
        lesson_item("a"), final_exercise=exercise_item(final, required=False), test_out=True, test_out_margin=0
    )
    enrolment = make_enrolment(course, learner)
    do_exercise(final, learner)
    enrolment.refresh_from_db()
    assert (enrolment.tested_out_at, enrolment.finished_at) == (None, None)
    assert selectors.course_view(slug=course.slug, learner_id=learner.pk, language="en").test_out is None


def test_work_that_people_mark_stays_to_be_done(learner, finished):
    final, memo = make_published_exercise("branch"), make_published_exercise("rubric", title="Memo", pass_percent=0)
    choice = make_published_exercise("order")
    lessons = [
        lesson_item("read", exercise_item(choice), done_by="check"),
        lesson_item("write", exercise_item(memo), done_by="check"),
        lesson_item("extra", required=False),
    ]
    course = make_course(*lessons, final_exercise=exercise_item(final, required=False), test_out=True, pass_percent=50)
    enrolment = make_enrolment(course, learner)
    do_exercise(final, learner)
    enrolment.refresh_from_db()
    assert (enrolment.tested_out_at is not None, enrolment.finished_at, finished) == (True, None, [])
    release(make_submission(learner, memo), make_user(), make_marks())
    enrolment.refresh_from_db()
    assert enrolment.finished_by == "test-out"
    evidence = [(item["title"], item.get("by_examination", False)) for item in enrolment.evidence]
    assert evidence == [("Memo", False), (final.title, True)]
    assert list(LessonProgress.objects.values_list("lesson__slug", flat=True)) == ["write"]


def test_a_lesson_that_comes_later_is_met_as_well(learner):
    final, memo = make_published_exercise("branch"), make_published_exercise("rubric", pass_percent=0)
    write = lesson_item("write", exercise_item(memo), done_by="check")
    outline = make_outline([write], final_exercise=exercise_item(final), test_out=True, pass_percent=50)
    enrolment = make_enrolment(store_outline(outline), learner)
    do_exercise(final, learner)
    more = make_outline(
        [write, lesson_item("new")],
        key=outline.key,
        final_exercise=exercise_item(final),
        test_out=True,
        pass_percent=50,
    )
    store_outline(more)
    release(make_submission(learner, memo), make_user(), make_marks())
    enrolment.refresh_from_db()
    assert enrolment.finished_by == "test-out"


def test_what_was_tested_out_stays_when_the_rule_grows_harder(learner):
    final, memo = make_published_exercise("branch"), make_published_exercise("rubric")
    lessons = [lesson_item("write", exercise_item(memo), done_by="check")]
    outline = make_outline(lessons, final_exercise=exercise_item(final), test_out=True)
    enrolment = make_enrolment(store_outline(outline), learner)
    do_exercise(final, learner)
    store_outline(make_outline(lessons, key=outline.key, final_exercise=exercise_item(final), test_out=False))
    outbox.sweep()
    enrolment.refresh_from_db()
    assert enrolment.tested_out_at is not None


def test_the_final_assessment_alone_is_not_enough_where_that_is_not_allowed(learner):
    final = make_published_exercise("branch")
    course = make_course(lesson_item("a"), final_exercise=exercise_item(final))
    enrolment = make_enrolment(course, learner)
    do_exercise(final, learner)
    enrolment.refresh_from_db()
    assert enrolment.finished_at is None
    say_done(enrolment, "a")
    assert (enrolment.finished_by, enrolment.composite_percent) == ("course", 100)


def test_attempts_of_others_and_at_exercises_of_no_course_change_nothing(learner):
    exercise, stray = make_published_exercise(), make_published_exercise("order")
    make_enrolment(make_course(lesson_item("a", exercise_item(exercise), done_by="check")), learner)
    do_exercise(exercise, make_user())
    do_exercise(stray, learner)
    assert not LessonProgress.objects.exists()


def test_record_attempt_is_harmless_twice(learner, finished):
    exercise = make_published_exercise()
    enrolment = make_enrolment(make_course(lesson_item("a", exercise_item(exercise), done_by="check")), learner)
    attempt = do_exercise(exercise, learner)
    services.record_attempt(attempt_id=attempt.pk, exercise_id=exercise.pk, learner_id=learner.pk)
    assert (LessonProgress.objects.count(), finished) == (1, [enrolment.pk])


def test_finishing_asks_for_the_certificate_once_the_name_is_known(learner):
    enrolment = make_enrolment(make_course(lesson_item("a")), learner)
    services.confirm_printed_name(enrolment_id=enrolment.pk, name="Ana")
    assert not OutboxEntry.objects.filter(topic="courses.issue_certificate").exists()
    say_done(enrolment, "a")
    assert OutboxEntry.objects.get(topic="courses.issue_certificate").payload == {"enrolment_id": enrolment.pk}


def test_an_enrolment_finished_meanwhile_is_not_finished_again(learner, finished):
    enrolment = make_enrolment(make_course(lesson_item("a")), learner)
    stale = progress._situation(enrolment.pk)
    say_done(enrolment, "a")
    stale.done = {enrolment.course.lessons.get().pk}
    progress._finish_if_complete(stale)
    assert finished == [enrolment.pk]


def test_start_exercise_remembers_the_place_and_gives_the_same_attempt_twice(learner):
    exercise = make_published_exercise(max_tries=1)
    course = make_course(lesson_item("a"), lesson_item("b", exercise_item(exercise)))
    enrolment = make_enrolment(course, learner)
    start = {
        "enrolment_id": enrolment.pk,
        "lesson_id": course.lessons.get(slug="b").pk,
        "exercise_id": exercise.pk,
    }
    assert services.start_exercise(**start) == services.start_exercise(**start)
    enrolment.refresh_from_db()
    assert enrolment.last_lesson.slug == "b"
    do_exercise(exercise, learner)
    with pytest.raises(NoTriesLeftError):
        services.start_exercise(**start)


def test_starting_a_final_assessment_leaves_the_place_as_it_was(learner):
    final = make_published_exercise()
    enrolment = make_enrolment(make_course(lesson_item("a"), final_exercise=exercise_item(final)), learner)
    services.start_exercise(enrolment_id=enrolment.pk, lesson_id=None, exercise_id=final.pk)
    enrolment.refresh_from_db()
    assert enrolment.last_lesson is None


def test_reassess_course_leaves_the_unfinished_unfinished_and_the_time_untouched(learner):
    enrolment = make_enrolment(make_course(lesson_item("a")), learner)
    services.reassess_course(course_id=enrolment.course_id)
    after = Enrolment.objects.get()
    assert (after.finished_at, after.active_at) == (None, enrolment.active_at)


def test_what_was_tried_before_signing_up_counts_for_no_course_its_exercise_comes_into(learner, finished):
    """Neither what was finished before nor what is finished after the exercise became part of the course."""
    exercise, guest, session = make_sample(practice=False), uuid.uuid4(), SessionStore()
    finish_attempt(make_guest_attempt(exercise, guest), is_right=True)
    going = make_guest_attempt(exercise, guest)
    assessment_services.remember_guest(session=session, guest=guest)
    assessment_services.claim_attempts(session=session, learner_id=learner.pk)
    enrolment = make_enrolment(make_course(lesson_item("a", exercise_item(exercise), done_by="check")), learner)
    finish_attempt(going, is_right=True)
    progress.record_attempt(attempt_id=going.pk, exercise_id=exercise.pk, learner_id=learner.pk)
    enrolment.refresh_from_db()
    assert (enrolment.lessons_done, enrolment.finished_at, finished) == (0, None, [])
    do_exercise(exercise, learner)
    enrolment.refresh_from_db()
    assert (enrolment.lessons_done, finished) == (1, [enrolment.pk])


def test_a_course_is_finished_by_the_release_of_marks(learner, finished):
    """All else is done and good enough, yet the certificate waits for the last word on the result."""
    memo, check = make_published_exercise("rubric"), make_published_exercise()
    course = make_course(lesson_item("a", exercise_item(memo), exercise_item(check, weight=9)))
    enrolment = make_enrolment(course, learner)
    services.confirm_printed_name(enrolment_id=enrolment.pk, name="Ana")
    do_exercise(check, learner)
    work = make_submission(learner, memo)
    say_done(enrolment, "a")
    progress.reassess_enrolment(enrolment_id=enrolment.pk)
    enrolment.refresh_from_db()
    assert (enrolment.lessons_done, enrolment.finished_at, finished) == (1, None, [])
    release(work, make_user())
    enrolment.refresh_from_db()
    assert (enrolment.composite_percent, finished) == (98, [enrolment.pk])
    assert [item["percent"] for item in enrolment.evidence] == [80, 100]
    release(work, make_user(), make_marks(ask="low"), number=2, reason="Too kind.")
    enrolment.refresh_from_db()
    assert (enrolment.composite_percent, finished) == (98, [enrolment.pk])
    assert list(broken_records()) == []


def test_a_lesson_done_by_its_check_waits_for_the_marks(learner):
    memo = make_published_exercise("rubric")
    enrolment = make_enrolment(make_course(lesson_item("a", exercise_item(memo), done_by="check")), learner)
    work = make_submission(learner, memo)
    assert not LessonProgress.objects.exists()
    release(work, make_user(), make_marks(ask="low"))
    assert not LessonProgress.objects.exists()
    release(work, make_user(), make_marks(ask="top"), number=2, reason="Read again.")
    enrolment.refresh_from_db()
    assert enrolment.lessons_done == 1
    assert enrolment.finished_at is not None


@pytest.mark.parametrize(("policy", "is_finished"), [({"counting": "best"}, True), ({"counting": "mean"}, False)])
def test_whoever_is_done_by_a_changed_policy_is_finished_without_another_try(learner, finished, policy, is_finished):
    exercise = make_published_exercise(counting="mean")
    enrolment = make_enrolment(make_course(lesson_item("a", exercise_item(exercise), done_by="check")), learner)
    for is_right in (False, True):
        do_exercise(exercise, learner, is_right=is_right)
    assert finished == []
    definition = exercise.current_version.definition
    assessment_services.publish_definition(key=exercise.key, title="T", definition=definition, policy=policy)
    while outbox.sweep():
        pass
    enrolment.refresh_from_db()
    assert (enrolment.lessons_done == 1, enrolment.finished_at is not None) == (is_finished, is_finished)
    assert OutboxEntry.objects.filter(topic="courses.reassess_course").exists() is is_finished
