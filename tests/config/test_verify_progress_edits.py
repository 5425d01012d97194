"""Whatever somebody wrote into a row by hand, `verify_progress` names the row and ends without a traceback."""

import json
import re
from types import SimpleNamespace

import pytest
from django.db import connection

from assessments.models import CompetencyEvidence, Score
from courses import services
from courses.models import Certificate, CertificateIssue, Enrolment
from tests.config.test_verify_progress import progress_rows, sql, taken, verify, without_moments

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def world(kept):
    """Two people have finished a course each; the second one is certified."""
    plain, certified = taken(2), taken(2)
    services.confirm_printed_name(enrolment_id=certified.pk, name="Ana")
    services.issue_certificate(enrolment_id=certified.pk)
    return SimpleNamespace(plain=plain, certified=Enrolment.objects.get(pk=certified.pk))


def put(enrolment, evidence):
    sql("UPDATE courses_enrolment SET evidence = %s WHERE id = %s", json.dumps(evidence), enrolment.pk)


def without(line, name):
    return {field: value for field, value in line.items() if field != name}


LINES = {
    "no object": lambda _line: 1,
    "an empty object": lambda _line: {},
    "a key that is none": lambda line: line | {"key": "abc"},
    "a list for a key": lambda line: line | {"key": [1]},
    "a key of nobody": lambda line: line | {"key": "00000000-0000-4000-8000-000000000000"},
    "a percent in letters": lambda line: line | {"percent": "x"},
    "a percent below 0": lambda line: line | {"percent": -4},
    "half a percent": lambda line: line | {"percent": 99.5},
    "true for a percent": lambda line: line | {"percent": True},
    "another percent": lambda line: line | {"percent": 42},
    "no percent": lambda line: without(line, "percent"),
    "a weight in letters": lambda line: line | {"weight": "2"},
    "a weight below 0": lambda line: line | {"weight": -1},
    "a pass mark in letters": lambda line: line | {"needed": "70"},
    "a list for a version": lambda line: line | {"version": []},
    "no title": lambda line: without(line, "title"),
}
WHOLES = {"text": "rubbish", "null": None, "a number": 5, "an object": {}}


@pytest.mark.parametrize("edited", [*LINES, *WHOLES, "one twice"])
@pytest.mark.parametrize("whose", ["plain", "certified"])
def test_what_a_finish_rests_on_is_found_and_mended_whatever_was_written_there(world, whose, edited):
    enrolment, right = getattr(world, whose), progress_rows()
    line, *others = enrolment.evidence
    lines = {name: [edit(line), *others] for name, edit in LINES.items()} | WHOLES | {"one twice": [line, line]}
    put(enrolment, lines[edited])
    wrong = progress_rows()
    said, code = verify()
    assert (code, f"enrolment {enrolment.key} rests on" in said) == (1, True)
    mended, code = verify("--repair")
    assert (code, progress_rows()) == (0, right)
    assert verify()[1] == 0
    assert verify("--undo", re.search(r"--undo (\S+)", mended)[1])[1] == 0
    assert progress_rows() == wrong


@pytest.mark.parametrize("set_to", ["finished_by = 'rubbish'", "finished_version = NULL", "finished_at = NULL"])
def test_a_finish_says_again_what_its_certificate_says(world, set_to):
    right = progress_rows()
    sql(f"UPDATE courses_enrolment SET {set_to} WHERE id = %s", world.certified.pk)
    assert verify()[1] == 1
    assert verify("--repair")[1] == 0
    assert without_moments(progress_rows()) == without_moments(right)
    finished_at = Enrolment.objects.get(pk=world.certified.pk).finished_at
    assert abs(finished_at - world.certified.finished_at).total_seconds() <= 1


def test_what_a_certificate_invents_as_well_is_left(world):
    invented = [line | {"percent": 42} for line in world.certified.evidence]
    put(world.certified, invented)
    said = CertificateIssue.objects.get(certificate__enrolment=world.certified).snapshot
    CertificateIssue.objects.update(snapshot=said | {"evidence": invented})
    said, code = verify("--repair")
    assert (code, f"enrolment {world.certified.key} is left to you" in said) == (1, True)
    Certificate.objects.all()[0].issues.all().delete()
    assert verify("--repair")[1] == 1
    assert Enrolment.objects.get(pk=world.certified.pk).finished_at


def test_a_row_of_somebody_else_or_of_another_course_is_found(world):
    somebody, elsewhere = taken(1).learner_id, taken(1).course_id
    for name, value, fault in (
        ("learner_id", somebody, "rests on 100 % at exercise"),
        ("course_id", elsewhere, "is finished without 1 required lessons"),
    ):
        enrolment = taken(2)
        sql(f"UPDATE courses_enrolment SET {name} = %s WHERE id = %s", value, enrolment.pk)
        said, code = verify()
        assert (code, f"enrolment {enrolment.key} {fault}" in said) == (1, True)
        assert verify("--repair")[1] == 0
        assert Enrolment.objects.get(pk=enrolment.pk).finished_at is None


@pytest.mark.parametrize("edit", ["delete", "competency", "learner", "attempt", "exercise"])
def test_evidence_that_is_gone_or_somebody_elses_is_put_right(world, edit):
    right, row = progress_rows(), CompetencyEvidence.objects.filter(learner=world.plain.learner)[0]
    other = CompetencyEvidence.objects.filter(learner=world.certified.learner).last()
    changes = {
        "competency": {"competency": ""},
        "learner": {"learner": other.learner},
        "attempt": {"attempt": other.attempt},
        "exercise": {"exercise": other.exercise},
    }
    chosen = CompetencyEvidence.objects.filter(pk=row.pk)
    assert chosen.delete() if edit == "delete" else chosen.update(**changes[edit])
    assert verify()[1] == 1
    assert verify("--repair")[1] == 0
    assert progress_rows() == right


@pytest.mark.parametrize("result", [[], {}, {"criteria": 5}, {"criteria": [{}]}])
def test_a_score_that_cannot_be_read_stops_nobody_elses_repair(world, result):
    (attempt, *_others) = world.plain.learner.attempts.order_by("pk")
    Score.objects.filter(pk=attempt.score_id).update(result=result)
    CompetencyEvidence.objects.filter(learner=world.certified.learner).update(earned=0)
    place = f"evidence of learner {world.plain.learner_id} in exercise {attempt.exercise_id}"
    said, code = verify()
    assert (code, f"{place} cannot be worked out" in said) == (1, True)
    said, code = verify("--repair")
    assert (code, f"{place} is left to you: mend its attempts first" in said) == (1, True)
    assert not CompetencyEvidence.objects.filter(learner=world.certified.learner, earned=0).exists()


@pytest.mark.parametrize("outline", ["x", [1], [{}]])
def test_a_course_that_cannot_be_read_stops_no_other(world, outline):
    course = world.plain.course
    course.texts.update(outline=outline)
    Enrolment.objects.filter(pk=world.certified.pk).update(lessons_done=7)
    said, code = verify("--repair")
    assert (code, f"enrolment of row {world.plain.pk} cannot be read: " in said) == (1, True)
    assert f"enrolment of row {world.plain.pk} is left to you" in said
    assert Enrolment.objects.get(pk=world.certified.pk).lessons_done == 2


def test_one_attempt_that_cannot_be_read_takes_no_other_row_of_its_course_along(world):
    course, others = world.plain.course, [taken(1).learner for _ in range(2)]
    for learner in others:
        enrolment = services.enrol_learner(course_id=course.pk, learner_id=learner.pk)
        Enrolment.objects.filter(pk=enrolment.pk).update(lessons_done=9)
    world.plain.learner.attempts.update(score=None)
    said, code = verify("--repair")
    assert (code, "1 rows are left." in said) == (1, True)
    assert not Enrolment.objects.filter(course=course, lessons_done=9).exists()


@pytest.mark.same_on_both
def test_a_key_that_is_none_is_replaced_and_put_back():
    """Only SQLite takes such a key."""
    enrolment = taken(2)
    sql("UPDATE courses_enrolment SET key = 'abc', lessons_done = 7 WHERE id = %s", enrolment.pk)
    said, code = verify()
    assert (code, f"enrolment of row {enrolment.pk} cannot be read: " in said) == (1, True)
    said, code = verify("--repair")
    assert (code, f"enrolment of row {enrolment.pk} has the key 'abc', which is none" in said) == (0, True)
    assert Enrolment.objects.get(pk=enrolment.pk).lessons_done == 2
    assert verify("--undo", re.search(r"--undo (\S+)", said)[1])[1] == 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT key, lessons_done FROM courses_enrolment WHERE id = %s", [enrolment.pk])
        assert cursor.fetchall() == [("abc", 7)]
