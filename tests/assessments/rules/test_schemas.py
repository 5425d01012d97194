"""The published schemas say what our own checks and scorers say."""

import json
import re
from copy import deepcopy
from operator import setitem

import pytest
from jsonschema import Draft202012Validator

from assessments.rules import registry
from assessments.rules.__main__ import DONE, UNREADABLE, main
from assessments.rules.policy import Policy
from assessments.rules.schemas import PARTS, schema
from tests.assessments.rules import golden_files
from tests.assessments.rules.cases import KINDS, make, mark, respond
from tests.assessments.rules.changes import spoil
from tests.assessments.rules.examples import examples

SEEDS = range(20)
SPOILED = 15
RESPONSES = 4
# Objects whose names are ids: what is missing there, only `validate` can tell.
MAPS = {"best", "costs", "levels", "plan", "points", "tags"}
TABLES = {"measures", "texts"}
# What not every exercise of the kind has, but some cannot do without.
OPTIONAL = {"best", "competency", "jurisdiction", "order", "reply", "variables"}
# Numbers whose limits depend on the variable that they belong to.
OF_A_VARIABLE = {"at_least", "at_most", "set", "start"}
OTHER_TYPES = (True, 10**12, "(", [], {})


@pytest.fixture(scope="module")
def validators():
    """Kind → part → what validates that part by itself."""
    return {kind: {name: part_of(schema(kind), name) for name in schema(kind)["properties"]} for kind in KINDS}


def part_of(whole, name):
    return Draft202012Validator({"$ref": f"#/$defs/{name}", "$defs": whole["$defs"]})


def faults(validator, value):
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(value)]


def as_json(scored):
    return json.loads(json.dumps(scored.to_json()))


def places(value, path=()):
    """Yield the path of every value inside another, the value, and whether its name is one of ours."""
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, entry in entries:
        is_ours = isinstance(value, dict) and not MAPS & set(path[-1:]) and not TABLES & set(path)
        yield (*path, name), entry, is_ours
        yield from places(entry, (*path, name))


def changed(definition, path, change, *given):
    """Return a copy with one place changed."""
    copy = deepcopy(definition)
    inner = copy
    for name in path[:-1]:
        inner = inner[name]
    change(inner, path[-1], *given)
    return copy


def fields(value):
    """Yield every field that a schema describes, with its name; not what it only narrows down."""
    if isinstance(value, dict):
        listed = value["properties"].items() if isinstance(value.get("properties"), dict) else ()
        yield from ((name, field) for name, field in listed if {"type", "$ref", "description"} & set(field))
        value = list(value.values())
    if isinstance(value, list):
        for entry in value:
            yield from fields(entry)


def limits(definition):
    """Yield the path of a number or list of each sort, what it is made of, and the limits that our check names."""
    seen = set()
    for path, before, _ in places(definition):
        sort = tuple(name for name in path if isinstance(name, str))
        if sort in seen or path[-1] in OF_A_VARIABLE or type(before) not in (int, list) or before == []:
            continue
        seen.add(sort)
        given = changed(definition, path, setitem, sized(before, 1000) if isinstance(before, list) else 10**12)
        for problem in registry.validate(given):
            if problem.path == "".join(f"/{name}" for name in path) and "highest" in problem.params:
                yield path, before, problem.params["lowest"], problem.params["highest"]


def sized(before, number):
    return before[:1] * number if isinstance(before, list) else number


def test_every_kind_has_a_schema_and_every_scorer_is_in_it():
    for kind, module in registry.KINDS.items():
        whole = schema(kind)
        assert whole["$defs"]["kind"]["const"] == kind
        assert whole["$defs"]["scorer"]["enum"] == sorted(module.SCORERS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_one_and_stands_alone(kind):
    whole = schema(kind)
    Draft202012Validator.check_schema(whole)
    named = set(re.findall(r'"\$ref": "(.*?)"', json.dumps(whole)))
    assert named == {f"#/$defs/{name}" for name in whole["$defs"]}
    assert list(whole["properties"]) == [name for name in PARTS if name != "marks" or kind == "rubric"]


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_is_explained(kind):
    known = schema(kind)["$defs"]
    for name, field in fields(known):
        named = known[field["$ref"].removeprefix("#/$defs/")] if "$ref" in field else {}
        assert field.get("description") or named.get("description"), name


@pytest.mark.parametrize("kind", KINDS)
def test_what_we_make_is_valid(kind, validators):
    of = validators[kind]
    for seed in SEEDS:
        definition, rng = make(kind, seed)
        variant = registry.draw_variant(definition, seed.to_bytes(16, "big"))
        assert (seed, faults(of["definition"], definition), faults(of["variant"], variant)) == (seed, [], [])
        for response in [registry.answer_key(definition), *(respond(definition, rng) for _ in range(RESPONSES))]:
            marks = mark(definition, rng)
            scored = as_json(registry.score_marked(definition, variant, response, marks))
            assert (response, faults(of["response"], response), faults(of["result"], scored)) == (response, [], [])
            assert marks is None or faults(of["marks"], marks) == []


@pytest.mark.parametrize("kind", KINDS)
def test_no_schema_refuses_what_our_check_lets_pass(kind, validators):
    for seed in SEEDS:
        definition, rng = make(kind, seed)
        for given in (spoil(definition, rng) for _ in range(SPOILED)):
            found = faults(validators[kind]["definition"], given)
            assert not found or registry.validate(given), (seed, found)


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_missing_is_refused(kind, validators):
    refused = 0
    for seed in SEEDS[:4]:
        definition, _ = make(kind, seed)
        for path in (path for path, _, is_ours in places(definition) if is_ours and path[-1] not in OPTIONAL):
            given = changed(definition, path, dict.pop)
            if registry.validate(given):
                refused += 1
                assert not validators[kind]["definition"].is_valid(given), (seed, path)
    assert refused


@pytest.mark.parametrize("kind", KINDS)
def test_what_has_another_type_is_refused(kind, validators):
    for seed in SEEDS[:3]:
        definition, rng = make(kind, seed)
        for path, before, _ in places(definition):
            value = rng.choice([value for value in OTHER_TYPES if type(value) is not type(before)])
            given = changed(definition, path, setitem, value)
            is_refused = not validators[kind]["definition"].is_valid(given)
            assert is_refused or not registry.validate(given), (seed, path, value)


@pytest.mark.parametrize("kind", KINDS)
def test_limits_are_those_of_our_check(kind, validators):
    # one simple case and one with variables among them
    found = [(made, *limit) for made in (make(kind, seed)[0] for seed in (3, 11)) for limit in limits(made)]
    for definition, path, before, lowest, highest in found:
        for number in {lowest, highest, lowest - 1, highest + 1} - ({-1} if isinstance(before, list) else set()):
            given = changed(definition, path, setitem, sized(before, number))
            is_within = lowest <= number <= highest
            assert validators[kind]["definition"].is_valid(given) == is_within, (path, number)
    assert found


@pytest.mark.parametrize("kind", KINDS)
def test_an_unknown_name_is_refused(kind, validators):
    definition, _ = make(kind, 1)
    for name, value in (("definition", definition), ("response", registry.answer_key(definition))):
        assert not validators[kind][name].is_valid({**value, "unknown": 1})


@pytest.mark.parametrize("name", golden_files.stored())
def test_stored_results_are_valid(name, validators):
    lines = map(json.loads, golden_files.path_of(name).read_text(encoding="utf-8").splitlines())
    for number, line in enumerate(lines):
        if "definition" in line:
            of = validators[line["definition"]["kind"]]
            assert faults(of["definition"], line["definition"]) == faults(of["variant"], line["variant"]) == []
            continue
        assert faults(of["result"], line["result"]) == []
        # the last two responses of every definition are spoiled
        if number % (golden_files.RESPONSES + 1) <= golden_files.RESPONSES - 2:
            assert faults(of["response"], line["response"]) == []


@pytest.mark.parametrize(("definition", "printed", "scored"), examples())
def test_the_examples_for_outsiders_are_valid(definition, printed, scored):
    response, variant = scored["response"], registry.draw_variant(definition, b"")
    result = as_json(registry.score_marked(definition, variant, response, None))
    validator = Draft202012Validator(schema(definition["kind"]))
    for given in (response, printed["optimum"]["response"]):
        whole = {"definition": definition, "variant": variant, "response": given, "result": result}
        assert faults(validator, whole) == []


def test_the_command_prints_a_schema(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["--schema", "placement"])
    assert ended.value.code == DONE
    assert json.loads(capsys.readouterr().out) == schema("placement")


def test_the_command_knows_no_other_kind(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["--schema", "exercise"])
    assert ended.value.code == UNREADABLE
    assert capsys.readouterr().out == ""


def test_the_command_prints_the_schema_of_a_policy(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["--schema", "policy"])
    assert ended.value.code == DONE
    printed = json.loads(capsys.readouterr().out)
    Draft202012Validator.check_schema(printed)
    assert faults(Draft202012Validator(printed), Policy().to_json()) == []
