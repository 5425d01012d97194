"""Where the mean counts, a learner sees how it came about."""

import pytest

from tests.factories.assessments import make_published_exercise
from tests.factories.courses import course_body, do_exercise, exercise_item, lesson_item, make_course, make_enrolment

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages(client, learner):
    """Try an exercise wrong and right; return what its page and the review of the first try say."""
    client.force_login(learner)

    def read(**policy):
        exercise = make_published_exercise("choice", **policy)
        lesson = lesson_item("door", exercise_item(exercise, slug="check"), done_by="check")
        make_enrolment(make_course(lesson, slug="protocol", bodies={"en": course_body("Protocol")}), learner)
        first, _second = (do_exercise(exercise, learner, is_right=is_right) for is_right in (False, True))
        found = (client.get("/learn/protocol/door/check/"), client.get(f"/attempts/{first.key}/review/"))
        return [" ".join(page.content.decode().replace("&nbsp;", " ").split()) for page in found]

    return read


def test_the_mean_shows_its_working(pages):
    exercise, review = pages(counting="mean", max_tries=3)
    assert "rounded once" in exercise
    assert "rounded once" in review
    assert "÷ 2 =" in exercise
    assert "÷ 2 =" in review


def test_other_rules_have_none(pages):
    assert not any("rounded once" in page for page in pages(max_tries=3))
