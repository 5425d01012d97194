"""Exercises that are asked before a course and after it, in files."""

import pytest

from cms.models import ChoiceExercisePage
from courses.models import Course

COURSE = "welcome/course.md"


@pytest.fixture
def twice(small):
    """The small copy with an exercise that is asked twice."""
    small.change(COURSE, "\n---", "\nexercises: [know.yaml]\n---")
    check = (small.root / "welcome/01-the-door/01-who-opens.check.yaml").read_text()
    lines = [line for line in check.splitlines() if not line.startswith(("practice:", "required:"))]
    text = "\n".join(lines).replace("slug: check", "slug: know\nassessment: both").replace(lines[0], NEW_KEY)
    small.write("welcome/know.yaml", f"{text}\n")
    return small


NEW_KEY = "key: 3b0bd0e5-6f0f-4a53-9f5e-6a2f60c70b01"


def test_it_is_imported_with_its_role(twice, run):
    assert twice.problems() == []
    assert run().problems == ()
    page = ChoiceExercisePage.objects.get(slug="know")
    course = Course.objects.get(slug="welcome")
    assert (page.assessment, page.required, page.counts) == ("both", False, False)
    assert course.before_exercise == course.after_exercise
    assert (course.before_exercise.key, course.final_exercise) == (page.translation_key, None)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("assessment: both", "assessment: before", "List one exercise with assessment: both, or one before and one"),
        ("assessment: both", "assessment: both\nrequired: true", "is not required, and nobody marks it."),
        ("assessment: both", "assessment: twice", "“assessment” must be one of"),
    ],
)
def test_mistakes_are_named(twice, old, new, expected):
    twice.change("welcome/know.yaml", old, new)
    assert expected in " ".join(twice.problems())


def test_a_lesson_asks_nothing_before_the_course(twice):
    twice.change("welcome/01-the-door/01-who-opens.check.yaml", "practice: false", "assessment: both")
    twice.change("welcome/01-the-door/01-who-opens.check.yaml", "required: true", "required: false")
    assert "What is asked before and after the course is listed in course.md." in " ".join(twice.problems())
