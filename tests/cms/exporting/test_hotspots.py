"""Places in a picture as files: the exercise, its picture beside it, and the same again after an import."""

import pytest

from cms.models import Picture
from tests.cms.exporting.conftest import problems
from tests.factories import cms as make
from tests.factories.hotspots import make_hashed_picture, make_hotspot, region

pytestmark = pytest.mark.django_db


def test_a_course_with_places_comes_back_byte_for_byte(round_trip):
    lesson = make.make_tree()[2]
    odd = [region("a", "# a: b", "12.50, 0 30 40", right=True, why="“it is”: 1"), region("b", "- b", shape="ellipse")]
    picture = make_hashed_picture()
    make_hotspot(parent=lesson, picture=picture, regions=odd, numbered=False, why="<p>So <b>it</b> is.</p>", points=2)
    make_hotspot(parent=lesson, picture=picture, title="Again", slug="again")
    first, second = round_trip()
    assert first == second
    assert len([name for name in first if "/images/" in name]) == 1
    (text,) = (first[name].decode() for name in first if "again" in name)
    assert f"key: {Picture.objects.get().key}" in text.replace('"', "")
    assert "area: 70 0 100 40.25" in text


def test_what_anybody_may_try_has_its_picture_beside_it(round_trip):
    make.make_tree()
    make_hotspot(parent=make.make_samples(), practice=True, minutes=3)
    first, second = round_trip()
    assert first == second
    assert [name for name in first if name.startswith("samples/images/")] != []


def test_a_picture_that_is_gone_is_named(export):
    page = make_hotspot(parent=make.make_tree()[2])
    Picture.objects.all().delete()
    export()
    assert problems(export.report) == [
        f"places in a picture “{page.title}”: picture, file: The picture is gone. Choose another."
    ]
