"""Questions of which some are asked, as files: the same again after an import."""

import pytest

from tests.factories import cms as make

pytestmark = pytest.mark.django_db


def test_a_pool_comes_back_byte_for_byte(round_trip):
    make.make_pool(parent=make.make_tree()[2], title="Pool", slug="pool", points=7, exposure_percent=51)
    first, second = round_trip()
    assert first == second
    (text,) = (first[name].decode() for name in first if "pool" in name)
    assert "points: 7\nexposure_percent: 51\nblueprint:\n" in text
    assert "take: 2" in text
    assert text.count("difficulty: easy") == 7


def test_how_difficult_a_question_is_is_kept_where_all_are_asked(round_trip):
    make.make_pool(parent=make.make_tree()[2], title="Pool", slug="pool", blueprint=[])
    first, second = round_trip()
    assert first == second
    (text,) = (first[name].decode() for name in first if "pool" in name)
    assert "blueprint" not in text
    assert text.count("difficulty: hard") == 2
