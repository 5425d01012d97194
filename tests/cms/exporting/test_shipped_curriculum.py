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
@pytest.mark.parametrize("folder", [path.parent.name for path in CURRICULUM.glob("*/course.md")])
def test_a_shipped_course_is_imported_and_comes_out_again(export, folder):
    """One test, and one course at a time, since an import is long."""
    assert brought_in(CURRICULUM, only=folder) == []
    everything_is_there(folder)
    written = export()
    assert export.report.problems == ()
    files = {path.relative_to(CURRICULUM).as_posix(): path for path in (CURRICULUM / folder).rglob("*.*")}
    assert suffixes(name for name in written if name.startswith(f"{folder}/")) == suffixes(files)
    for name, path in files.items():
        assert path.suffix in {".md", ".yaml"} or written[name] == path.read_bytes()
    before = records()
    assert brought_in(export.folder) == []
    assert records() == before


def suffixes(names):
    return Counter(name.rpartition(".")[2] for name in names)


def brought_in(root, **options):
    """Import and return what did not go well."""
    report = import_programme(root, say=lambda _line: None, **options)
    return [str(problem) for problem in report.problems] + [*report.kept, *report.left]


def records():
    """What files have said of each thing; an import that finds the same in other files writes no page again."""
    told = ImportRecord.objects.order_by("key", "language")
    names = ("key", "language", "course_key", "parent_key", "title", "digest", "order_digest", "revision_id")
    return [*told.values_list(*names), *competencies()]


def everything_is_there(folder):
    shown = [(card.kind, card.minutes) for card in samples("en")]
    expected = [("placement", 4), ("negotiation", 6), ("order", 3), ("sjt", 2), ("branch", 6), ("network", 6)]
    assert shown == [*expected, ("order", 3)]
    course = next(course for course in programme().courses if course.folder == folder)
    assert slugs(Course.objects.filter(retired=False)) == [course.slug]
    lessons = [lesson.slug for lesson in course.lessons()]
    assert sorted(slugs(Lesson.objects.filter(retired=False))) == sorted(lessons)
    for exercise in Exercise.objects.select_related("current_version"):
        assert definition_problems(exercise.current_version.definition) == ()


def slugs(rows):
    return list(rows.values_list("slug", flat=True))
