"""The courses that ship with this repository survive an export, byte for byte."""

from pathlib import Path

import pytest

from cms.importing.programme import import_programme

CURRICULUM = Path(__file__).parents[3] / "curriculum"


@pytest.mark.django_db
def test_shipped_curriculum_makes_the_round_trip(round_trip):
    report = import_programme(CURRICULUM, say=lambda _line: None)
    assert report.problems == ()
    first, second = round_trip()
    assert second == first
    folder = "protocol-first-things-first"
    assert f"{folder}/08-when-it-is-serious/03-a-visit-that-goes-wrong.the-visit.yaml" in first
    assert first[f"{folder}/images/ladder.svg"] == (CURRICULUM / folder / "images" / "ladder.svg").read_bytes()
