import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.rules import registry, stats
from assessments.rules.errors import DataError, DefinitionError
from assessments.rules.sizes import RESPONSE, TOO_LARGE, Size, bounded
from tests.assessments.rules.cases import KINDS, choice_item, choice_of, make, mark, rubric_of

SMALL = Size(values=5, characters=6, depth=3)
CHOICE = choice_of(choice_item("q1", "single", 1, 2))
LARGE = ["x" * 1_000_001, [None] * 20_000, {f"k{number}": 1 for number in range(20_000)}]


def nested(depth, inner=None):
    for _ in range(depth):
        inner = [inner]
    return inner


@pytest.mark.parametrize(
    ("value", "fits"),
    [
        (None, True),
        ("abcdef", True),
        ("abcdefg", False),
        (["abc", "def"], True),
        (["abc", "defg"], False),
        ({"abc": "def"}, True),
        ({"abcd": "def"}, False),
        ({"a": {"bcd": "ef"}}, True),
        ({"a": {"bcd": "efg"}}, False),
        ({"a": 1, "b": 2, "c": 3, "d": 4}, True),
        ({"a": 1, "b": 2, "c": 3, "d": 4, "e": 5}, False),
        ([1, 2, 3, 4], True),
        ([1, 2, 3, 4, 5], False),
        ((1, 2, 3, 4, 5), False),
        ([[1, 2], 3], True),
        ([[1, 2], 3, 4], False),
        ([[]], True),
        ([[1]], True),
        ([[[]]], True),
        ([[[1]]], False),
        ({1: 2}, True),
    ],
)
def test_a_size_counts_values_characters_and_levels(value, fits):
    assert SMALL.fits(value) is fits


def test_the_deepest_value_is_looked_at_without_recursion():
    assert Size(values=10**6, characters=0, depth=10**6).fits(nested(200_000))
    assert not Size(values=10**6, characters=0, depth=1000).fits(nested(200_000))


@pytest.mark.parametrize("value", [{"answers": {"q1": ["a"]}}, nested(3000), {1, 2}, [0.5], "x" * 1_000_000])
def test_what_fits_stays_the_same(value):
    assert bounded(value) is value


@pytest.mark.parametrize("value", [*LARGE, nested(20_000)])
def test_what_is_too_large_is_read_by_nobody(value):
    assert bounded(value) == TOO_LARGE


@given(seed=st.integers(1, 40), size=st.integers(100, 900))
def test_the_quick_look_lets_nothing_pass_that_is_too_large(seed, size):
    """A text that stands in a value many times is one object here, but takes its room each time when it is read."""
    value = json.loads(json.dumps({"x" * size: ["y" * size]}))
    row = [value] * (seed * 60)
    assert (bounded(row) == TOO_LARGE) is not RESPONSE.fits(row)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("response", LARGE)
def test_a_response_that_is_too_large_is_invalid(kind, response):
    definition, _ = make(kind, 3)
    variant = registry.draw_variant(definition, b"s" * 16)
    key = registry.answer_key(definition)
    for given_ in (response, {**dict.fromkeys(key, response)}, {**key, "more": response}):
        scored = registry.score_marked(definition, variant, given_, mark(definition, None))
        assert (scored.state, scored.earned) == ("invalid", 0)
        assert registry.present(definition, variant, "en", given_) == registry.present(definition, variant, "en", "")


def test_what_is_scored_within_bounds_is_scored_by_the_kind_itself():
    scorer = registry.compile_definition(CHOICE, {})
    key = registry.answer_key(CHOICE)
    assert scorer.score(key, "p") == scorer.inner.score(key, "p")
    assert scorer.score(key) == scorer.inner.score(key)
    assert scorer.possible == scorer.inner.possible


def test_marks_that_are_too_large_are_not_read():
    definition = rubric_of({"ask": [0, 2, 4], "facts": [0, 1, 3]})
    marks = {"criteria": {"ask": {"level": "l2"}, "facts": {"level": "l2"}}, "more": LARGE[1]}
    scored = registry.score_marked(definition, {}, {"text": "We ask."}, marks)
    assert scored.state == "needs_marking"
    assert registry.marks_problems(definition, {"text": "We ask."}, marks)


@pytest.mark.parametrize("large", [[None] * 200_000, "x" * 5_000_001, nested(32)])
def test_a_definition_that_is_too_large_is_refused_with_one_clear_sentence(large):
    definition = {**CHOICE, "more": large}
    (problem,) = registry.validate(definition)
    assert problem.path == ""
    assert problem.message == (
        "Make this exercise smaller, or write two: it may hold 200000 values and 5000000 characters, "
        "in lists and objects that stand in each other at most 32 deep."
    )
    assert registry.complete({**definition, "kind": "placement"}) == {**definition, "kind": "placement"}
    with pytest.raises(DefinitionError):
        registry.compile_definition(definition, {})


def test_the_largest_definition_is_not_refused_for_its_size():
    more = [*[None] * 100_000, "x" * 4_900_000, nested(29)]
    assert registry.validate({**CHOICE, "more": more}) == ()


@pytest.mark.parametrize("name", stats.STATISTICS)
def test_data_that_are_too_large_are_refused(name):
    with pytest.raises(DataError, match="at most 200000 values"):
        stats.run(name, {"pairs": [None] * 200_000})
