from hypothesis import given
from hypothesis import strategies as st

from assessments.rules import registry
from assessments.rules.scorers import branch
from assessments.rules.types import MICRO
from tests.assessments.rules.cases import branch_of, make

# Best way: a, c (6). Worst way: b, f (-3).
CASE = branch_of(
    {
        "s": {"a": (3, "t"), "b": (0, "u")},
        "t": {"c": (3, "end1"), "d": (0, "end2")},
        "u": {"e": (1, "end2"), "f": (-3, "end1")},
        "end1": {},
        "end2": {},
    },
    points=9,
)


def ways(definition):
    """Return (decisions, ending) of every way through."""
    scenes = {scene["id"]: scene["options"] for scene in definition["scenes"]}
    open_ways, ended = [((), definition["start"])], []
    while open_ways:
        way, scene = open_ways.pop()
        if not scenes[scene]:
            ended.append((way, scene))
        open_ways += [((*way, (scene, option["id"])), option["to"]) for option in scenes[scene]]
    return ended


def earned(definition, way):
    path = [option for _, option in way]
    return registry.compile_definition(definition, {}).score({"path": path}).earned


def test_the_best_and_the_worst_way_name_their_scenes():
    shape = branch.case_shape(CASE)
    assert shape.best == (("s", "a"), ("t", "c"))
    assert shape.worst == (("s", "b"), ("u", "f"))


def test_an_ending_is_worth_what_the_ways_to_it_earn():
    assert branch.case_shape(CASE).endings == {"end1": (0, 9 * MICRO), "end2": (4 * MICRO, 6 * MICRO)}


@given(st.integers(0, 2**32))
def test_endings_agree_with_the_score_of_every_way(seed):
    definition, _ = make("branch", seed)
    found = {}
    for way, ending in ways(definition):
        found.setdefault(ending, []).append(earned(definition, way))
    shape = branch.case_shape(definition)
    assert shape.endings == {ending: (min(scores), max(scores)) for ending, scores in found.items()}
    assert earned(definition, shape.best) == definition["points"] * MICRO
    assert earned(definition, shape.worst) == 0
