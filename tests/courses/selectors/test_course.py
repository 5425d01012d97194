import dataclasses
import datetime

import pytest
from django.utils import timezone

from courses import selectors, services
from courses.enums import CertificateState, NextKind
from courses.rules.types import LessonBody
from tests.factories.accounts import make_membership, make_organisation, make_user
from tests.factories.assessments import (
    make_attempt,
    make_marks,
    make_published_exercise,
    make_submission,
    release,
)
from tests.factories.courses import (
    course_body,
    do_exercise,
    exercise_item,
    lesson_item,
    make_course,
    make_enrolment,
    make_outline,
    module_item,
    store_outline,
)

pytestmark = pytest.mark.django_db


def view_of(course, learner=None, language="en"):
    return selectors.course_view(slug=course.slug, learner_id=learner.pk if learner else None, language=language)


def rows_of(view):
    return [row for module in view.modules for row in module.lessons]


def say_done(enrolment, *slugs):
    for lesson in enrolment.course.lessons.filter(slug__in=slugs):
        services.mark_lesson_done(enrolment_id=enrolment.pk, lesson_id=lesson.pk)


def test_a_visitor_sees_what_the_course_is():
    exercise, final = make_published_exercise(title="Flags"), make_published_exercise("branch", title="Final")
    course = make_course(
        lesson_item("a", exercise_item(exercise, slug="flags")),
        lesson_item("b", required=False, kind="case-study"),
        slug="protocol",
        bodies={"en": course_body("Protocol")},
        final_exercise=exercise_item(final, slug="end"),
        test_out=True,
    )
    view = view_of(course)
    assert (view.title, view.lang, view.own, view.is_offered) == ("Protocol", "", None, True)
    assert (view.audience, view.outcomes) == ("Everyone who receives guests", ("Seat a table", "Plan a visit"))
    assert (view.lesson_count, view.exercise_count, view.test_out.needed_percent) == (2, 2, 70)
    assert [(row.title, row.required, row.done, row.is_new) for row in rows_of(view)] == [
        ("A", True, False, False),
        ("B", False, False, False),
    ]
    (card,) = rows_of(view)[0].exercises
    assert (card.title, card.url, card.tries_used) == ("Flags", "/learn/protocol/a/flags/", 0)
    assert (view.final.title, view.final.url) == ("Final", "/learn/protocol/final/end/")


def test_there_is_no_page_for_what_does_not_exist(learner):
    assert selectors.course_view(slug="nothing", learner_id=None, language="en") is None


def test_a_course_no_longer_offered_is_there_for_its_learners_only(learner):
    course = make_course(lesson_item("a"))
    make_enrolment(course, learner)
    services.retire_course(key=course.key)
    assert view_of(course) is None
    assert not view_of(course, learner).is_offered


def test_test_out_needs_a_final_assessment():
    assert view_of(make_course(test_out=True)).test_out is None


def test_what_was_tested_out_is_marked_so_and_not_ticked(learner):
    final, memo = make_published_exercise("branch"), make_published_exercise("rubric", pass_percent=0)
    lessons = [lesson_item("read"), lesson_item("done"), lesson_item("write", exercise_item(memo), done_by="check")]
    course = make_course(*lessons, final_exercise=exercise_item(final), test_out=True)
    enrolment = make_enrolment(course, learner)
    say_done(enrolment, "done")
    rule = view_of(course, learner).test_out
    assert (rule.tries, rule.lessons_left, rule.is_met, rule.is_missed) == (1, 1, False, False)
    do_exercise(final, learner)
    view = view_of(course, learner)
    assert [(row.done, row.tested_out) for row in rows_of(view)] == [(False, True), (True, False), (False, False)]
    assert (view.test_out.is_met, view.own.tested_out, view.own.finished_by) == (True, True, "")
    assert (view.own.progress.lessons_done, view.own.progress.lessons_required) == (0, 1)
    assert view.own.next_step.title == "Write"
    release(make_submission(learner, memo), make_user(), make_marks())
    view = view_of(course, learner)
    assert (view.own.finished_by, view.test_out.lessons_left) == ("test-out", 0)


def test_who_missed_the_first_tries_is_told(learner):
    final = make_published_exercise("branch")
    course = make_course(lesson_item("read"), final_exercise=exercise_item(final), test_out=True)
    make_enrolment(course, learner)
    do_exercise(final, learner, is_right=False)
    rule = view_of(course, learner).test_out
    assert (rule.is_met, rule.is_missed) == (False, True)


def test_who_finished_by_the_lessons_reads_nothing_of_testing_out(learner):
    final = exercise_item(make_published_exercise("branch"), required=False)
    course = make_course(lesson_item("read"), final_exercise=final, test_out=True)
    enrolment = make_enrolment(course, learner)
    assert view_of(course, learner).test_out is not None
    say_done(enrolment, "read")
    view = view_of(course, learner)
    assert (view.own.finished_by, view.test_out) == ("course", None)


def test_a_course_without_the_readers_language_is_shown_in_its_own():
    lesson = lesson_item("a")
    french = lesson.bodies | {"fr": LessonBody(title="Leçon", summary="", body_html="")}
    course = make_course(
        dataclasses.replace(lesson, bodies=french),
        lesson_item("b"),
        bodies={"en": course_body("Course"), "fr": course_body("Cours")},
    )
    in_french = view_of(course, language="fr")
    assert (in_french.title, in_french.lang) == ("Cours", "")
    assert [(row.title, row.lang) for row in rows_of(in_french)] == [("Leçon", ""), ("B", "en")]
    english_only = view_of(make_course(lesson_item("c"), bodies={"en": course_body("Other")}), language="fr")
    assert (english_only.title, english_only.lang) == ("Other", "en")


def test_ticks_and_progress_are_the_learners_own(learner):
    exercise = make_published_exercise()
    course = make_course(lesson_item("a", exercise_item(exercise)), lesson_item("b"))
    enrolment = make_enrolment(course, learner)
    say_done(enrolment, "a")
    do_exercise(exercise, learner)
    own = view_of(course, learner).own
    assert [row.done for row in rows_of(view_of(course, learner))] == [True, False]
    assert (own.progress.lessons_done, own.progress.lessons_required, own.progress.percent) == (1, 2, 50)
    assert (own.progress.result_percent, own.progress.pass_percent) == (100, 70)
    assert own.certificate == CertificateState.NOT_FINISHED
    assert not any(row.done for row in rows_of(view_of(course)))


def test_progress_of_a_course_without_required_lessons(learner):
    course = make_course(lesson_item("a", required=False))
    make_enrolment(course, learner)
    assert view_of(course, learner).own.progress.percent == 0


def step(course, learner):
    return view_of(course, learner).own.next_step


def test_the_next_step_leads_through_the_course(learner):
    exercise = make_published_exercise("order", title="Ranks", max_tries=2)
    course = make_course(
        lesson_item("a"), lesson_item("b", exercise_item(exercise, slug="ranks")), slug="protocol", pass_percent=100
    )
    enrolment = make_enrolment(course, learner)
    assert (step(course, learner).kind, step(course, learner).url) == (NextKind.LESSON, "/learn/protocol/a/")
    say_done(enrolment, "a")
    assert step(course, learner).title == "B"
    attempt = make_attempt(exercise, learner)
    assert (step(course, learner).kind, step(course, learner).url) == (NextKind.ATTEMPT, f"/attempts/{attempt.key}/")
    do_exercise(exercise, learner, is_right=False)
    say_done(enrolment, "b")
    again = step(course, learner)
    assert (again.kind, again.title, again.url) == (NextKind.EXERCISE, "Ranks", "/learn/protocol/b/ranks/")
    do_exercise(exercise, learner, is_right=False)
    assert step(course, learner).kind == NextKind.STUCK


def test_the_next_step_goes_back_to_the_exercise_with_the_lowest_result(learner):
    good, poor, final = (make_published_exercise(kind, title=kind) for kind in ("choice", "order", "branch"))
    course = make_course(
        lesson_item("a", exercise_item(good), exercise_item(poor)),
        final_exercise=exercise_item(final, slug="end"),
        pass_percent=100,
        slug="protocol",
    )
    enrolment = make_enrolment(course, learner)
    say_done(enrolment, "a")
    do_exercise(good, learner)
    do_exercise(poor, learner, is_right=False)
    do_exercise(final, learner)
    assert step(course, learner).title == "order"
    do_exercise(poor, learner)
    assert step(course, learner).kind == NextKind.NAME


def test_a_final_assessment_that_is_required_is_a_step(learner):
    course = make_course(
        lesson_item("a"),
        final_exercise=exercise_item(make_published_exercise("branch"), slug="end"),
        slug="protocol",
    )
    say_done(make_enrolment(course, learner), "a")
    assert step(course, learner).url == "/learn/protocol/final/end/"


def test_once_finished_the_name_is_the_last_step(learner):
    course = make_course(lesson_item("a"), slug="protocol")
    enrolment = make_enrolment(course, learner)
    say_done(enrolment, "a")
    own = view_of(course, learner).own
    assert (own.finished_by, own.certificate) == ("course", CertificateState.NAME_NEEDED)
    assert (own.next_step.kind, own.next_step.url) == (NextKind.NAME, "/learn/protocol/certificate/")
    services.confirm_printed_name(enrolment_id=enrolment.pk, name="Ana")
    own = view_of(course, learner).own
    assert (own.next_step, own.certificate, own.certificate_url) == (None, CertificateState.PREPARING, "")
    certificate = services.issue_certificate(enrolment_id=enrolment.pk)
    own = view_of(course, learner).own
    assert (own.certificate, own.certificate_url) == (CertificateState.ISSUED, f"/certificates/{certificate.code}/")
    services.revoke_certificate(code=certificate.code, reason="Fraud", revoked_by_id=None)
    assert view_of(course, learner).own.certificate == CertificateState.REVOKED


def test_lessons_required_since_finishing_are_marked_as_new(learner):
    outline = make_outline([lesson_item("a")])
    course = store_outline(outline)
    enrolment = make_enrolment(course, learner)
    say_done(enrolment, "a")
    lessons = lesson_item("a"), lesson_item("b"), lesson_item("c", required=False)
    services.sync_outline(dataclasses.replace(outline, modules=(module_item("M", *lessons),)))
    view = view_of(course, learner)
    assert [row.is_new for row in rows_of(view)] == [False, True, False]
    assert (view.own.new_lessons, view.own.finished_by) == (1, "course")
    say_done(enrolment, "b")
    assert view_of(course, learner).own.new_lessons == 0


@pytest.mark.parametrize("number", [1, 3, 30])
def test_the_statements_do_not_grow_with_the_lessons(learner, statements, number):
    lessons = [lesson_item(f"l{n}", exercise_item(make_published_exercise())) for n in range(number)]
    course = make_course(*lessons)
    say_done(make_enrolment(course, learner), "l0")
    with statements() as captured:
        view_of(course, learner)
    assert len(captured.counted) == 4


def test_a_course_for_members_is_open_to_members_only():
    course, learner = make_course(enrolment="invitation"), make_user()
    assert not view_of(course).may_enrol
    assert not view_of(course, learner).may_enrol
    make_membership(user=learner, organisation=make_organisation())
    assert view_of(course, learner).may_enrol
    assert view_of(make_course()).may_enrol


def test_the_next_step_leads_past_work_that_waits_and_then_says_so(learner):
    memo, check = make_published_exercise("rubric", title="Memo"), make_published_exercise()
    course = make_course(
        lesson_item("a", exercise_item(memo, slug="memo"), exercise_item(check), done_by="check"),
        lesson_item("b"),
        slug="protocol",
    )
    enrolment = make_enrolment(course, learner)
    do_exercise(check, learner)
    work = make_submission(learner, memo)
    assert step(course, learner).title == "B"
    say_done(enrolment, "b")
    waiting = step(course, learner)
    assert (waiting.kind, waiting.title, waiting.url) == (NextKind.WAITING, "Memo", "/learn/protocol/a/memo/")
    [card, _other] = rows_of(view_of(course, learner))[0].exercises
    assert (card.waiting_url, card.may_begin) == (f"/attempts/{work.key}/receipt/", False)
    release(work, make_user())
    assert step(course, learner).kind == NextKind.NAME


def test_what_waits_for_marks_is_named_before_what_is_held_back(learner):
    ahead = (timezone.now() + datetime.timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
    check = make_published_exercise(results="after_close", closes_at=ahead)
    memo = make_published_exercise("rubric", title="Memo")
    course = make_course(lesson_item("a", exercise_item(check), exercise_item(memo), done_by="check"))
    make_enrolment(course, learner)
    do_exercise(check, learner)
    work = make_submission(learner, memo)
    waiting = step(course, learner)
    assert (waiting.kind, waiting.title) == (NextKind.WAITING, "Memo")
    release(work, make_user())
    assert step(course, learner).kind == NextKind.HELD
