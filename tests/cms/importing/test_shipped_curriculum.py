"""The courses that ship with this repository are sound."""

import re

import pytest

from assessments.rules import registry
from cms.importing.reading.courses import UNNUMBERED
from tests.shipped import exercises, programme


def test_shipped_curriculum_has_no_problem():
    assert [str(problem) for problem in programme().problems] == []


TELLING = {"correct", "wrong", "true", "false", "best", "good", "bad", "poor", "harmful", "acceptable", "answer", "key"}


def test_no_id_that_reaches_a_browser_tells_the_answer():
    told, seen = [], 0
    for course in programme().courses:
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
    if exercise.kind in {"numeric", "match"}:
        return [part.id for name in ("questions", "pairs") for part in getattr(exercise.body, name, ())]
    groups = getattr(exercise.body, GROUPS[exercise.kind])
    return [option.id for group in groups for option in group.options]


def sent_of_papers(body):
    lists = (getattr(body, name, ()) for name in ("actions", "owners", "letters", "reply", "verbs", "clauses"))
    parts = [part for listed in lists for part in listed]
    inner = [option for part in parts for name in ("options", "wordings") for option in getattr(part, name, ())]
    return [part.id for part in (*parts, *inner)]


def test_branching_cases_have_ten_decision_points_and_more():
    points = {
        exercise.slug: sum(bool(scene.options) for scene in exercise.body.scenes)
        for course in programme().courses
        for exercise in course.all_exercises()
        if exercise.kind == "branch"
    }
    assert {slug: count for slug, count in points.items() if count < 10} == {}
    assert len(points) >= 2


def test_courses_have_numbers_and_come_in_their_order():
    numbers = [course.number for course in programme().courses]
    assert numbers == sorted(set(numbers))
    assert max(numbers) < UNNUMBERED


def test_the_certificate_of_the_programme_needs_courses_one_to_nine_and_the_capstone():
    numbers = {course.key: course.number for course in programme().courses}
    assert sorted(numbers[place.key] for place in programme().programme.courses) == [*range(1, 10), 12]


def test_the_paths_take_the_hours_that_they_promise():
    minutes = {}
    for course in programme().courses:
        minutes[course.key] = course.estimated_minutes
        for lesson in course.lessons():
            asked = [exercise.minutes for exercise in lesson.exercises if exercise.required and not exercise.practice]
            minutes[lesson.key] = lesson.estimated_minutes + sum(asked)
    paths = programme().programme.paths
    sums = {path.slug: sum(minutes[step.key] for step in path.steps) for path in paths}
    assert {path.slug: path.hours for path in paths} == {slug: -(-total // 60) for slug, total in sums.items()}
    assert sums["chief-of-staff"] <= 120


EMPHASIS = re.compile(r"(?<![\w*])\*{1,2}[^\s*][^*\n]*\*")


@pytest.mark.same_on_both
@pytest.mark.django_db
def test_what_is_shown_as_it_is_written_has_no_markup():
    kinds = registry.KINDS.keys() - {"placement", "hotspot"}  # they point at rows of the database
    texts = [text for _, definition in exercises(*kinds) for text in definition["texts"]["en"].values()]
    assert len(texts) > 10_000
    assert [text for text in texts if not text.startswith("<") and EMPHASIS.search(text)] == []
