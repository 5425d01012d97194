import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.rules import registry
from assessments.rules.scorers import sjt
from assessments.rules.scorers.sjt.pairs import kept_pairs
from assessments.rules.types import MICRO
from tests.assessments.rules.cases import make, respond, sjt_of

DEFINITION = sjt_of({"call": 7, "ask": 5, "wait": 2}, points=10)
PANEL = {
    "call": [7, 7, 6, 7, 6, 7, 7, 6, 3],
    "ask": [5, 6, 5, 5, 4, 5, 5, 5, 5],
    "wait": [1, 2, 1, 1, 2, 1, 3, 2, 1],
}
RATED = sjt_of(PANEL, panel="panel", points=10)
seeds = st.integers(0, 2**32)


def score(definition, *answers):
    response = {"answers": {f"s{number}": answer for number, answer in enumerate(answers, 1)}}
    return registry.compile_definition(definition, {}).score(response)


def earned(definition, *answers):
    scored = score(definition, *answers)
    return scored.criteria[0].earned / MICRO, scored.earned / MICRO


def numbers(text):
    """One number for each option in the order call, ask, wait; - for none."""
    return {option: int(sign) for option, sign in zip(("call", "ask", "wait"), text, strict=True) if sign != "-"}


# The distances are 2 (call, ask), 5 (call, wait) and 3 (ask, wait).
@pytest.mark.parametrize(
    ("given", "raw", "total"),
    [
        ("752", 10, 10),
        ("321", 10, 10),
        ("576", -4, 0),
        ("571", 6, 6),
        ("772", 8, 8),
        ("444", 0, 0),
        ("127", -10, 0),
        ("7--", 0, 0),
        ("7-1", 5, 5),
    ],
)
def test_pairs_in_the_right_order_earn_their_distance(given, raw, total):
    assert earned(DEFINITION, numbers(given)) == (raw, total)


@pytest.mark.parametrize(("given", "raw", "total"), [("123", 10, 10), ("213", 6, 6), ("321", -10, 0), ("113", 8, 8)])
def test_the_first_place_is_the_best(given, raw, total):
    assert earned(DEFINITION | {"mode": "rank"}, numbers(given)) == (raw, total)


@pytest.mark.parametrize(
    ("best", "worst", "total"),
    [("call", "wait", 10), ("wait", "call", 0), ("call", "ask", 5), ("ask", "wait", 5), ("call", "", 5)],
)
def test_the_best_and_the_worst_are_half_each(best, worst, total):
    assert earned(DEFINITION | {"mode": "best-worst"}, {"best": best, "worst": worst}) == (total, total)


def test_options_of_the_same_mean_are_equally_right():
    definition = sjt_of({"a": 6, "b": 6, "c": 2, "d": 2}, mode="best-worst", points=2)
    picks = [{"best": best, "worst": worst} for best in "ab" for worst in "cd"]
    assert [earned(definition, pick)[1] for pick in picks] == [2, 2, 2, 2]


def test_one_option_is_not_both_the_best_and_the_worst():
    definition = sjt_of({"a": 6, "b": 4, "c": 2}, {"d": 6, "e": 4, "f": 2}, mode="best-worst", points=2)
    scored = score(definition, {"best": "a", "worst": "a"}, {"best": "d"})
    assert [(line.message, line.earned) for line in scored.criteria] == [("invalid", 0), ("sjt.picks", MICRO // 2)]


def test_evidence_names_each_pair_and_what_it_cost():
    scored = score(DEFINITION, numbers("577"))
    assert [(entry.key, entry.params, entry.lost) for entry in scored.criteria[0].evidence] == [
        ("sjt.reversed", {"higher": "call", "lower": "ask"}, 4 * MICRO),
        ("sjt.reversed", {"higher": "call", "lower": "wait"}, 10 * MICRO),
        ("sjt.tied", {"higher": "ask", "lower": "wait"}, 3 * MICRO),
    ]
    assert [(line.id, line.earned) for line in scored.criteria] == [("s1", -7 * MICRO), ("floor.s1", 7 * MICRO)]
    (missing, _) = score(DEFINITION, numbers("7-1")).criteria[0].evidence
    assert (missing.key, missing.lost) == ("sjt.open", 2 * MICRO)


def test_a_panel_counts_pair_by_pair():
    pairs = kept_pairs([{"id": option, "ratings": ratings} for option, ratings in PANEL.items()])
    assert [(pair.higher, pair.lower, pair.agreeing, pair.raters) for pair in pairs] == [
        ("call", "ask", 8, 9),
        ("call", "wait", 9, 9),
        ("ask", "wait", 9, 9),
    ]
    assert [pair.weight for pair in pairs] == [56 - 45, 56 - 14, 45 - 14]


@pytest.mark.parametrize(
    ("higher", "lower", "is_kept"),
    [
        ([5] * 7 + [1] * 3, [4] * 10, False),  # seven of ten, yet the lower mean
        ([5] * 7 + [3] * 3, [4] * 10, True),
        ([5] * 6 + [3] * 4, [4] * 10, False),
        ([5] * 4 + [4] * 6, [4] * 10, True),  # equal ratings count half: 4 + 3 of 10
        ([5] * 3 + [4] * 7, [4] * 10, False),
        ([4] * 10, [4] * 10, False),
    ],
)
def test_a_pair_is_kept_at_seventy_per_cent(higher, lower, is_kept):
    assert bool(kept_pairs([{"id": "a", "ratings": higher}, {"id": "b", "ratings": lower}])) is is_kept


def test_points_of_scenarios_add_up():
    scored = score(sjt_of(*[{"a": 7, "b": 4, "c": 1}] * 3, points=10), {})
    assert [line.possible for line in scored.criteria] == [3_333_334, 3_333_333, 3_333_333]


@given(seed=seeds, times=st.integers(1, 3), plus=st.integers(0, 4))
def test_another_use_of_the_scale_gives_the_same_points(seed, times, plus):
    definition, rng = make("sjt", seed)
    definition["mode"] = "rate"
    scenarios = [[option["id"] for option in scenario["options"]] for scenario in definition["scenarios"]]
    highest = (7 - plus) // times
    plain = [{option: rng.randint(1, max(highest, 1)) for option in options} for options in scenarios]
    moved = [{option: times * number + plus for option, number in answer.items()} for answer in plain]
    if highest >= 1:
        assert score(definition, *moved).criteria == score(definition, *plain).criteria


@given(seed=seeds, number=st.integers(1, 7))
def test_one_number_for_all_earns_nothing(seed, number):
    definition, _ = make("sjt", seed)
    definition["mode"] = "rate"
    flat = [{option["id"]: number for option in scenario["options"]} for scenario in definition["scenarios"]]
    scored = score(definition, *flat)
    assert (scored.state, {line.earned for line in scored.criteria}) == ("answered", {0})


@given(seed=seeds)
def test_more_pairs_that_agree_never_lower(seed):
    """One more option, above all others for the raters and for the learner."""
    definition, rng = make("sjt", seed)
    raters = len(definition["scenarios"][0]["options"][0]["ratings"])
    rated = {
        option["id"]: [min(rating, 6) for rating in option["ratings"]]
        for option in definition["scenarios"][0]["options"][:5]
    }
    before = sjt_of(rated, panel=definition["panel"])
    after = sjt_of(rated | {"more": [7] * raters}, panel=definition["panel"])
    if registry.validate(before) or registry.validate(after):
        return
    answer = {option: rng.randint(1, 6) for option in rated}
    assert score(after, answer | {"more": 7}).criteria[0].earned >= score(before, answer).criteria[0].earned


@given(seed=seeds)
def test_one_pair_put_right_never_lowers(seed):
    definition, rng = make("sjt", seed)
    definition["mode"] = "rank"
    scenario = definition["scenarios"][0]
    ids = [option["id"] for option in scenario["options"]]
    order = rng.sample(ids, len(ids))
    sums = {option["id"]: sum(option["ratings"]) for option in scenario["options"]}
    wrong = [place for place in range(len(order) - 1) if sums[order[place]] < sums[order[place + 1]]]
    if wrong:
        place = rng.choice(wrong)
        mended = [*order[:place], order[place + 1], order[place], *order[place + 2 :]]
        ranked = [{option: number for number, option in enumerate(entry, 1)} for entry in (order, mended)]
        assert score(definition, ranked[1]).criteria[0].earned >= score(definition, ranked[0]).criteria[0].earned


@given(seed=seeds)
def test_the_order_of_raters_is_free(seed):
    definition, rng = make("sjt", seed)
    response = respond(definition, rng)
    before = registry.compile_definition(definition, {}).score(response)
    for scenario in definition["scenarios"]:
        raters = rng.sample(range(len(scenario["options"][0]["ratings"])), len(scenario["options"][0]["ratings"]))
        for option in scenario["options"]:
            option["ratings"] = [option["ratings"][rater] for rater in raters]
    assert registry.compile_definition(definition, {}).score(response).criteria == before.criteria


@pytest.mark.parametrize("response", [None, {}, {"answers": None}, {"answers": {"s1": {"call": "", "ask": None}}}])
def test_nothing_given_is_unanswered(response):
    scored = registry.compile_definition(DEFINITION, {}).score(response)
    assert (scored.state, scored.earned, scored.diagnostics) == ("unanswered", 0, {"answers": {}})


@pytest.mark.parametrize(
    ("mode", "response", "reason"),
    [
        ("rate", [], {"key": "response.not_an_object", "params": {}}),
        ("rate", {"answers": []}, {"key": "sjt.answers_not_an_object", "params": {}}),
        ("rate", {"answers": {"s9": {}}}, {"key": "sjt.unknown_scenario", "params": {"scenario": "s9"}}),
        ("rate", {"answers": {"s1": 5}}, {"key": "sjt.not_an_answer", "params": {"scenario": "s1"}}),
        (
            "rate",
            {"answers": {"s1": {"run": 5}}},
            {"key": "sjt.unknown_option", "params": {"scenario": "s1", "option": "run"}},
        ),
        *[
            (
                mode,
                {"answers": {"s1": {"ask": number}}},
                {"key": "sjt.unknown_number", "params": {"scenario": "s1", "option": "ask", "number": name}},
            )
            for mode, number, name in [
                ("rate", 8, "int"),
                ("rate", 0, "int"),
                ("rate", True, "bool"),
                ("rate", "5", "5"),
                ("rank", 4, "int"),
            ]
        ],
        (
            "best-worst",
            {"answers": {"s1": {"best": "run"}}},
            {"key": "sjt.unknown_option", "params": {"scenario": "s1", "option": "run"}},
        ),
        (
            "best-worst",
            {"answers": {"s1": {"second": "call"}}},
            {"key": "sjt.unknown_pick", "params": {"scenario": "s1", "pick": "second"}},
        ),
    ],
)
def test_what_no_form_sends_is_invalid(mode, response, reason):
    scored = registry.compile_definition(DEFINITION | {"mode": mode}, {}).score(response)
    assert (scored.state, scored.earned, scored.diagnostics) == ("invalid", 0, {"reasons": [reason]})


@pytest.mark.parametrize(
    ("given", "style"),
    [
        ([7, 7, 7, 6, 6], {"elevation": "lenient", "scatter": "timid"}),
        ([7, 7, 1, 1, 1], {"elevation": "like", "scatter": "extreme"}),
        ([5, 4, 4, 3, 2], {"elevation": "like", "scatter": "like"}),
        ([3, 2, 2, 1, 1], {"elevation": "strict", "scatter": "like"}),
        ([3, 2, 2, 1], {}),
    ],
)
def test_style_is_said_but_not_scored(given, style):
    definition = sjt_of({"a": 5, "b": 4, "c": 4, "d": 3, "e": 2})
    answer = dict(zip("abcde", given, strict=False))
    assert score(definition, answer).diagnostics == {"answers": {"s1": answer}} | style


TWO = {"a": 6, "b": 4, "c": 2}
SPLIT = [7, 7, 7, 7, 1, 1, 1, 1, 1]
LONELY = {"a": [4] * 10, "b": [3] * 2 + [4] * 8, "c": [3] * 4 + [4] * 6}


@pytest.mark.parametrize(
    ("definition", "path", "message"),
    [
        (DEFINITION | {"mode": "guess"}, "/mode", "Choose one of: best-worst, rank, rate."),
        (DEFINITION | {"panel": "experts"}, "/panel", "Choose one of: panel, provisional."),
        (DEFINITION | {"scenarios": []}, "/scenarios", "Keep between 1 and 20"),
        (DEFINITION | {"competency": 5}, "/competency", "Choose a competency"),
        (sjt_of({"a": 6, "b": 4}), "/scenarios/0/options", "Keep between 3 and 6"),
        (sjt_of(TWO, {"a": 4, "b": 4, "c": 4}), "/scenarios/1", "No option of this scenario is rated above"),
        (sjt_of({"a": 8, "b": 4, "c": 2}), "/scenarios/0/options/0/ratings", "Enter a whole number from 1 to 7."),
        (sjt_of({"a": 6, "b": [], "c": 2}), "/scenarios/0/options/1/ratings", "Write the rating of this option"),
        (sjt_of({"a": 6, "b": [4, 4], "c": 2}), "/scenarios/0", "Give every option of this scenario a rating"),
        (sjt_of({"a": [6, 6], "b": [4, 4], "c": [2, 2]}), "/scenarios/0", "Give each option one rating, your own"),
        (sjt_of(TWO, panel="panel"), "/scenarios/0", "A panel needs at least 7 raters; this scenario has 1."),
        (sjt_of(PANEL | {"split": SPLIT}, panel="panel"), "/scenarios/0/options/3", "The raters differ too much"),
        (sjt_of(LONELY, panel="panel"), "/scenarios/0/options/1", "Seven raters in ten do not agree"),
    ],
)
def test_problems_point_to_their_place(definition, path, message):
    (problem,) = sjt.problems(definition)
    assert problem.path == path
    assert problem.message.startswith(message)


@pytest.mark.parametrize("path", ["body_html", "question", "options.ask.text"])
def test_a_missing_text_is_a_problem(path):
    path = f"scenarios.s1.{path}"
    texts = {name: text for name, text in DEFINITION["texts"]["en"].items() if name != path}
    assert [problem.path for problem in sjt.problems({**DEFINITION, "texts": {"en": texts}})] == [f"/texts/en/{path}"]


def test_the_order_of_options_is_drawn():
    drawn = {tuple(sjt.draw(DEFINITION, bytes([seed]))["options"]["s1"]) for seed in range(40)}
    assert len(drawn) == 6


def test_present_shows_the_drawn_order_and_what_was_given():
    variant = {"options": {"s1": ["wait", "call"]}}
    sent = {"answers": {"s1": {"call": 7, "wait": "no", "gone": 2}}}
    shown = sjt.present(DEFINITION, variant, "en", sent)
    (item,) = shown.items
    assert [(option.id, option.field, option.given) for option in item.options] == [
        ("wait", "r-s1.wait", 0),
        ("call", "r-s1.call", 7),
        ("ask", "r-s1.ask", 0),
    ]
    assert (item.scale, item.answered, shown.answered) == ((1, 2, 3, 4, 5, 6, 7), False, 1)
    assert (shown.mode, shown.panel) == ("rate", "provisional")


def test_present_names_places_given_twice():
    shown = sjt.present(DEFINITION | {"mode": "rank"}, {}, "en", {"answers": {"s1": numbers("113")}})
    assert (shown.items[0].repeated, shown.items[0].scale, shown.items[0].answered) == ((1,), (1, 2, 3), False)


def test_present_names_an_option_picked_twice():
    definition = DEFINITION | {"mode": "best-worst"}
    same = sjt.present(definition, {}, "en", {"answers": {"s1": {"best": "ask", "worst": "ask"}}}).items[0]
    assert (same.best, same.worst, same.is_same, same.answered, same.scale) == ("ask", "ask", True, False, ())
    done = sjt.present(definition, {}, "en", {"answers": {"s1": {"best": "ask", "worst": "call"}}}).items[0]
    assert (done.is_same, done.answered, done.best_field, done.worst_field) == (False, True, "best-s1", "worst-s1")


def test_read_form_keeps_what_was_sent():
    form = {"r-s1.call": ["7"], "r-s1.ask": [""], "r-s1.wait": ["many"], "r-s9.call": ["1"], "best-s1": ["ask"]}
    assert sjt.read_form(DEFINITION, form) == {"answers": {"s1": {"call": 7, "wait": "many"}}}
    assert sjt.read_form(DEFINITION | {"mode": "best-worst"}, form) == {"answers": {"s1": {"best": "ask"}}}
    assert sjt.read_form(DEFINITION, {}) == {"answers": {}}


def test_debrief_tells_the_cost_first_and_when_due_the_ratings():
    scored = score(RATED, numbers("456"))
    before = sjt.debrief(RATED, {}, "en", scored, False)
    after = sjt.debrief(RATED, {}, "en", scored, True)
    (item,) = before.items
    assert (item.outcome, item.earned, item.lost, item.pairs, item.raters) == ("none", 0, 10 * MICRO, (), 0)
    assert [(option.given, option.place, option.why, option.counts) for option in item.options] == [
        (4, 0, "", ()),
        (5, 0, "", ()),
        (6, 0, "", ()),
    ]
    (item,) = after.items
    assert [(option.id, option.place, option.why) for option in item.options] == [
        ("call", 1, "SECRET"),
        ("ask", 2, "SECRET"),
        ("wait", 3, "SECRET"),
    ]
    assert [(count.rating, count.raters, count.is_given) for count in item.options[0].counts][2:] == [
        (3, 1, False),
        (4, 0, True),
        (5, 0, False),
        (6, 3, False),
        (7, 5, False),
    ]
    assert [(pair.fault, pair.higher, pair.lower, pair.agreeing, pair.raters) for pair in item.pairs][-1] == (
        *("reversed", "Do call", "Do ask", 8, 9),
    )
    assert sum(pair.lost for pair in item.pairs) == 10 * MICRO + item.floor
    assert (after.items[0].raters, after.sources_html) == (9, "SECRET")


def test_debrief_gives_the_authors_rating_while_no_panel_has_rated():
    definition = DEFINITION | {"mode": "best-worst"}
    scored = score(definition, {"best": "ask", "worst": "wait"})
    (item,) = sjt.debrief(definition, {}, "en", scored, True).items
    assert [(option.rating, option.counts, option.picked, option.is_best) for option in item.options] == [
        (7, (), "", True),
        (5, (), "best", False),
        (2, (), "worst", False),
    ]
    assert (item.outcome, item.raters, item.pairs) == ("part", 1, ())
