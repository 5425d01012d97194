"""Exercises that anybody may try, from files."""

from uuid import UUID

import pytest

from assessments import selectors
from cms.models import ChoiceExercisePage, SamplesPage
from cms.services import publishing

KEY, OTHER = UUID(int=21), UUID(int=22)
QUICK = """\
key: "{key}"
kind: choice
slug: {slug}
title: {slug} one
minutes: {minutes}
practice: true
questions:
  - id: door
    mode: single
    prompt: Who opens?
    points: 1
    options:
      - {{id: host, text: The host, right: true}}
      - {{id: guest, text: The guest, right: false}}
"""


def quick(key=KEY, slug="quick", minutes=3):
    return QUICK.format(key=key, slug=slug, minutes=minutes)


@pytest.fixture
def two(small):
    small.write("samples/01-quick.yaml", quick())
    small.write("samples/02-slow.yaml", quick(OTHER, "slow", 6))
    return small


def offered():
    return [card.slug for card in selectors.samples("en")]


def test_the_folder_is_no_course_and_is_read_in_order(two):
    programme = two.read()
    assert programme.problems == ()
    assert [course.folder for course in programme.courses] == ["welcome"]
    assert [exercise.slug for exercise in programme.samples] == ["quick", "slow"]


def test_mistakes_are_named(two):
    two.write("samples/quick.yaml", quick(UUID(int=23), "third"))
    two.write("samples/03-again.yaml", quick(UUID(int=24)))
    assert two.problems() == [
        "samples/03-again.yaml:3: Two exercises to try have the slug “quick” (see samples/01-quick.yaml). Change one.",
        "samples/quick.yaml:1: The name of a exercise to try begins with a number, as in 01-quick.yaml.",
    ]


def test_they_are_offered_in_the_order_of_the_files(two, run):
    report = run()
    assert report.problems == ()
    assert offered() == ["quick", "slow"]
    assert [page.translation_key for page in SamplesPage.objects.get().get_children()] == [KEY, OTHER]
    assert run().made == run().changed == 0


def test_another_order_in_the_files_is_taken_over(two, run):
    run()
    two.move("samples/01-quick.yaml", "samples/03-quick.yaml")
    assert run().problems == ()
    assert offered() == ["slow", "quick"]


def test_what_takes_too_long_is_refused_and_nothing_else_with_it(two, run):
    two.write("samples/02-slow.yaml", quick(OTHER, "slow", 7))
    report = run()
    assert [(problem.file, problem.line) for problem in report.problems] == [("samples/02-slow.yaml", 5)]
    assert "at most 6" in report.problems[0].message
    assert offered() == []
    assert report.made > 0


def test_a_fault_in_the_folder_leaves_the_courses_alone(two, run):
    two.write("samples/01-quick.yaml", "kind: choice\n")
    report = run()
    assert report.made > 0
    assert offered() == []
    assert "The exercises to try have problems, so none of them is imported." in run.said


def test_what_was_changed_in_the_cms_is_kept(two, run):
    run()
    page = ChoiceExercisePage.objects.get(translation_key=KEY)
    page.title = "Changed here"
    publishing.publish(page)
    two.change("samples/01-quick.yaml", "quick one", "Changed there")
    report = run()
    assert len(report.kept) == 1
    assert ChoiceExercisePage.objects.get(translation_key=KEY).title == "Changed here"
    run(overwrite=[KEY])
    assert ChoiceExercisePage.objects.get(translation_key=KEY).title == "Changed there"


def test_a_file_that_is_gone_is_named(two, run):
    run()
    two.remove("samples/02-slow.yaml")
    assert run().left == ("exercise “slow one” (samples/02-slow.yaml) has no file any more.",)


def test_a_dry_run_offers_nothing(two, run):
    assert run(dry_run=True).problems == ()
    assert offered() == []
