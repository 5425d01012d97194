"""Where in the catalogue an import puts a course."""

from cms.models import CoursePage
from courses.models import Course

COURSE = "welcome/course.md"


def test_a_new_course_takes_its_place_among_the_others(run, files, tmp_path):
    (files.root / "letters").rename(tmp_path / "letters")
    run()
    (tmp_path / "letters").rename(files.root / "letters")
    files.change(COURSE, "slug: welcome", "slug: welcome\nnumber: 2")
    files.change("letters/course.md", "slug: letters", "slug: letters\nnumber: 1")
    assert run().problems == ()
    assert offered() == ["letters", "welcome"]


def test_courses_arranged_in_the_cms_stay_so(run, files):
    run()
    letters, welcome = CoursePage.objects.order_by("path")
    welcome.move(letters, pos="left")
    files.change(COURSE, "summary: How to meet", "summary: How we meet")
    run()
    assert offered() == ["welcome", "letters"]


def offered():
    return list(Course.objects.order_by("position").values_list("slug", flat=True))
