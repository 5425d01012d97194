"""Every example of docs/statistics.md, run; and what is refused."""

import json
import re
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.rules.errors import DataError
from assessments.rules.stats import STATISTICS, run

TEXT = (Path(__file__).parents[4] / "docs" / "statistics.md").read_text(encoding="utf-8")
EXAMPLES = {
    name: [json.loads(block) for block in re.findall(r"```json\n(.*?)```", part, re.DOTALL)]
    for name, part in re.findall(r"^## (\S+)\n(.*?)(?=^## |\Z)", TEXT, re.DOTALL | re.MULTILINE)
}
WEIGHED = {"weights": "linear"}
GREAT = st.sampled_from([10**400, 1e308, -1e308, 1e-320, 10**15])
PLAIN = st.none() | st.booleans() | st.integers(-5, 5) | st.floats(allow_nan=False) | GREAT | st.text(max_size=3)
JSON = st.recursive(
    PLAIN,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)


def rounded(value):
    if isinstance(value, float):
        return round(value, 4)
    if isinstance(value, dict):
        return {name: rounded(part) for name, part in value.items()}
    return [rounded(part) for part in value] if isinstance(value, list) else value


@pytest.mark.parametrize("name", STATISTICS)
def test_the_documented_example_gives_what_is_documented(name):
    data, result = EXAMPLES[name]
    assert json.loads(json.dumps(rounded(run(name, data)))) == result


def test_nothing_else_is_documented():
    assert list(EXAMPLES) == list(STATISTICS)


@pytest.mark.parametrize("name", STATISTICS)
def test_each_part_of_the_data_is_checked(name):
    data, _ = EXAMPLES[name]
    for part in data:
        with pytest.raises(DataError) as refused:
            run(name, {**data, part: {"no": "sense"} if not isinstance(data[part], dict) else 3})
        assert refused.value.path.startswith(f"/{part}")
        assert refused.value.message.endswith(".")


@given(st.sampled_from(sorted(STATISTICS)), JSON, st.data())
def test_any_json_is_worked_out_or_refused(name, noise, data):
    example = json.loads(json.dumps(EXAMPLES[name][0]))
    part = data.draw(st.sampled_from(sorted(example)))
    for given_ in (noise, {**example, part: noise}):
        with suppress(DataError):
            json.dumps(run(name, given_), allow_nan=False)


def result(**given):
    return {"results": [{"exercise": "e", "earned": 1, "possible": 2} | given]}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("kappa", {"pairs": [[-1000, 1000]]}),
        ("resolve", {"marks": [0], "tolerance": 0}),
        ("median", {"marks": [0]}),
        ("angoff", {"judges": [[0.5]]}),
        ("mastery", {"cut": 1, **result(weight=0.01)}),
        ("mastery", {"cut": 99, **result(weight=100, earned=2)}),
    ],
)
def test_the_least_and_the_most_are_taken(name, data):
    assert run(name, data)


def test_what_is_left_out_is_what_is_usual():
    pairs = {"pairs": [[1, 3], [2, 2], [3, 2]]}
    assert run("kappa", pairs) == run("kappa", {**pairs, "weights": "quadratic"}) != run("kappa", WEIGHED | pairs)
    few = run("mastery", {"cut": 50, **result()})
    assert few == run("mastery", {"cut": 50, **result(weight=1)}) != run("mastery", {"cut": 50, **result(weight=2)})
    assert few["n_mastery"] is None


def test_weights_and_chances_are_read():
    marks = [{"mark": mark, "weight": weight} for mark, weight in ((1, 9), (5, 1), (6, 1))]
    assert run("weighted-median", {"marks": marks}) == {"median": 1}
    items = [{"id": "a", "possible": 1, "chance": 0.25}]
    assert run("items", {"items": items, "learners": []})["chance"] == 0.25


@pytest.mark.parametrize(
    ("name", "data", "path"),
    [
        ("kappa", {"pairs": [[0, 1001]]}, "/pairs/0/1"),
        ("kappa", {"pairs": [[-1001, 0]]}, "/pairs/0/0"),
        ("kappa", {"pairs": [[0, 1]], "weights": "cubic"}, "/weights"),
        ("tau-x", {"first": {"a": 1001}, "second": {"a": 1}}, "/first/a"),
        ("bradley-terry", {"comparisons": [["", "a"]]}, "/comparisons/0/0"),
        ("angoff", {"judges": [[1.1]]}, "/judges/0/0"),
        ("angoff", {"judges": [[0.5], [0.5, 0.5]]}, "/judges"),
        ("mastery", {"cut": 0, "results": []}, "/cut"),
        ("mastery", {"cut": 100, "results": []}, "/cut"),
        ("mastery", {"cut": 50, **result(earned=3)}, "/results/0/earned"),
        ("mastery", {"cut": 50, **result(weight=0.009)}, "/results/0/weight"),
        ("mastery", {"cut": 50, **result(weight=101)}, "/results/0/weight"),
        ("nonsense", {}, ""),
        ("kappa", {"pairs": [[1, 2, 3]]}, "/pairs/0"),
        ("kappa", {"pairs": [[1]]}, "/pairs/0"),
        ("icc", {"rows": [[1, 2], [1]]}, "/rows"),
        ("bradley-terry", {"comparisons": [["a", "a"]]}, "/comparisons"),
        ("items", {"items": [{"id": "a", "possible": 1}] * 2, "learners": []}, "/items"),
        ("items", {"items": [{"id": "a", "possible": 1}], "learners": [{"b": {}}]}, "/learners/0/b"),
        ("items", {"items": [{"id": "a", "possible": 1}], "learners": [{"a": {"earned": 2}}]}, "/learners/0/a/earned"),
    ],
)
def test_refusals_name_the_place(name, data, path):
    with pytest.raises(DataError) as refused:
        run(name, data)
    assert refused.value.path == path


def test_of_results_there_is_a_most():
    result = {"exercise": "e", "earned": 1, "possible": 2}
    assert run("mastery", {"cut": 50, "results": [result] * 1000})["latest"] == 0.5
    with pytest.raises(DataError, match="/results: Write a list of at most 1000 here"):
        run("mastery", {"cut": 50, "results": [result] * 1001})


def test_of_items_there_is_a_most():
    items = [{"id": f"i{at}", "possible": 1} for at in range(101)]
    assert len(run("items", {"items": items[:100], "learners": []})["items"]) == 100
    with pytest.raises(DataError, match="/items: Write a list of at most 100 here"):
        run("items", {"items": items, "learners": []})
