import re

import pytest
from django.utils import timezone

from courses.models import CourseMeasurement
from tests.factories.accounts import make_instructor
from tests.factories.assessments import make_published_exercise
from tests.factories.courses import exercise_item, lesson_item, make_course

pytestmark = pytest.mark.django_db


@pytest.fixture
def course(db):
    return make_course(lesson_item("a", exercise_item(make_published_exercise())), pass_percent=60)


def shown(client, course, **figures):
    fields = {"people": 120, "error_percent": 6.24, "reliability": 0.838, "parts": 3, "unknown_parts": 0}
    now = {"measured_at": timezone.now()}
    CourseMeasurement.objects.update_or_create(course=course, defaults=fields | now | figures)
    return re.sub(r"\s+", " ", client.get("/marking/certainty/").content.decode().replace("&nbsp;", " "))


def test_instructors_read_how_sure_results_are(client, course):
    client.force_login(make_instructor())
    assert "Nothing has been worked out yet" in client.get("/marking/certainty/").content.decode()
    page = shown(client, course)
    for words in ("0.84", "6.2 percentage points", "Up to 5 points under the pass mark of 60 %"):
        assert words in page
    assert "enough" not in page


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        ({"reliability": 0.794}, ["This result is not reliable enough", "0.79", "Let more exercises count"]),
        (
            {"reliability": 0.6, "unknown_parts": 1},
            ["It cannot be shown", "At least 0.60", "At most 6.2", "1 of the 3 exercises"],
        ),
        ({"reliability": None}, ["not reliable enough", "everybody has the same result"]),
        ({"people": 99}, ["99. Not enough yet: figures appear from 100 people on"]),
    ],
)
def test_what_is_weak_or_not_known_is_said_with_what_to_do(client, course, figures, words):
    client.force_login(make_instructor())
    page = shown(client, course, **figures)
    assert [text for text in words if text not in page] == []
    assert ("0.84" in page, "Standard error" in page) == (False, "people" not in figures)


def test_it_costs_the_same_for_many_courses(client, course, statements):
    client.force_login(make_instructor())
    shown(client, course)
    with statements() as one:
        client.get("/marking/certainty/")
    shown(client, make_course(lesson_item("b", exercise_item(make_published_exercise()))))
    with statements() as two:
        client.get("/marking/certainty/")
    assert len(one) == len(two)


def test_learners_do_not(signed_in, course):
    assert signed_in.get("/marking/certainty/").status_code == 403
