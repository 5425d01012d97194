from hypothesis import given
from hypothesis import strategies as st

from assessments.rules import registry
from assessments.rules.scorers import branch
from assessments.rules.scorers.branch.story import variants
from assessments.rules.types import MICRO
from tests.assessments.rules import branching

# Best way: a, c (6). Worst way: b, f (-3).
CASE = branching.branch_of(
    {
        "s": {"a": (3, "t"), "b": (0, "u")},
        "t": {"c": (3, "end1"), "d": (0, "end2")},
        "u": {"e": (1, "end2"), "f": (-3, "end1")},
        "end1": {},
        "end2": {},
    },
    points=9,
)


def ways(definition, variant):
    """Return (path, ending) of every way through."""
    paths, ended = [()], []
    while paths:
        path = paths.pop()
        position = branch.scene_at(definition, path, variant)
        if position.finished:
            ended.append((path, position.scene))
        paths += [(*path, option) for option in position.options]
    return ended


def earned(definition, path, variant):
    return registry.compile_definition(definition, variant).score({"path": list(path)}).earned


def path_of(decisions):
    return [option for _, option in decisions]


def test_the_best_and_the_worst_way_name_their_scenes():
    shape = branch.case_shape(CASE)
    assert shape.best == (("s", "a"), ("t", "c"))
    assert shape.worst == (("s", "b"), ("u", "f"))


def test_an_ending_is_worth_what_the_ways_to_it_earn():
    assert branch.case_shape(CASE).endings == {"end1": (0, 9 * MICRO), "end2": (4 * MICRO, 6 * MICRO)}


def test_events_that_lead_the_ways_elsewhere_name_their_scenes():
    events = [
        branching.event("begin", at=["s"], to="t"),
        branching.event("noise", at=["t"]),
        branching.event("late", [{"var": "turn", "at_least": 1}], at=["u"], to="end2"),
    ]
    graph = {
        "s": {"z": (0, "t"), "y": (0, "t")},
        "t": {"a": (3, "u"), "b": (0, "u")},
        "u": {"c": (0, "end1"), "d": (1, "end1")},
    }
    shape = branch.case_shape(branching.branch_of(graph | {"end1": {}, "end2": {}}, events=events))
    assert (shape.best, shape.worst) == ((("t", "a"),), (("t", "b"),))
    assert shape.best_events == shape.worst_events == (("s", "begin"), ("u", "late"))


def check(definition):
    drawn = variants(definition)
    found = {}
    for variant in drawn:
        for path, ending in ways(definition, variant):
            found.setdefault(ending, []).append(earned(definition, path, variant))
    shape = branch.case_shape(definition)
    assert shape.endings == {ending: (min(scores), max(scores)) for ending, scores in found.items()}
    assert earned(definition, path_of(shape.best), drawn[0]) == definition["points"] * MICRO
    assert earned(definition, path_of(shape.worst), drawn[0]) == 0


@given(st.integers(0, 2**32))
def test_endings_agree_with_the_score_of_every_way(seed):
    check(branching.sound(seed, branching.made)[0])


@given(st.integers(0, 2**32))
def test_endings_know_whatever_chance_brings(seed):
    check(branching.sound(seed, branching.eventful, by_chance=True)[0])
