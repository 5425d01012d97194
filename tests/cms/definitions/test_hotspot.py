import pytest

from assessments.rules import registry
from cms.definitions import authoring_problems, compile_definition, locate, playable_part
from cms.definitions.hotspot import hundredths
from tests.cms.definitions import authored


@pytest.mark.parametrize(
    ("area", "numbers"),
    [
        ("12.5 40 30 60.25", [1250, 4000, 3000, 6025]),
        (" 0,100;".replace(";", " "), [0, 10000]),
        ("", []),
        ("12.5 40 30 wide", []),
        ("-1 2 3 4", []),
        ("1.234 2 3 4", []),
    ],
)
def test_per_cents_become_hundredths(area, numbers):
    assert hundredths(area) == numbers


def test_a_finished_exercise_becomes_a_definition():
    written = authored.hotspot()
    definition = compile_definition(written, "en")
    assert (authoring_problems(written), registry.validate(definition)) == ([], ())
    assert definition["picture"] == {"file": authored.FILE, "width": 600, "height": 400}
    assert definition["regions"] == [
        {"id": "west", "shape": "rect", "area": [0, 0, 3000, 4000], "right": True},
        {"id": "plate", "shape": "circle", "area": [5000, 8050, 1000], "right": False},
    ]
    texts = definition["texts"]["en"]
    assert (texts["picture.alt"], texts["picture.credit"]) == ("Two flags", "Drawn")
    assert (texts["regions.west.text"], texts["regions.west.why"]) == ("The flag", "It hangs lower")


@pytest.mark.parametrize(
    ("pointer", "place"),
    [
        ("/regions/1/area", ("regions", "plate", "Place 2")),
        ("/texts/en/regions.plate.text", ("regions", "plate", "Place 2")),
        ("/regions", ("regions", "", "")),
        ("/picture", ("picture", "", "")),
        ("/texts/en/picture.alt", ("alt", "", "")),
    ],
)
def test_problems_are_mended_where_they_were_made(pointer, place):
    found = locate(compile_definition(authored.hotspot(), "en"), pointer)
    assert (found.field, found.block_id, found.words) == place


def test_the_part_that_is_finished_can_be_played():
    more = authored.HotspotRegion("new", "Not drawn yet", "rect", "", right=False)
    written = authored.hotspot(regions=(*authored.REGIONS, more), alt="", prompt_html="")
    definition = playable_part(compile_definition(written, "en"))
    assert [region["id"] for region in definition["regions"]] == ["west", "plate"]
    assert registry.validate(definition) == ()


@pytest.mark.parametrize("more", [{"file": ""}, {"regions": authored.REGIONS[:1]}])
def test_without_a_picture_or_a_wrong_place_there_is_nothing_to_play(more):
    assert playable_part(compile_definition(authored.hotspot(**more), "en")) is None
