from cms.definitions import scene_lines
from tests.cms.definitions import authored
from tests.cms.definitions.authored import go, scene


def test_every_scene_says_where_its_choices_lead():
    lines = scene_lines(authored.branch())
    assert [(line.number, line.title, line.is_ending, line.is_reached) for line in lines] == [
        (1, "Door", False, True),
        (2, "Hall", True, True),
        (3, "Garden", True, True),
    ]
    assert [choice.leads_to for choice in lines[0].choices] == ["Hall", "Garden"]


def test_dead_ends_and_lost_scenes_are_marked():
    lines = scene_lines(
        authored.branch(
            scene("s1", "Door", go("o1", to="Attic"), go("o2", to="End")), scene("s2", "Hall"), scene("s3", "End")
        )
    )
    assert [line.has_dead_end for line in lines] == [True, False, False]
    assert [line.is_reached for line in lines] == [True, False, True]
