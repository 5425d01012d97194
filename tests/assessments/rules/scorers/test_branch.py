import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.rules import registry
from assessments.rules.points import ratio
from assessments.rules.scorers import branch
from assessments.rules.types import MICRO, OutlineStats
from tests.assessments.rules.branching import branch_of, sound

# Best way: a, c (6). Worst way: b, f (-3). From t the best is 3, from u 1.
CASE = branch_of(
    {
        "s": {"a": (3, "t"), "b": (0, "u")},
        "t": {"c": (3, "end1"), "d": (0, "end2")},
        "u": {"e": (1, "end2"), "f": (-3, "end1"), "g": (1, "end1")},
        "end1": {},
        "end2": {},
    },
    points=9,
)
seeds = st.integers(0, 2**32)


def score(definition, path):
    return registry.compile_definition(definition, {}).score({"path": list(path)})


def all_paths(definition):
    """Return (path, total of option points) of every path."""
    scenes = {scene["id"]: scene["options"] for scene in definition["scenes"]}
    paths, ended = [((), 0, definition["start"])], []
    while paths:
        path, total, scene = paths.pop()
        if not scenes[scene]:
            ended.append((path, total))
        paths += [((*path, option["id"]), total + option["points"], option["to"]) for option in scenes[scene]]
    return ended


@pytest.mark.parametrize(("path", "earned"), [("ac", 9), ("ad", 6), ("be", 4), ("bg", 4), ("bf", 0)])
def test_a_path_is_placed_between_the_worst_and_the_best(path, earned):
    assert score(CASE, path).earned == earned * MICRO


def test_each_decision_loses_its_regret():
    scored = score(CASE, "bf")
    assert [(line.id, line.earned, line.possible) for line in scored.criteria] == [
        ("decision.1", 0, 5 * MICRO),
        ("decision.2", 0, 4 * MICRO),
    ]
    evidence = [entry for line in scored.criteria for entry in line.evidence]
    assert [entry.params["best"] for entry in evidence] == [["a"], ["e", "g"]]
    assert scored.diagnostics["regrets"] == [5, 4]


def test_the_road_not_taken_leads_on_from_the_costliest_decision():
    first, second, none = (score(CASE, path).diagnostics for path in ("be", "ad", "ac"))
    assert (first["costliest"], first["road"], first["road_ending"]) == (1, [["s", "a"], ["t", "c"]], "end1")
    assert (second["costliest"], second["road"], second["road_ending"]) == (2, [["t", "c"]], "end1")
    assert (none["costliest"], none["road"], none["road_ending"]) == (0, [], None)


def test_points_that_do_not_divide_still_add_up():
    scored = score({**CASE, "points": 1}, "be")
    assert [line.lost for line in scored.criteria] == [555_556, 0]
    assert scored.earned == 444_444


@given(seed=seeds)
def test_scores_of_all_paths(seed):
    definition, _ = sound(seed)
    scorer = registry.compile_definition(definition, {})
    paths = all_paths(definition)[:60]
    totals = [total for _, total in all_paths(definition)]
    best, worst = max(totals), min(totals)
    for path, total in paths:
        scored = scorer.score({"path": list(path)})
        regrets = scored.diagnostics["regrets"]
        assert min(regrets) >= 0
        assert sum(regrets) == best - total
        assert scored.earned == ratio(scorer.possible * (total - worst), best - worst)
        assert all(0 <= line.earned <= line.possible for line in scored.criteria)
        assert [line.lost > 0 for line in scored.criteria] == [regret > 0 for regret in regrets]


@given(seed=seeds)
def test_the_road_not_taken_is_worth_the_regret(seed):
    definition, rng = sound(seed)
    path, total = rng.choice(all_paths(definition))
    found = score(definition, path).diagnostics
    if found["costliest"]:
        start = found["costliest"] - 1
        other = [*path[:start], *(option for _, option in found["road"])]
        assert score(definition, other).diagnostics["total"] == total + sum(found["regrets"][start:])


@given(seed=seeds)
def test_scenes_that_no_path_reaches_do_not_change_scores(seed):
    definition, rng = sound(seed)
    path, _ = rng.choice(all_paths(definition))
    lone = {"id": "lone", "options": [{"id": "x", "points": 3, "quality": "best", "to": definition["start"]}]}
    wider = {**definition, "scenes": [*definition["scenes"], lone]}
    response = {"path": list(path)}
    first, second = (branch.BranchDp(each, {}).score(response) for each in (wider, definition))
    assert first.criteria == second.criteria


@pytest.mark.parametrize("response", [None, {}, {"path": None}, {"path": []}, {"path": ["a"]}])
def test_an_unfinished_path_is_unanswered(response):
    scored = registry.compile_definition(CASE, {}).score(response)
    assert (scored.state, scored.earned, scored.possible) == ("unanswered", 0, 9 * MICRO)


@pytest.mark.parametrize(
    ("response", "reason"),
    [
        (3, {"key": "response.not_an_object", "params": {}}),
        ({"path": "ac"}, {"key": "branch.not_a_list", "params": {}}),
        ({"path": ["a", "z"]}, {"key": "branch.unknown_option", "params": {"step": 2, "option": "z"}}),
        ({"path": [["a"]]}, {"key": "branch.unknown_option", "params": {"step": 1, "option": "list"}}),
        ({"path": ["a", "c", "c"]}, {"key": "branch.after_the_end", "params": {"step": 3}}),
    ],
)
def test_an_invalid_response_says_why(response, reason):
    scored = registry.compile_definition(CASE, {}).score(response)
    assert (scored.state, scored.earned, scored.diagnostics) == ("invalid", 0, {"reasons": [reason]})


def scenes_with(place, option, **changes):
    scenes = [{**scene, "options": [dict(entry) for entry in scene["options"]]} for scene in CASE["scenes"]]
    scenes[place]["options"][option] |= changes
    return {**CASE, "scenes": scenes}


@pytest.mark.parametrize(
    ("definition", "paths"),
    [
        ({**CASE, "start": "nowhere"}, ["/start"]),
        ({**CASE, "start": ["s"]}, ["/start"]),
        ({**CASE, "competency": 0}, ["/competency"]),
        ({**CASE, "scenes": "s"}, ["/scenes", "/start"]),
        (scenes_with(0, 1, to=None), ["/scenes/0/options/1/to"]),
        (scenes_with(0, 1, to=""), ["/scenes/0/options/1/to"]),
        (scenes_with(0, 1, to="gone"), ["/scenes/0/options/1/to"]),
        (scenes_with(0, 1, to={}), ["/scenes/0/options/1/to"]),
        (scenes_with(0, 1, points=4), ["/scenes/0/options/1/points"]),
        (scenes_with(0, 1, quality="fine"), ["/scenes/0/options/1/quality"]),
        (scenes_with(0, 1, id="a"), ["/scenes/0/options/1/id"]),
        (scenes_with(1, 0, to="s"), ["/scenes/1/options/0/to"]),
        (scenes_with(0, 1, to="t"), ["/scenes/2"]),
        ({**CASE, "start": "end1"}, ["/scenes/0", "/scenes/1", "/scenes/2", "/scenes/4", "/start"]),
    ],
)
def test_problems_point_to_their_place(definition, paths):
    assert [problem.path for problem in branch.problems(definition)] == paths


def test_a_decision_needs_two_options():
    definition = branch_of({"s": {"a": (3, "end1"), "b": (0, "t")}, "t": {"c": (1, "end1")}, "end1": {}})
    assert [problem.path for problem in branch.problems(definition)] == ["/scenes/1/options"]


def test_some_path_must_be_better_than_another():
    definition = branch_of({"s": {"a": (3, "end1"), "b": (3, "end1")}, "end1": {}})
    assert [problem.path for problem in branch.problems(definition)] == ["/scenes"]


@pytest.mark.parametrize("path", ["scenes.s.title", "scenes.end1.body_html", "scenes.u.options.f.text"])
def test_a_missing_text_is_a_problem(path):
    texts = {name: text for name, text in CASE["texts"]["en"].items() if name != path}
    assert [problem.path for problem in branch.problems({**CASE, "texts": {"en": texts}})] == [f"/texts/en/{path}"]


def test_two_hundred_scenes_with_many_paths_are_quick():
    graph = {f"s{n}": {f"o{k}": (k, f"s{n + 1}") for k in range(4)} for n in range(199)} | {"s199": {}}
    definition = branch_of(graph)
    assert branch.outline_stats(definition) == OutlineStats(199, 1, 199, 199, 0, 597)
    scored = score(definition, ["o3"] * 198 + ["o0"])
    assert (scored.possible - scored.earned) == ratio(12 * MICRO * 3, 597)


def test_outline_stats():
    graph = {"s": {"a": (1, "t"), "b": (-2, "end1")}, "t": {"c": (3, "end1"), "d": (0, "end2")}, "end1": {}, "end2": {}}
    assert branch.outline_stats(branch_of(graph)) == OutlineStats(2, 2, 1, 2, -2, 4)


@pytest.mark.parametrize(
    ("path", "scene", "step", "finished", "valid", "options"),
    [
        ([], "s", 0, False, True, ("a", "b")),
        (["b"], "u", 1, False, True, ("e", "f", "g")),
        (["a", "c"], "end1", 2, True, True, ()),
        (["a", "z", "c"], "t", 1, False, False, ("c", "d")),
        (["a", "c", "c"], "end1", 2, True, False, ()),
    ],
)
def test_scene_at(path, scene, step, finished, valid, options):
    found = branch.scene_at(CASE, path)
    assert (found.scene, found.step, found.finished, found.valid, found.options) == (
        scene,
        step,
        finished,
        valid,
        options,
    )


def test_present_shows_the_way_so_far_and_the_present_scene():
    shown = branch.present(CASE, {}, "en", {"path": ["a"]})
    assert [(step.number, step.option_text, step.outcome_html) for step in shown.history] == [
        (1, "Do a", "OUTCOME s/a")
    ]
    assert (shown.scene.id, shown.scene.step, shown.finished) == ("t", 2, False)
    assert [option.text for option in shown.scene.options] == ["Do c", "Do d"]
    ended = branch.present(CASE, {}, "en", {"path": ["a", "c"]})
    assert (ended.finished, ended.scene.title, ended.scene.options) == (True, "Scene end1", ())


@pytest.mark.parametrize("response", [None, [], {"path": "ac"}, {"path": [1]}, {"path": ["z"]}])
def test_present_begins_when_there_is_no_path(response):
    assert branch.present(CASE, {}, "en", response).scene.id == "s"


def test_read_form_adds_the_option_taken():
    assert branch.read_form(CASE, {"path": ["a"], "option": ["c"]}) == {"path": ["a", "c"]}
    assert branch.read_form(CASE, {}) == {"path": []}


def test_debrief_shows_points_per_decision_and_when_due_the_better_way():
    scored = score(CASE, "bf")
    before = branch.debrief(CASE, {}, "en", scored, False)
    after = branch.debrief(CASE, {}, "en", scored, True)
    assert [(decision.number, decision.lost, decision.is_costliest) for decision in before.decisions] == [
        (1, 5 * MICRO, True),
        (2, 4 * MICRO, False),
    ]
    assert {(decision.quality, decision.why, decision.better) for decision in before.decisions} == {("", "", ())}
    assert (before.road, before.road_ending, before.road_from, before.ending.title) == ((), None, 1, "Scene end1")
    second = after.decisions[1]
    assert (second.quality, second.why, [other.option_id for other in second.better]) == (
        "harmful",
        "SECRET",
        ["e", "g"],
    )
    assert [(step.scene_id, step.option_text) for step in after.road] == [("s", "Do a"), ("t", "Do c")]
    assert (after.road_ending.scene_id, after.sources_html) == ("end1", "SECRET")


def test_debrief_of_an_unfinished_path_has_no_decisions():
    shown = branch.debrief(CASE, {}, "en", score(CASE, "a"), True)
    assert (shown.decisions, shown.ending, shown.road, shown.road_from) == ((), None, (), 0)


def test_a_decision_without_loss_needs_no_better_one():
    shown = branch.debrief(CASE, {}, "en", score(CASE, "ac"), True)
    assert [decision.better for decision in shown.decisions] == [(), ()]
    assert [decision.quality for decision in shown.decisions] == ["best", "best"]


def test_decisions_are_made_one_by_one():
    assert branch.read_move(CASE, {"option": ["a"]}) == "a"
    assert branch.read_move(CASE, {}) is None
    assert branch.may_move(CASE, {}, ["a"], "c")
    assert not branch.may_move(CASE, {}, ["a"], "e")
    assert not branch.may_move(CASE, {}, ["e"], "c")


def test_decisions_and_responses_are_turned_into_each_other():
    response = branch.response_of(("a", "c"))
    assert response == {"path": ["a", "c"]}
    assert branch.moves_of(response) == ["a", "c"]
    form = branch.form_of(response)
    assert form == (("path", "a"), ("path", "c"))
    assert branch.read_form(CASE, {"path": [value for _, value in form], "option": ["x"]}) == {"path": ["a", "c", "x"]}
    assert branch.read_form(CASE, {}) == {"path": []}
