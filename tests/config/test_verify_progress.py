"""Rows changed by hand in SQL are found, mended in one batch, and put back."""

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assessments import services as assessment_services
from assessments.models import CompetencyEvidence
from courses import services
from courses.models import Enrolment, LessonProgress, Repair
from tests.factories.accounts import make_user
from tests.factories.courses import do_exercise, exercise_item, lesson_item, make_course, make_enrolment
from tests.factories.evidence import make_tagged
from tests.test_addresses import rows as all_rows

pytestmark = pytest.mark.django_db


NOW = timezone.now()


class Terminal(StringIO):
    def isatty(self):
        return True


def verify(*options):
    """Return what the command says, and its exit code."""
    output, errors = StringIO(), StringIO()
    try:
        call_command("verify_progress", *options, stdout=output, stderr=errors)
    except CommandError as error:
        return output.getvalue() + str(error), error.returncode
    return output.getvalue(), 0


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        assert cursor.rowcount == 1


def progress_rows():
    """What the tables of progress say, but when somebody was last active."""
    fields = ("pk", "lessons_done", "finished_by", "finished_version", "composite_percent", "evidence", "finished_at")
    evidence = ("learner", "exercise", "competency", "attempt", "earned", "possible")
    return (
        list(Enrolment.objects.order_by("pk").values_list(*fields)),
        sorted(LessonProgress.objects.values_list("enrolment", "lesson")),
        sorted(CompetencyEvidence.objects.values_list(*evidence)),
    )


@pytest.fixture
def enrolment():
    """Two lessons, each with a check; both are passed, so that the course is finished."""
    return taken(2)


def taken(lessons, *, counting="best", passed=2):
    learner = make_user()
    exercises = [make_tagged(kind, counting=counting) for kind in ("choice", "match")]
    items = [lesson_item(f"lesson-{item.pk}", exercise_item(item), done_by="check") for item in exercises[:lessons]]
    enrolment = make_enrolment(make_course(*items), learner)
    for number, exercise in enumerate(exercises[:lessons]):
        do_exercise(exercise, learner, is_right=number < passed)
    return Enrolment.objects.get(pk=enrolment.pk)


def test_what_belongs_together_agrees(enrolment):
    assert enrolment.finished_at
    taken(2, passed=1)
    taken(1, counting="mean")
    before = all_rows()
    assert verify() == ("5 attempts and 3 enrolments agree.\n", 0)
    assert all_rows() == before


@pytest.mark.usefixtures("enrolment")
def test_it_counts_on_a_terminal():
    errors = Terminal()
    call_command("verify_progress", stdout=StringIO(), stderr=errors)
    assert errors.getvalue().endswith("2 attempts and 1 enrolments\n")


TAMPERINGS = {
    "lessons_done": (
        "UPDATE courses_enrolment SET lessons_done = 7 WHERE id = %s",
        "enrolment {key} counts 7 lessons, 2 are ticked off",
    ),
    "composite": (
        "UPDATE courses_enrolment SET composite_percent = 99 WHERE id = %s",
        "enrolment {key} has the result 99, which its exercises do not give",
    ),
    "no composite": (
        "UPDATE courses_enrolment SET composite_percent = NULL WHERE id = %s",
        "enrolment {key} has the result None, which its exercises do not give",
    ),
    "unfinished": (
        "UPDATE courses_enrolment SET finished_at = NULL WHERE id = %s",
        "enrolment {key} says by what it is finished, and is not",
    ),
}


@pytest.mark.parametrize("name", TAMPERINGS)
def test_a_counter_changed_by_hand_is_found_mended_and_put_back(enrolment, name):
    statement, sentence = TAMPERINGS[name]
    right = progress_rows()
    sql(statement, enrolment.pk)
    wrong = progress_rows()
    said, code = verify()
    assert (code, sentence.format(key=enrolment.key) in said) == (1, True)
    assert "faults in 2 attempts and 1 enrolments." in said
    said, code = verify("--repair")
    assert (code, sentence.format(key=enrolment.key) in said) == (0, True)
    assert without_moments(progress_rows()) == without_moments(right)
    assert verify()[1] == 0
    batch = re.search(r"--undo (\S+)", said)[1]
    assert verify("--undo", batch) == ("1 rows are as they were before.\n", 0)
    assert progress_rows() == wrong
    assert verify("--undo", batch) == ("0 rows are as they were before.\n", 0)


def without_moments(found):
    """When a course was finished is not known any more once somebody has overwritten it."""
    enrolments, *rest = found
    return [row[:-1] for row in enrolments], *rest


def test_a_lost_tick_is_made_again(enrolment):
    other = taken(2, passed=1)
    sql("DELETE FROM courses_lessonprogress WHERE enrolment_id = %s", other.pk)
    said, code = verify()
    assert (code, f"enrolment {other.key} lacks 1 lessons whose exercises are passed" in said) == (1, True)
    batch = re.search(r"--undo (\S+)", verify("--repair")[0])[1]
    assert (verify()[1], LessonProgress.objects.filter(enrolment=other).count()) == (0, 1)
    assert verify("--undo", batch)[1] == 0
    assert not LessonProgress.objects.filter(enrolment=other).exists()
    assert LessonProgress.objects.filter(enrolment=enrolment).count() == 2


def test_evidence_changed_by_hand_is_found_mended_and_put_back(enrolment):
    right, row = progress_rows(), CompetencyEvidence.objects.order_by("pk")[0]
    sql("UPDATE assessments_competencyevidence SET earned = 1 WHERE id = %s", row.pk)
    wrong = progress_rows()
    said, code = verify()
    assert (code, f"evidence of learner {enrolment.learner_id} in exercise {row.exercise_id}: " in said) == (1, True)
    batch = re.search(r"--undo (\S+)", verify("--repair")[0])[1]
    assert (verify()[1], progress_rows()) == (0, right)
    assert (verify("--undo", batch)[1], progress_rows()) == (0, wrong)


def test_a_finish_out_of_nothing_is_taken_back():
    enrolment = taken(2, passed=1)
    right = progress_rows()
    sql(
        "UPDATE courses_enrolment SET finished_at = %s, finished_by = 'course', finished_version = 1,"
        " composite_percent = 90 WHERE id = %s",
        timezone.now(),
        enrolment.pk,
    )
    said, code = verify("--repair")
    assert code == 0
    assert f"enrolment {enrolment.key} is finished, and leaves out the exercises that count" in said
    assert f"enrolment {enrolment.key} is finished without 1 required lessons" in said
    assert progress_rows() == right


def test_what_changed_since_is_not_put_back(enrolment):
    sql("UPDATE courses_enrolment SET lessons_done = 7 WHERE id = %s", enrolment.pk)
    CompetencyEvidence.objects.update(earned=0)
    batch = re.search(r"--undo (\S+)", verify("--repair")[0])[1]
    Enrolment.objects.update(lessons_done=1)
    CompetencyEvidence.objects.all().delete()
    said, code = verify("--undo", batch)
    assert code == 1
    assert f"enrolment {enrolment.pk} changed since and is left as it is" in said
    assert "3 rows are left." in said
    assert Repair.objects.filter(undone_at=None).count() == 3


def test_a_finish_that_was_mended_is_not_undone_once_it_is_certified(enrolment):
    services.confirm_printed_name(enrolment_id=enrolment.pk, name="Ana")
    sql("UPDATE courses_enrolment SET finished_at = NULL WHERE id = %s", enrolment.pk)
    batch = re.search(r"--undo (\S+)", verify("--repair")[0])[1]
    services.issue_certificate(enrolment_id=enrolment.pk)
    assert verify("--undo", batch)[1] == 1
    assert Enrolment.objects.get(pk=enrolment.pk).finished_at


def test_nothing_to_mend_and_no_such_batch(enrolment):
    assert verify("--repair") == ("2 attempts and 1 enrolments: nothing was mended.\n", 0)
    said, code = verify("--undo", "00000000-0000-4000-8000-000000000000")
    assert (said, code) == ("There is no batch 00000000-0000-4000-8000-000000000000.", 1)


def test_what_is_taken_out_or_withdrawn_afterwards_is_no_fault(enrolment):
    attempt = enrolment.learner.attempts.order_by("pk")[0]
    assessment_services.void_attempt(
        attempt_id=attempt.pk, by_id=make_user().pk, reason="A fire alarm rang.", seen="released"
    )
    other = taken(2, passed=1)
    services.withdraw_enrolment(enrolment_id=other.pk, withdrawn_by_id=make_user().pk)
    assert verify()[1] == 0
    Enrolment.objects.filter(pk=other.pk).update(lessons_done=5)
    assert verify("--repair")[1] == 0
    assert Enrolment.objects.get(pk=other.pk).lessons_done == 1


def test_testing_out_that_was_lost_is_found_and_one_that_never_was_too():
    final = make_tagged("order")
    item = lesson_item("only", exercise_item(make_tagged()), done_by="check")
    course = make_course(item, final_exercise=exercise_item(final), test_out=True)
    learner, other = make_user(), make_user()
    tested, invented = make_enrolment(course, learner), make_enrolment(course, other)
    do_exercise(final, learner)
    assert Enrolment.objects.get(pk=tested.pk).finished_by == "test-out"
    assert verify()[1] == 0
    sql("UPDATE courses_enrolment SET finished_at = NULL, tested_out_at = NULL WHERE id = %s", tested.pk)
    sql("UPDATE courses_enrolment SET finished_at = %s, finished_by = 'test-out' WHERE id = %s", NOW, invented.pk)
    said, code = verify("--repair")
    assert code == 0
    assert f"enrolment {tested.key} does not say that it is tested out" in said
    assert f"enrolment {tested.key} is complete, and is not finished" in said
    assert f"enrolment {invented.key} is finished by testing out, which never happened" in said
    assert f"enrolment {invented.key} is finished, and does not say by what" in said
    found = Enrolment.objects.order_by("pk").values_list("finished_by", flat=True)
    assert list(found) == ["test-out", ""]


def test_a_result_that_cannot_be_told_is_left():
    enrolment = taken(2, counting="mean")
    do_exercise(enrolment.learner.attempts.order_by("pk")[0].exercise, enrolment.learner, is_right=False)
    Enrolment.objects.filter(pk=enrolment.pk).update(composite_percent=3)
    invented = [item | {"percent": 61} for item in enrolment.evidence]
    Enrolment.objects.filter(pk=enrolment.pk).update(evidence=invented)
    said, code = verify("--repair")
    assert code == 1
    assert f"enrolment {enrolment.key} has the result 3, which its exercises do not give" in said
    assert f"enrolment {enrolment.key} is left to you" in said


def test_statements_do_not_grow_with_enrolments_and_attempts(enrolment, django_assert_num_queries):
    course = enrolment.course
    with CaptureQueriesContext(connection) as few:
        verify()
    for _ in range(3):
        learner = make_user()
        make_enrolment(course, learner)
        for item in course.lessons.all():
            do_exercise(item.lesson_exercises.get().exercise, learner)
    with django_assert_num_queries(len(few)):
        assert verify() == ("8 attempts and 4 enrolments agree.\n", 0)
