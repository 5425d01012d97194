"""The courses that ship with this repository are sound."""

from pathlib import Path

import pytest

from assessments.models import Exercise
from assessments.selectors import samples
from assessments.services import definition_problems
from cms.importing.programme import import_programme
from cms.importing.reading.programme import read_programme
from courses.models import Course, Lesson

CURRICULUM = Path(__file__).parents[3] / "curriculum"
LANGUAGES = ["en", "fr"]


def test_shipped_curriculum_has_no_problem():
    assert [str(problem) for problem in read_programme(CURRICULUM, LANGUAGES).problems] == []


TELLING = {"correct", "wrong", "true", "false", "best", "good", "bad", "poor", "harmful", "acceptable", "answer", "key"}


def test_no_id_that_reaches_a_browser_tells_the_answer():
    told, seen = [], 0
    for course in read_programme(CURRICULUM, LANGUAGES).courses:
        for exercise in course.all_exercises():
            for name in sent_ids(exercise):
                seen += 1
                if name == "right" or TELLING & set(name.split("-")):
                    told.append(name)
    assert told == []
    assert seen > 100


LISTED = {"order": ("entries", "left_out"), "network": ("candidates",), "placement": ("guests",)}
LISTED |= {"hotspot": ("regions",)}
GROUPS = {"choice": "questions", "branch": "scenes", "sjt": "scenarios"}


def sent_ids(exercise):
    if exercise.kind in LISTED:
        return [part.id for name in LISTED[exercise.kind] for part in getattr(exercise.body, name)]
    if exercise.kind in {"intray", "redpen"}:
        return sent_of_papers(exercise.body)
    if exercise.kind == "rubric":
        return [part.id for part in (*exercise.body.criteria, *exercise.body.documents, *exercise.body.checks)]
    if exercise.kind == "negotiation":
        return [option.id for issue in exercise.body.issues for option in issue.options]
    groups = getattr(exercise.body, GROUPS[exercise.kind])
    return [option.id for group in groups for option in group.options]


def sent_of_papers(body):
    lists = (getattr(body, name, ()) for name in ("actions", "owners", "letters", "reply", "verbs", "clauses"))
    parts = [part for listed in lists for part in listed]
    inner = [option for part in parts for name in ("options", "wordings") for option in getattr(part, name, ())]
    return [part.id for part in (*parts, *inner)]


def test_branching_cases_have_ten_decision_points_and_more():
    cases = [
        exercise
        for course in read_programme(CURRICULUM, LANGUAGES).courses
        for exercise in course.all_exercises()
        if exercise.kind == "branch"
    ]
    assert [sum(bool(scene.options) for scene in case.body.scenes) for case in cases] == [12, 10]


@pytest.mark.django_db
def test_shipped_curriculum_is_imported_and_every_exercise_compiles():
    said = []
    report = import_programme(CURRICULUM, say=said.append)
    assert [str(problem) for problem in report.problems] == []
    shown = [(card.kind, card.minutes) for card in samples("en")]
    expected = [("placement", 4), ("negotiation", 6), ("order", 3), ("sjt", 2), ("branch", 6), ("network", 6)]
    assert shown == [*expected, ("order", 3)]
    assert Course.objects.filter(retired=False).count() == 1
    assert Lesson.objects.filter(retired=False, kind="lesson").count() == 24
    for exercise in Exercise.objects.select_related("current_version"):
        assert definition_problems(exercise.current_version.definition) == ()
