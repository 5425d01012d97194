"""Places in a picture from files: in a course and among what anybody may try, and what is wrong with them."""

from uuid import UUID

import pytest

from assessments.models import Exercise, Sample
from cms.models import HotspotExercisePage, Picture

LESSON = "letters/01-first-line/01-dear.md"
FILE = "letters/01-first-line/01-dear.places.yaml"
KEY, PICTURE = UUID(int=77), UUID(int=78)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><rect width="40" height="{}"/></svg>'
HOTSPOT = f"""key: "{KEY}"
kind: hotspot
slug: places
title: Two flags
minutes: 2
required: false
prompt: What has to **change**?
picture:
  key: "{PICTURE}"
  file: images/flags.svg
  alt: Two flags behind a desk.
  credit: Drawn for tests
points: 3
numbered: false
regions:
  - {{id: west, text: The left flag, area: 0 0 30 40, right: true, why: It hangs lower.}}
  - {{id: east, text: The right flag, shape: poly, area: "70,0 100,0 100,40.25"}}
  - {{id: plate, text: The plate, shape: circle, area: 50 80 10}}
why: Equals.
"""


@pytest.fixture
def course(files):
    files.change(LESSON, "done_by: said", "done_by: said\nexercises: [01-dear.places.yaml]")
    files.write("letters/images/flags.svg", SVG.format(20))
    files.write(FILE, HOTSPOT)
    return files


def definition():
    return Exercise.objects.get(key=KEY).current_version.definition


def test_places_are_those_of_the_file(course, run):
    assert course.problems() == []
    assert not run().problems
    made = definition()
    assert made["regions"] == [
        {"id": "west", "shape": "rect", "area": [0, 0, 3000, 4000], "right": True},
        {"id": "east", "shape": "poly", "area": [7000, 0, 10000, 0, 10000, 4025], "right": False},
        {"id": "plate", "shape": "circle", "area": [5000, 8000, 1000], "right": False},
    ]
    picture = Picture.objects.get(key=PICTURE)
    assert made["picture"] == {"file": picture.kept_name, "width": 40, "height": 20}
    assert (made["points"], made["numbered"], made["scorer"]) == (3, False, "hotspot/1")
    texts = made["texts"]["en"]
    assert (texts["picture.alt"], texts["picture.credit"]) == ("Two flags behind a desk.", "Drawn for tests")
    assert (texts["prompt_html"], texts["why_html"]) == ("<p>What has to <b>change</b>?</p>", "<p>Equals.</p>")
    assert texts["regions.west.why"] == "It hangs lower."
    run()
    assert not any("Two flags" in said for said in run.said)


def test_another_drawing_under_the_same_key_makes_another_version_and_keeps_the_first(
    course, run, django_capture_on_commit_callbacks
):
    run()
    first = definition()["picture"]["file"]
    storage = Picture.objects.get(key=PICTURE).file.storage
    course.write("letters/images/flags.svg", SVG.format(10))
    with django_capture_on_commit_callbacks(execute=True):
        assert not run().problems
    second = definition()["picture"]["file"]
    assert first != second
    for name, height in ((first, 20), (second, 10)):
        with storage.open(f"images/exercises/{name}") as file:
            assert file.read().decode() == SVG.format(height)


def test_nothing_is_kept_when_an_import_is_only_tried(course, run):
    assert not run(dry_run=True).problems
    assert not HotspotExercisePage.objects.exists()


def test_anybody_may_try_it(small, run):
    small.write("samples/images/flags.svg", SVG.format(20))
    small.write("samples/01-places.yaml", HOTSPOT + "practice: true\n")
    assert not run().problems
    assert [sample.slug for sample in Sample.objects.all()] == ["places"]
    assert definition()["picture"]["width"] == 40


def test_an_area_that_is_none_is_named_with_its_line(course, run):
    course.change(FILE, "area: 50 80 10", "area: 50 80")
    (problem,) = run().problems
    assert str(problem).startswith(f"{FILE}:18: Place 3: Write the numbers of this shape")
    assert not HotspotExercisePage.objects.exists()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("shape: circle", "shape: star", "18: “shape” must be one of: rect, circle, ellipse, poly."),
        (", area: 0 0 30 40", "", "16: “area” is missing."),
        ("id: east", "id: west", "17: Two places have the id “west”"),
        ("text: The plate", "text: The left flag", "18: Two places have the text “The left flag”"),
        ("right: true, ", "", "15: Mark at least one place as right: true and leave at least one right: false."),
        ("right: true", "right: certainly", "16: “right” must be true or false."),
        ("why: It hangs lower.", "because: it hangs", "16: “because” is not a field here"),
        ("  alt: Two flags behind a desk.\n", "", "8: “alt” is missing."),
        ("  credit: Drawn for tests\n", "", "8: “credit” is missing."),
        ("file: images/flags.svg", "file: images/gone.svg", "10: There is no picture letters/images/gone.svg."),
        ("  credit:", "  artist: me\n  credit:", "12: “artist” is not a field here"),
        ("numbered: false", "numbered: seven", "14: “numbered” must be true or false."),
    ],
)
def test_mistakes_are_named_with_their_line(course, old, new, said):
    course.change(FILE, old, new)
    assert any(f"{FILE}:{said}" in problem for problem in course.problems()), course.problems()


def test_an_exercise_without_a_picture_is_refused(course):
    text = HOTSPOT[: HOTSPOT.index("picture:")] + HOTSPOT[HOTSPOT.index("points:") :]
    course.write(FILE, text)
    assert f"{FILE}:1: “picture” is missing. Write its key, file, alt and credit." in course.problems()
