import pytest

from tests.factories import cms as make

pytestmark = pytest.mark.django_db


def tree(slug):
    course, _module, lesson = make.make_tree(slug=slug, estimated_minutes=50)
    lesson.title = lesson.slug
    return course, lesson


def test_the_programme_survives_the_way_out_and_back(round_trip):
    (one, lesson), (two, _other) = tree("one"), tree("two")
    make.make_programme(
        one, two, introduction="<p>For <b>all</b>.</p>", paths=[make.path_block("new", two, lesson, hours=1)]
    )
    first, second = round_trip()
    assert first == second
    text = first["programme.yaml"].decode()
    assert text.endswith(f"    steps:\n      - two\n      - one/{lesson.slug}\n")
    assert "certificate:\n  - one\n  - two\n" in text


def test_what_is_translated_is_named_by_its_source(export):
    one, lesson = tree("one")
    make.publish_all(make.translate(one))
    make.make_programme(one, paths=[make.path_block("new", one, lesson, hours=1)])
    text = export()["programme.yaml"].decode()
    assert export.report.problems == ()
    assert "/fr" not in text


def test_what_has_no_file_is_left_out_and_told(export):
    (one, lesson), (two, _other) = tree("one"), tree("two")
    make.make_programme(one, two, paths=[make.path_block("new", two, lesson, hours=1)])
    two.unpublish()
    text = export()["programme.yaml"].decode()
    assert "two" not in text
    what = f"Course “{two.title}” has no file, so programme “The programme” is written without it."
    assert export.report.left_out.count(what.replace("Course", "course", 1)) == 2


def test_a_programme_that_is_not_published_is_left_out(export):
    make.make_programme(tree("one")[0], live=False)
    assert "programme.yaml" not in export()
    assert "programme “The programme” is not published." in export.report.left_out
    assert "programme.yaml" in export("drafts", drafts=True)
