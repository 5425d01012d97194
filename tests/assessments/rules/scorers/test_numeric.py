from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.rules import registry
from assessments.rules.scorers import numeric
from assessments.rules.scorers.numeric import numbers
from assessments.rules.types import MICRO
from tests.assessments.rules.cases import make, numeric_item, numeric_of
from tests.outsider.comparing import differences

METRES = {"m": "1", "km": "1000", "cm": "0.01"}
LENGTH = numeric_item("n1", "1500", "nominal", "10", half=True, units=METRES, points=3)
COUNT = numeric_item("n2", "12.5")
DEFINITION = numeric_of(LENGTH, COUNT)
seeds = st.integers(0, 2**32)


def score(definition, answers):
    return registry.compile_definition(definition, {}).score({"answers": answers})


def earned(item, text, unit=""):
    scored = score(numeric_of(item), {item["id"]: {"value": text, "unit": unit}})
    return scored.earned / MICRO, scored.criteria[0].message


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12.5", "12.5"),
        ("12,5", "12.5"),
        (" -3 ", "-3"),
        ("\u22123", "-3"),
        ("+4", "4"),
        ("1 234 567,8", "1234567.8"),
        ("1\u202f234", "1234"),
        ("1\u00a0234.50", "1234.5"),
        (",5", "0.5"),
        ("007", "7"),
        ("1" * 40, "1" * 40),
        ("0.1000000000000000000000000000001", "0.1000000000000000000000000000001"),
    ],
)
def test_numbers_are_read_exactly_as_people_write_them(text, value):
    assert numbers.read(text) == Decimal(value)
    assert numbers.problem(text) == ""


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "not_a_number"),
        ("twelve", "not_a_number"),
        ("1e3", "not_a_number"),
        ("5.", "not_a_number"),
        ("12 34", "not_a_number"),
        ("1 2345", "not_a_number"),
        ("NaN", "not_a_number"),
        ("Infinity", "not_a_number"),
        ("0x10", "not_a_number"),
        ("\u0661\u0662", "not_a_number"),
        ("\ud800", "not_a_number"),
        ("1_000", "not_a_number"),
        ("1,234.5", "two_marks"),
        ("1.234.567", "two_marks"),
        ("1" * 41, "too_long"),
    ],
)
def test_what_is_no_number_is_named(text, problem):
    assert numbers.read(text) is None
    assert numbers.problem(text) == f"numeric.{problem}"


@given(value=st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**12), max_value=10**12))
def test_every_decimal_is_read_back(value):
    assert numbers.read(f"{value:f}") == numbers.read(f"{value:f}".replace(".", ",")) == value


@pytest.mark.parametrize(
    ("item", "table"),
    [
        (
            numeric_item("n", "100", "nominal", "5", half=True, points=2),
            {"100": 2, "95": 2, "105,0": 2, "94.999": 1, "110": 1, "110.001": 0, "-100": 0},
        ),
        (numeric_item("n", "100", "nominal", "5", points=2), {"105": 2, "105.1": 0}),
        (numeric_item("n", "0", "nominal", "0", points=2), {"0": 2, "-0": 2, "0,00": 2, "0.0001": 0}),
        (
            numeric_item("n", "-200", "relative", "0.1", half=True, points=2),
            {"-200": 2, "-180": 2, "-220": 2, "-160": 1, "-240": 1, "-159.9": 0, "200": 0},
        ),
        (
            numeric_item("n", "1000", "geometric", "1", half=True, points=2),
            {"1000": 2, "500": 2, "2000": 2, "499.9": 1, "3000": 1, "3000.1": 0, "333.4": 1, "333.3": 0, "-1000": 0},
        ),
        (numeric_item("n", "-10", "geometric", "1", points=2), {"-5": 2, "-20": 2, "-4.9": 0, "10": 0, "0": 0}),
        (numeric_item("n", "0.5", "geometric", "1", points=2), {"0.5": 2, "0.25": 2, "1": 2, "0.24": 0, "-0.5": 0}),
    ],
)
def test_tolerances_are_exact_at_their_edges(item, table):
    assert {text: earned(item, text)[0] for text in table} == table


@pytest.mark.parametrize("number", ["0", "7", "100", "12.5", "0.05", "-3.14"])
def test_a_plain_number_ends_in_no_zeros(number):
    written = number if "." in number else f"{number}."
    assert {numbers.plain(Decimal(text)) for text in (number, f"{written}0", f"{written}000")} == {number}


@pytest.mark.parametrize(
    ("factor", "is_one"), [("1", 1), ("1.0", 1), ("01.00", 1), ("1.10", 0), ("2.0", 0), ("0.1", 0)]
)
def test_the_unit_of_the_key_has_the_factor_one(factor, is_one):
    item = numeric_item("n", "5", units={"h": "2", "k": factor})
    assert numeric.answer_key(numeric_of(item))["answers"]["n"]["unit"] == ("k" if is_one else "")


def test_an_odd_number_of_micro_points_is_halved_once():
    item = numeric_item("n", "100", "nominal", "5", half=True, points=3)
    assert earned(item, "110") == (1.5, "numeric.half")


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("1500", "m", (3, "numeric.full")),
        ("1,5", "km", (3, "numeric.full")),
        ("150 000", "cm", (3, "numeric.full")),
        ("1.515", "km", (1.5, "numeric.half")),
        ("1500", "km", (0, "numeric.none")),
        ("1500", "", (0, "invalid")),
    ],
)
def test_units_are_converted_by_their_factors(text, unit, expected):
    assert earned(LENGTH, text, unit) == expected


def test_the_only_unit_need_not_be_named():
    assert earned(numeric_item("n", "5", units={"h": "1.0"}), "5") == (1, "numeric.full")


def test_a_bad_number_spoils_its_own_question_only():
    scored = score(DEFINITION, {"n1": {"value": "far", "unit": "m"}, "n2": {"value": "12.5"}})
    assert (scored.state, scored.earned) == ("answered", MICRO)
    assert [line.message for line in scored.criteria] == ["invalid", "numeric.full"]
    assert scored.diagnostics["given"]["n1"] == {"text": "far", "unit": "m", "problem": "numeric.not_a_number"}


@pytest.mark.parametrize("response", [None, {}, {"answers": None}, {"answers": {"n2": None, "n1": {"value": " "}}}])
def test_nothing_written_is_unanswered(response):
    scored = registry.compile_definition(DEFINITION, {}).score(response)
    assert (scored.state, scored.earned, scored.diagnostics) == ("unanswered", 0, {"given": {}})


@pytest.mark.parametrize(
    ("response", "reason"),
    [
        ([], {"key": "response.not_an_object", "params": {}}),
        ({"answers": 5}, {"key": "numeric.answers_not_an_object", "params": {}}),
        ({"answers": {"n9": {}}}, {"key": "numeric.unknown_item", "params": {"item": "n9"}}),
        ({"answers": {"n2": 12.5}}, {"key": "numeric.not_an_answer", "params": {"item": "n2"}}),
        ({"answers": {"n2": "12.5"}}, {"key": "numeric.not_an_answer", "params": {"item": "n2"}}),
        ({"answers": {"n2": {"value": 12}}}, {"key": "numeric.not_an_answer", "params": {"item": "n2"}}),
        ({"answers": {"n2": {"unit": []}}}, {"key": "numeric.not_an_answer", "params": {"item": "n2"}}),
        (
            {"answers": {"n1": {"value": "1", "unit": "mile"}}},
            {"key": "numeric.unknown_unit", "params": {"item": "n1", "unit": "mile"}},
        ),
    ],
)
def test_what_no_form_sends_is_invalid(response, reason):
    scored = registry.compile_definition(DEFINITION, {}).score(response)
    assert (scored.state, scored.earned, scored.diagnostics) == ("invalid", 0, {"reasons": [reason]})


@given(seed=seeds)
def test_the_way_a_number_is_written_changes_nothing(seed):
    definition, _ = make("numeric", seed)
    written = registry.answer_key(definition)
    for answer in written["answers"].values():
        answer["value"] = f" {answer['value'].replace('.', ',')} "
    scored = registry.compile_definition(definition, {}).score(written)
    assert scored.earned == scored.possible


@given(seed=seeds, steps=st.lists(st.integers(0, 40), min_size=2, max_size=2))
def test_coming_nearer_never_lowers(seed, steps):
    definition, _ = make("numeric", seed)
    item = definition["items"][0]
    near, far = sorted(steps)
    results = []
    for step in (near, far):
        value = Decimal(item["value"]) * (1 + Decimal(step) / 10)
        answer = {"value": f"{value:f}", "unit": numeric.answer_key(definition)["answers"][item["id"]]["unit"]}
        results.append(score(numeric_of(item), {item["id"]: answer}).earned)
    assert results[0] >= results[1]


def change(**changes):
    return numeric_of(LENGTH) | {"items": [{**LENGTH, **changes}]}


@pytest.mark.parametrize(
    ("definition", "path"),
    [
        (numeric_of(COUNT) | {"items": []}, "/items"),
        (numeric_of(COUNT) | {"points": 3}, "/points"),
        (change(value="12,5"), "/items/0/value"),
        (change(value=12), "/items/0/value"),
        (change(value="1" * 16), "/items/0/value"),
        (change(competency=4), "/items/0/competency"),
        (change(points=0), "/items/0/points"),
        (change(tolerance=None), "/items/0/tolerance"),
        (change(tolerance={"kind": "about", "amount": "1"}), "/items/0/tolerance/kind"),
        (change(tolerance={"kind": "nominal", "amount": "x"}), "/items/0/tolerance/amount"),
        (change(tolerance={"kind": "nominal", "amount": "-1"}), "/items/0/tolerance/amount"),
        (change(value="0", tolerance={"kind": "relative", "amount": "1"}), "/items/0/tolerance/kind"),
        (change(value="0.0", tolerance={"kind": "geometric", "amount": "1"}), "/items/0/tolerance/kind"),
        (change(half="yes"), "/items/0/half"),
        (change(tolerance={"kind": "nominal", "amount": "0"}), "/items/0/half"),
        (change(units=5), "/items/0/units"),
        (change(units=[{"id": "m", "factor": "2"}]), "/items/0/units"),
        (change(units=[{"id": "m", "factor": "0"}]), "/items/0/units/0/factor"),
        (change(units=[{"id": "m"}]), "/items/0/units/0/factor"),
    ],
)
def test_problems_point_to_their_place(definition, path):
    assert [problem.path for problem in numeric.problems(definition)] == [path]


@pytest.mark.parametrize("path", ["items.n1.prompt_html", "items.n1.units.km.text"])
def test_a_missing_text_is_a_problem(path):
    texts = {name: text for name, text in DEFINITION["texts"]["en"].items() if name != path}
    problems = numeric.problems({**DEFINITION, "texts": {"en": texts}})
    assert [problem.path for problem in problems] == [f"/texts/en/{path}"]


def test_units_and_half_may_be_left_out():
    item = {name: value for name, value in COUNT.items() if name not in {"units", "half"}}
    definition = numeric_of(COUNT) | {"items": [item]}
    assert registry.validate(definition) == ()
    assert score(definition, {"n2": {"value": "12,50"}}).earned == MICRO
    assert numeric.answer_key(definition) == {"answers": {"n2": {"value": "12.5", "unit": ""}}}


def test_a_near_answer_earns_nothing_unless_it_is_agreed():
    item = {name: value for name, value in LENGTH.items() if name != "half"}
    assert earned(item, "1515", "m") == (0, "numeric.none")


def test_present_shows_what_was_written_and_what_cannot_be_read():
    answers = {"n1": {"value": "1,2.3", "unit": "km"}, "n2": {"value": "12,5"}}
    first, second = numeric.present(DEFINITION, {}, "en", {"answers": answers}).items
    assert (first.text, first.problem, first.answered) == ("1,2.3", "numeric.two_marks", False)
    assert [(unit.id, unit.chosen) for unit in first.units] == [("m", False), ("km", True), ("cm", False)]
    assert (first.field, first.unit_field) == ("n-n1", "u-n1")
    assert (second.text, second.problem, second.answered) == ("12,5", "", True)


def test_the_only_unit_is_presented_as_chosen():
    shown = numeric.present(numeric_of(numeric_item("n", "5", units={"h": "1"})), {}, "en", None)
    assert [unit.chosen for unit in shown.items[0].units] == [True]


def test_read_form_keeps_what_was_sent():
    form = {"n-n1": [" 1,5 "], "u-n1": ["km"], "n-n2": [""], "n-n9": ["x"]}
    assert numeric.read_form(DEFINITION, form) == {"answers": {"n1": {"value": "1,5", "unit": "km"}}}
    assert numeric.read_form(DEFINITION, {}) == {"answers": {}}


def test_debrief_shows_points_and_when_due_the_key():
    scored = score(DEFINITION, {"n1": {"value": "1,515", "unit": "km"}, "n2": {"value": "x"}})
    before = numeric.debrief(DEFINITION, {}, "en", scored, False)
    after = numeric.debrief(DEFINITION, {}, "en", scored, True)
    first, second = after.items
    assert (first.outcome, first.lost, first.given, first.given_unit) == ("half", 1_500_000, "1,515", "Unit km")
    assert (first.answer, first.answer_unit, first.tolerance, first.allowed) == ("1500", "Unit m", "nominal", "10")
    assert (first.has_half, first.why_html, first.source, after.sources_html) == (True, "SECRET", "SECRET", "SECRET")
    assert (second.outcome, second.problem, second.tolerance) == ("invalid", "numeric.not_a_number", "exact")
    hidden = [(item.answer, item.answer_unit, item.tolerance, item.allowed, item.has_half) for item in before.items]
    assert hidden == [("", "", "", "", None)] * 2
    assert [item.outcome for item in before.items] == ["half", "invalid"]


@pytest.mark.parametrize(("kind", "amount", "said"), [("relative", "0.05", "5"), ("geometric", "1", "2")])
def test_debrief_says_tolerances_as_people_do(kind, amount, said):
    definition = numeric_of(numeric_item("n", "100.50", kind, amount))
    item = numeric.debrief(definition, {}, "en", score(definition, {}), True).items[0]
    assert (item.answer, item.tolerance, item.allowed) == ("100.5", kind, said)


@given(text=st.text("01234 ,.+-\N{MINUS SIGN}\N{NARROW NO-BREAK SPACE}x", max_size=9))
def test_an_outsider_reads_the_same_numbers(text):
    definition = numeric_of(numeric_item("q", "1234.5", amount="9"))
    assert differences(definition, [{"answers": {"q": {"value": text, "unit": ""}}}]) == []


@given(
    whole=st.integers(0, 10**7), decimals=st.sampled_from(["", ".", ",5", ".25"]), sign=st.sampled_from(["", "-", "+"])
)
def test_an_outsider_reads_thousands(whole, decimals, sign):
    definition = numeric_of(numeric_item("q", str(whole), amount="1"))
    text = sign + f"{whole:,}".replace(",", " ") + decimals
    assert differences(definition, [{"answers": {"q": {"value": text, "unit": ""}}}]) == []
