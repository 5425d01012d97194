"""The courses that ship with this repository are imported, compile, and survive an export."""

from collections import Counter

import pytest

from assessments.models import Exercise
from assessments.selectors import competencies, samples
from assessments.services import definition_problems
from cms.importing.programme import import_programme
from cms.models import ImportRecord
from courses.models import Course, Lesson
from tests.shipped import CURRICULUM, programme


@pytest.mark.django_db
def test_the_shipped_curriculum_is_imported_and_comes_out_again(export):
    """One test, since an import is long."""
    assert brought_in(CURRICULUM) == []
    everything_is_there()
    written = export()
    assert export.report.problems == ()
    files = {path.relative_to(CURRICULUM).as_posix(): path for path in of_courses()}
    assert suffixes(name for name in written if name.split("/")[0] in folders()) == suffixes(files)
    for name, path in files.items():
        assert path.suffix in {".md", ".yaml"} or written[name] == path.read_bytes()
    before = records()
    assert brought_in(export.folder) == []
    assert records() == before


def of_courses():
    return [path for folder in folders() for path in (CURRICULUM / folder).rglob("*.*")]


def folders():
    return {course.folder for course in programme().courses}


def suffixes(names):
    return Counter((name.partition("/")[0], name.rpartition(".")[2]) for name in names)


def brought_in(root):
    """Import and return what did not go well."""
    report = import_programme(root, say=lambda _line: None)
    return [str(problem) for problem in report.problems] + [*report.kept, *report.left]


def records():
    """What files have said of each thing; an import that finds the same in other files writes no page again."""
    told = ImportRecord.objects.order_by("key", "language")
    names = ("key", "language", "course_key", "parent_key", "title", "digest", "order_digest", "revision_id")
    return [*told.values_list(*names), *competencies()]


def everything_is_there():
    shown = [(card.kind, card.minutes) for card in samples("en")]
    expected = [("placement", 4), ("negotiation", 6), ("order", 3), ("sjt", 2), ("branch", 6), ("network", 6)]
    assert shown == [*expected, ("order", 3)]
    courses = programme().courses
    assert slugs(Course) == sorted(course.slug for course in courses)
    assert slugs(Lesson) == sorted(lesson.slug for course in courses for lesson in course.lessons())
    for exercise in Exercise.objects.select_related("current_version"):
        assert definition_problems(exercise.current_version.definition) == ()


def slugs(model):
    return sorted(model.objects.filter(retired=False).values_list("slug", flat=True))
