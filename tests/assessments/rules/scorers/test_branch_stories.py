"""Branching cases with variables, conditions, effects, events and values at the end."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.rules import registry, verify
from assessments.rules.checks import Report
from assessments.rules.points import ratio
from assessments.rules.scorers import branch
from assessments.rules.scorers.branch import check_story, graph, story
from assessments.rules.types import MICRO, BranchChange, BranchCondition, BranchRow, BranchWorth
from tests.assessments.rules.branching import branch_of, event, eventful, number, responded, sound, word
from tests.outsider import branch as outsider

seeds = st.integers(0, 2**32)


def spend(minutes):
    return {"effects": [{"var": "time", "add": -minutes}]}


TIME = number("time", 0, 60, 60)
TRUST = number("trust", 0, 3, 1, shown=False)
MOOD = word("mood", ["calm", "tense"])
LATER = {"when": [{"var": "turn", "at_least": 5}]}
# An errand to the archive costs half an hour and shows a way out; the second one costs the hour.
CASE = branch_of(
    {
        "desk": {
            "archive": (1, "desk", spend(30)),
            "write": (2, "end", {"effects": [{"var": "trust", "add": 1}, {"var": "mood", "set": "tense"}]}),
            "ring": (0, "end", {"when": [{"var": "time", "at_most": 30}, {"var": "mood", "is": ["calm"]}]}),
        },
        "late": {"sorry": (0, "end"), "blame": (-3, "end")},
        "end": {},
    },
    points=10,
    variables=[TIME, TRUST, MOOD],
    events=[
        event("clock", [{"var": "time", "at_most": 0}], at=["desk"], to="late"),
        event("call", [{"var": "turn", "at_least": 1}], [{"var": "trust", "add": 1}]),
    ],
    worth=[{"id": "trusted", "when": [{"var": "trust", "at_least": 3}], "points": 4}],
)


def scored(path, definition=CASE, variant=None):
    return registry.compile_definition(definition, variant or {}).score({"path": list(path)})


def shown(path, definition=CASE, variant=None):
    return registry.present(definition, variant or {}, "en", {"path": list(path)})


def reviewed(path, *, reveal=True, definition=CASE, variant=None):
    return registry.debrief(definition, variant or {}, "en", scored(path, definition, variant), reveal)


def paths(definition, variant):
    """Return (path, points) of every whole path, as an outsider finds them."""
    case = outsider.Case(json.dumps(definition), variant)
    open_paths = [((), 0, case.start)]
    while open_paths:
        path, total, here = open_paths.pop()
        ways = case.ways(here)
        if not ways:
            yield path, total
        open_paths += [((*path, option), total + points, there) for option, (points, there) in ways.items()]


@pytest.mark.parametrize(
    ("path", "total", "earned"),
    [
        (["archive", "write"], 7, 10),
        (["archive", "archive", "sorry"], 2, 5),
        (["archive", "archive", "blame"], -1, ratio(20 * MICRO, 8) / MICRO),
        (["archive", "ring"], 1, ratio(40 * MICRO, 8) / MICRO),
        (["write"], 2, ratio(50 * MICRO, 8) / MICRO),
    ],
)
def test_a_path_is_placed_between_the_worst_and_the_best(path, total, earned):
    found = scored(path)
    assert found.diagnostics["total"] == total
    assert (found.diagnostics["best_total"], found.diagnostics["worst_total"]) == (7, -1)
    assert found.earned == ratio(10 * MICRO * (total + 1), 8)
    assert verify.check(found) == []
    assert earned >= 0


@given(seed=seeds, drawn=st.integers(0, 2**32))
def test_scores_of_all_paths_on_the_events_of_the_attempt(seed, drawn):
    definition, _ = sound(seed, eventful, by_chance=True)
    variant = registry.draw_variant(definition, drawn.to_bytes(16, "big"))
    scorer = registry.compile_definition(definition, variant)
    found = list(paths(definition, variant))
    best, worst = max(total for _, total in found), min(total for _, total in found)
    assert len({path for path, _ in found}) == len(found)
    for path, total in found[:60]:
        result = scorer.score({"path": list(path)})
        regrets = result.diagnostics["regrets"]
        assert (result.state, result.diagnostics["total"]) == ("answered", total)
        assert min(regrets) >= 0
        assert sum(regrets) == best - total
        assert result.earned == ratio(scorer.possible * (total - worst), best - worst)
        assert verify.check(result) == []


@given(seed=seeds)
def test_the_best_path_and_the_ways_on_are_worth_what_they_say(seed):
    definition, rng = sound(seed, eventful, by_chance=True)
    variant = registry.draw_variant(definition, b"seed")
    scorer = registry.compile_definition(definition, variant)
    result = scorer.score(responded(definition, rng, variant))
    if result.state != "answered":
        return
    found = result.diagnostics
    assert scorer.score({"path": found["best_path"]}).earned == scorer.possible
    taken = [option for _, option in found["path"]]
    for step, (way_on, regret) in enumerate(zip(found["ways_on"], found["regrets"], strict=True)):
        assert bool(way_on) is (regret > 0)
        if way_on:
            other = scorer.score({"path": [*taken[:step], *way_on]})
            assert other.diagnostics["total"] == found["total"] + sum(found["regrets"][step:])


def test_what_a_result_holds_can_be_changed_without_changing_the_next():
    scorer = registry.compile_definition(CASE, {})
    first = scorer.score({"path": ["write"]})
    kept = [*first.diagnostics["best_path"]]
    first.diagnostics["best_path"].append("gone")
    first.diagnostics["ways_on"][0].append("gone")
    again = scorer.score({"path": ["write"]}).diagnostics
    assert (again["best_path"], again["ways_on"]) == (kept, [kept])


@given(seed=seeds)
def test_the_optimum_names_the_bounds_of_every_draw(seed):
    definition, _ = sound(seed, eventful, by_chance=True)
    optimum = registry.optimum(definition)
    for bounds in optimum.get("variants", [optimum]):
        variant = {"events": bounds["events"]} if "events" in bounds else {}
        totals = [total for _, total in paths(definition, variant)]
        assert (bounds["best"], bounds["worst"]) == (max(totals), min(totals))
        scorer = registry.compile_definition(definition, variant)
        assert scorer.score(bounds["response"]).earned == scorer.possible
        assert scorer.score(bounds["worst_response"]).earned == 0


def test_a_draw_takes_events_by_their_chance():
    chances = {"never": 1, "often": 99, "always": 100}
    events = [event(name, [{"var": "turn", "at_least": 1}], chance=chance) for name, chance in chances.items()]
    definition = CASE | {"events": events}
    drawn = [registry.draw_variant(definition, number.to_bytes(16, "big"))["events"] for number in range(200)]
    never, often, always = (sum(name in one for one in drawn) for name in chances)
    assert (never < 20, often > 180, always) == (True, True, 0)
    assert registry.draw_variant(CASE, b"seed" * 4) == {}


def test_an_attempt_is_scored_by_its_own_events():
    late = event("call", [{"var": "turn", "at_least": 1}], [{"var": "trust", "add": 2}], chance=50)
    definition = CASE | {"events": [late, CASE["events"][0]]}
    dry, wet = ({"events": []}, {"events": ["call"]})
    assert scored(["archive", "write"], definition, wet).diagnostics["best_total"] == 7
    assert scored(["archive", "write"], definition, dry).diagnostics["best_total"] == 3
    assert all(scored(["archive", "write"], definition, variant).earned == 10 * MICRO for variant in (dry, wet))


def test_variables_are_shown_with_what_they_were():
    before, after = shown([]), shown(["archive"])
    assert [(each.name, each.text, each.before) for each in before.variables] == [
        ("Name of time", "60", ""),
        ("Name of mood", "Word calm", ""),
    ]
    time = after.variables[0]
    assert (time.text, time.before, time.number, time.low, time.high) == ("30", "60", 30, 0, 60)
    assert after.variables[1].number is None
    assert "trust" not in {each.id for each in after.variables}


def test_a_number_is_written_with_its_unit_and_a_minus():
    texts = CASE["texts"]["en"] | {"variables.time.unit": "minutes"}
    variables = [number("time", -60, 60, -30), TRUST, MOOD]
    definition = CASE | {"texts": {"en": texts}, "variables": variables}
    time = shown([], definition).variables[0]
    assert (time.text, time.low, time.high) == ("\N{MINUS SIGN}30 minutes", -60, 60)


def test_an_option_is_offered_while_its_conditions_hold():
    assert [option.id for option in shown([]).scene.options] == ["archive", "write"]
    assert [option.id for option in shown(["archive"]).scene.options] == ["archive", "write", "ring"]
    assert scored(["ring"]).state == "invalid"
    assert branch.may_move(CASE, {}, ["archive"], "ring")
    assert not branch.may_move(CASE, {}, [], "ring")


def test_events_happen_once_and_may_lead_elsewhere():
    once, out_of_time = shown(["archive"]), shown(["archive", "archive"])
    text = CASE["texts"]["en"]["events.call.body_html"]
    assert [(each.title, each.body_html) for each in once.events] == [("Event call", text)]
    assert [each.body_html for each in reviewed(["archive", "write"]).decisions[0].events] == [text]
    assert (out_of_time.scene.id, [each.id for each in out_of_time.events]) == ("late", ["clock"])
    assert [[each.id for each in step.events] for step in out_of_time.history] == [["call"], ["clock"]]
    assert shown([]).events == ()


def test_where_an_event_leads_all_events_are_tried_again():
    waiting = event("call", [{"var": "time", "at_most": 0}], at=["late"])
    definition = CASE | {"events": [waiting, CASE["events"][0]]}
    assert [each.id for each in shown(["archive", "archive"], definition).events] == ["clock", "call"]


def test_a_word_is_shown_with_what_it_was():
    mood = shown(["write"]).variables[1]
    assert (mood.text, mood.before, mood.low, mood.high) == ("Word tense", "Word calm", 0, 0)


def test_events_may_happen_before_the_first_decision():
    early = event("call", [{"var": "time", "at_least": 60}], [{"var": "trust", "add": 1}])
    definition = CASE | {"events": [early, CASE["events"][0]]}
    for path, happened in (([], ["call"]), (["archive"], [])):
        presentation = shown(path, definition)
        assert [each.id for each in presentation.events] == happened
        assert [each.id for each in presentation.opening] == ["call"]
    assert [each.id for each in reviewed(["write"], definition=definition).events] == ["call"]


def test_a_debrief_tells_what_changed_and_what_was_not_offered():
    found = reviewed(["archive", "archive", "blame"])
    first, second, third = found.decisions
    assert first.changes == (
        BranchChange("Name of time", "60", "30"),
        BranchChange("Name of trust", "1", "2"),
    )
    assert [(each.id, each.why) for each in second.events] == [("clock", "SECRET")]
    (withheld,) = first.withheld
    assert (withheld.option_id, withheld.text) == ("ring", "Do ring")
    assert withheld.conditions == (BranchCondition("Name of time", "at_most", "30"),)
    assert third.withheld == ()
    assert found.table == (
        BranchRow("Name of time", ("60", "30", "0", "0")),
        BranchRow("Name of trust", ("1", "2", "2", "2")),
        BranchRow("Name of mood", ("Word calm",) * 4),
    )


def test_conditions_on_words_and_decisions_are_told():
    ask = [{"var": "mood", "is": ["tense"]}, {"var": "turn", "at_least": 9}]
    desk = {**CASE["scenes"][0], "options": [*CASE["scenes"][0]["options"][:2]]}
    desk["options"].append({**CASE["scenes"][0]["options"][2], "when": ask})
    definition = CASE | {"scenes": [desk, *CASE["scenes"][1:]]}
    variants = {}
    result = branch.BranchDp(definition, variants).score({"path": ["write"]})
    (withheld,) = branch.debrief(definition, variants, "en", result, True).decisions[0].withheld
    assert withheld.conditions == (
        BranchCondition("Name of mood", "is", "Word tense"),
        BranchCondition("", "at_least", "9"),
    )


def test_a_debrief_tells_how_it_would_have_gone():
    found = reviewed(["archive", "archive", "blame"])
    first, second, third = (decision.instead for decision in found.decisions)
    assert first is None
    assert second.differences == (
        BranchChange("Name of time", "0", "30"),
        BranchChange("Name of trust", "2", "3"),
        BranchChange("Name of mood", "Word calm", "Word tense"),
    )
    assert [step.option_id for step in second.road] == ["write"]
    assert second.ending.worth == (BranchWorth("SECRET", 4),)
    assert [step.option_id for step in third.road] == ["sorry"]
    assert [step.option_id for step in found.best] == ["archive", "write"]
    assert [[each.id for each in step.events] for step in found.best] == [["call"], []]
    assert (found.best_ending.scene_id, found.ending.worth) == ("end", ())
    assert found.road == second.road


def test_before_the_key_is_due_a_debrief_holds_what_the_learner_saw():
    found = reviewed(["archive", "archive", "blame"], reveal=False)
    assert [row.name for row in found.table] == ["Name of time", "Name of mood"]
    assert (found.best, found.best_ending, found.ending.worth) == ((), None, ())
    assert {(decision.withheld, decision.instead) for decision in found.decisions} == {((), None)}
    assert [each.why for decision in found.decisions for each in decision.events] == ["", ""]


def test_unfinished_and_invalid_paths_have_no_table():
    for path in (["archive"], ["ring"]):
        found = reviewed(path)
        assert (found.decisions, found.table, found.ending, found.best) == ((), (), None, ())


def with_option(scene, option, **changes):
    scenes = [{**entry, "options": [dict(each) for each in entry["options"]]} for entry in CASE["scenes"]]
    scenes[scene]["options"][option] |= changes
    return CASE | {"scenes": scenes}


def with_variable(place, **changes):
    variables = [dict(entry) for entry in CASE["variables"]]
    variables[place] |= changes
    return CASE | {"variables": variables}


def with_event(**changes):
    return CASE | {"events": [CASE["events"][0], CASE["events"][1] | changes]}


def when(**asked):
    return {"when": [asked]}


@pytest.mark.parametrize(
    ("definition", "found"),
    [
        (CASE | {"variables": 3}, "/variables"),
        (CASE | {"variables": [number(f"v{place}") for place in range(7)]}, "/variables"),
        (with_variable(0, id="turn"), "/variables/0/id"),
        (with_variable(0, shown=1), "/variables/0/shown"),
        (with_variable(0, stops=None), "/variables/0/stops"),
        (with_variable(0, low="0"), "/variables/0/low"),
        (with_variable(0, high=0), "/variables/0/high"),
        (with_variable(0, start=61), "/variables/0/start"),
        (with_variable(2, words=["calm"]), "/variables/2/words"),
        (with_variable(2, words=["calm", ["tense"]]), "/variables/2/words"),
        (with_variable(2, words=3), "/variables/2/words"),
        (with_variable(2, start="merry"), "/variables/2/start"),
        (with_option(0, 0, when=3), "/scenes/0/options/0/when"),
        (with_option(0, 0, when=[3]), "/scenes/0/options/0/when/0"),
        (with_option(0, 0, when=[{"var": ["time"]}]), "/scenes/0/options/0/when/0/var"),
        (with_option(0, 0, **when(var="time")), "/scenes/0/options/0/when/0"),
        (with_option(0, 0, **when(var="time", at_least=1, **{"is": ["x"]})), "/scenes/0/options/0/when/0"),
        (with_option(0, 0, **when(var="turn", at_least=-1)), "/scenes/0/options/0/when/0/at_least"),
        (with_option(0, 0, **when(var="mood", at_least=1)), "/scenes/0/options/0/when/0/is"),
        (with_option(0, 0, **when(var="mood", **{"is": [{}]})), "/scenes/0/options/0/when/0/is"),
        (with_option(0, 0, **when(var="mood", at_most={}, **{"is": ["calm"]})), "/scenes/0/options/0/when/0/is"),
        (with_option(0, 0, effects=[{"var": "turn", "add": 1}]), "/scenes/0/options/0/effects/0/var"),
        (with_option(0, 0, effects=[{"var": "time"}]), "/scenes/0/options/0/effects/0"),
        (with_option(0, 0, effects=[{"var": "time", "add": "1"}]), "/scenes/0/options/0/effects/0/add"),
        (with_option(0, 0, effects=[{"var": "time", "set": 61}]), "/scenes/0/options/0/effects/0/set"),
        (with_option(0, 0, effects=[{"var": "mood", "set": "x"}]), "/scenes/0/options/0/effects/0/set"),
        (with_event(at="desk"), "/events/1/at"),
        (with_event(at=["nowhere"]), "/events/1/at"),
        (with_event(chance=0), "/events/1/chance"),
        (with_event(when=None), "/events/1/when"),
        (with_event(effects={}), "/events/1/effects"),
        (with_event(to="nowhere"), "/events/1/to"),
        (with_event(to=None), "/events/1/to"),
        (CASE | {"worth": [{"id": "w", "when": [], "points": 9}]}, "/worth/0/points"),
        (CASE | {"worth": [{"id": "w", "points": 3}]}, "/worth/0/when"),
    ],
)
def test_problems_of_parts_point_to_their_place(definition, found):
    assert found in [problem.path for problem in registry.validate(definition)]


@pytest.mark.parametrize(
    ("definition", "path"),
    [
        (with_option(0, 0, effects=[]), "/scenes/0/options/0/to"),
        (with_option(0, 2, **when(var="time", at_least=61)), "/scenes/0/options/2/when"),
        (with_event(when=[{"var": "mood", "is": ["tense"]}]), "/events/1/when"),
        (CASE | {"worth": [{"id": "trusted", "when": [{"var": "time", "at_most": 1}], "points": 0}]}, None),
        (CASE | {"worth": [{"id": "trusted", "when": [{"var": "turn", "at_most": 0}], "points": 1}]}, "/worth/0/when"),
        (with_variable(1, high=4), None),
        (with_variable(1, high=2), "/worth/0/when"),
        (with_variable(1, high=2, stops=False), "/scenes/0/options/1/effects"),
        (with_variable(1, high=1, stops=False), "/events/1/effects"),
        (CASE | {"events": CASE["events"][1:]}, "/scenes/1"),
    ],
)
def test_problems_of_the_whole_story_point_to_their_place(definition, path):
    texts = {"en": CASE["texts"]["en"] | {"worth.trusted.text": "Trusted"}}
    found = [problem.path for problem in registry.validate(definition | {"texts": texts})]
    assert path in found if path else found == []


def test_a_scene_in_which_nothing_is_offered_is_a_problem():
    tense = {"when": [{"var": "mood", "is": ["tense"]}]}
    definition = branch_of(
        {"s": {"a": (3, "t"), "b": (0, "end")}, "t": {"c": (3, "end", tense), "d": (0, "end", tense)}, "end": {}},
        variables=[MOOD, TIME],
    )
    (first, *_) = registry.validate(definition)
    assert first.path == "/scenes/1/options"
    assert "Name of mood = Word calm, Name of time = 60" in first.message


def test_how_many_decisions_were_taken_when_nothing_is_offered_is_said():
    early = {"when": [{"var": "turn", "at_most": 0}]}
    ways = {"s": {"a": (3, "t"), "b": (0, "end")}, "t": {"c": (3, "end", early), "d": (0, "end", early)}, "end": {}}
    for variables, words in (([], "when this many decisions have been taken: ≥ 1."), ([MOOD], "Word calm, and this")):
        (first, *_) = registry.validate(branch_of(ways, variables=variables))
        assert first.path == "/scenes/1/options"
        assert words in first.message
    ways["t"] = {"c": (3, "end", LATER), "d": (0, "end", LATER)}
    (first, *_) = registry.validate(branch_of(ways))
    assert first.message.endswith("this many decisions have been taken: 1.")


def test_names_are_paths_while_texts_are_missing():
    definition = with_variable(1, high=2, stops=False) | {"texts": {"en": []}}
    assert any("variables.trust.name" in problem.message for problem in branch.problems(definition))
    assert branch.problems({key: value for key, value in definition.items() if key != "texts"})


def test_one_event_more_than_may_happen_by_chance():
    many = [event(f"e{place}", [{"var": "turn", "at_least": 1}], chance=50) for place in range(5)]
    definition = branch_of({"s": {"a": (3, "t"), "b": (0, "t")}, "t": {"c": (1, "end"), "d": (0, "end")}, "end": {}})
    texts = {f"events.{one['id']}.{name}": "x" for one in many for name in ("title", "body_html")}
    whole = definition | {"events": many, "texts": {"en": definition["texts"]["en"] | texts}}
    assert [problem.path for problem in registry.validate(whole)] == ["/events/4/chance"]
    assert registry.validate(whole | {"events": many[:4]}) == ()


def test_a_case_with_too_many_states_is_refused():
    dials = [number(f"v{place}", 0, 9, 0) for place in range(6)]
    turn = {f"o{place}": (0, "s", {"effects": [{"var": f"v{place}", "add": 1}]}) for place in range(4)}
    definition = branch_of({"s": turn, "end": {}}, variables=dials)
    report = Report()
    check_story.check(report, definition, 50)
    assert [(problem.path, problem.params) for problem in report.problems] == [("/variables", {"most": 50})]


def test_a_draw_for_which_no_state_is_left_has_too_many():
    late = event("rain", [{"var": "turn", "at_least": 1}], [{"var": "trust", "add": 2}], chance=50)
    definition = CASE | {"events": [late, CASE["events"][0]]}
    quiet = story.Story(definition, {})
    graph.depth_first(quiet)
    report = Report()
    check_story.check(report, definition, quiet.size)
    assert [(problem.path, problem.params) for problem in report.problems] == [("/variables", {"most": quiet.size})]


def test_an_effect_on_a_variable_without_limits_is_no_second_problem():
    definition = with_variable(0, low=None) | {"events": [], "worth": []}
    effect = [{"var": "time", "set": 99}]
    definition["scenes"] = with_option(0, 0, effects=effect)["scenes"]
    assert [problem.path for problem in registry.validate(definition)] == ["/variables/0/low"]


def test_the_outline_counts_over_all_draws():
    late = event("rain", [{"var": "turn", "at_least": 1}], [{"var": "trust", "add": 2}], chance=50)
    stats = branch.outline_stats(CASE | {"events": [late, CASE["events"][0]]})
    assert (stats.decision_scenes, stats.endings, stats.shortest, stats.longest) == (2, 1, 1, 3)
    assert (stats.lowest, stats.highest) == (-1, 7)


def test_a_variant_that_fits_another_case_is_read_all_the_same():
    for variant in ({"events": 3}, {"events": ["gone"]}, {"other": []}):
        assert scored(["write"], variant=variant).earned == scored(["write"]).earned
