"""Exercises that are asked before a course and after it, as files: the same again after an import."""

import pytest

from tests.factories import cms as make

pytestmark = pytest.mark.django_db


def test_two_forms_come_back_byte_for_byte(round_trip):
    course = make.make_tree()[0]
    make.make_choice(parent=course, title="Form A", slug="form-a", assessment="before")
    make.make_choice(parent=course, title="Form B", slug="form-b", assessment="after")
    make.make_choice(parent=course, title="The end", slug="the-end")
    first, second = round_trip()
    assert first == second
    names = sorted(name.rpartition("/")[2] for name in first if "form-" in name or "the-end" in name)
    assert names == ["assessment.form-a.yaml", "assessment.form-b.yaml", "final.the-end.yaml"]
    (text,) = (first[name].decode() for name in first if "form-a" in name)
    assert "required: false\npractice: false\nassessment: before\n" in text
