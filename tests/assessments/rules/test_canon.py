import hashlib
import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.rules import canon
from assessments.rules.errors import CanonError

values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abcé", max_size=3), inner, max_size=3),
    max_leaves=8,
)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, b"null"),
        (True, b"true"),
        (-12, b"-12"),
        ([], b"[]"),
        ({}, b"{}"),
        ([1, [2, {"a": "b"}]], b'[1,[2,{"a":"b"}]]'),
        ([1, None, True, False], b"[1,null,true,false]"),
        ((1, 2), b"[1,2]"),
        ({"b": 1, "a": {"d": 2, "c": 3}}, b'{"a":{"c":3,"d":2},"b":1}'),
        ("e\u0301", "\u00e9".encode().join([b'"', b'"'])),
        ('\u20ac$\u000f\n"\\', '"\u20ac$\\u000f\\n\\"\\\\"'.encode()),
        (
            {"\u20ac": 1, "\r": 2, "\U0001f600": 3, "\uff21": 4},
            '{"\\r":2,"\u20ac":1,"\U0001f600":3,"\uff21":4}'.encode(),
        ),
    ],
)
def test_canonical_bytes(value, expected):
    assert canon.canonical(value) == expected


@pytest.mark.parametrize(
    "value",
    [
        0.5,
        math.nan,
        2**53,
        [1.0],
        {"a": {"b": 0.1}},
        "\ud800",
        {"\ud800": 1},
        {1: 2},
        {"é": 1, "e\u0301": 2},
        {1, 2},
        b"x",
    ],
)
def test_values_without_a_canonical_form(value):
    with pytest.raises(CanonError):
        canon.canonical(value)
    assert len(canon.response_digest(value)) == 64


@given(value=values)
def test_key_order_and_spaces_do_not_matter(value):
    spaced = json.loads(json.dumps(value, indent=3), object_pairs_hook=lambda pairs: dict(reversed(pairs)))
    assert canon.digest(spaced) == canon.digest(value)
    assert canon.response_digest(value) == canon.digest(value)


@given(value=values)
def test_canonical_bytes_are_json_for_the_same_value(value):
    assert canon.canonical(json.loads(canon.canonical(value))) == canon.canonical(value)


def test_depth_is_no_limit():
    value = []
    for _ in range(5000):
        value = [value]
    assert canon.canonical(value) == b"[" * 5001 + b"]" * 5001
    assert canon.response_digest([value, 0.5]) != canon.response_digest([value, 0.25])


def test_values_without_a_canonical_form_are_told_apart():
    odd = [0.5, 0.25, math.nan, "~0.5", "\ud800", "\ud801", 2**53, 2**54, -(2**53), ["\ud800"], {"\ud800": None}]
    assert len({canon.response_digest(value) for value in odd}) == len(odd)
    assert canon.response_digest([True, None, 1, "a", 0.5]) != canon.response_digest(["True", None, 1, "a", 0.5])


def test_structure_digest_leaves_the_texts_out():
    definition = {"kind": "order", "texts": {"en": {"title": "A"}}}
    assert canon.structure_digest(definition) == canon.digest({"kind": "order"})


def test_the_largest_numbers_have_a_canonical_form():
    assert canon.canonical([2**53 - 1, 1 - 2**53]) == b"[9007199254740991,-9007199254740991]"


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        ({1: "a"}, {"1": "a"}),
        ({None: "a"}, {"null": "a"}),
        ({1: {"a": "b"}}, {"1": {"a": "b"}}),
        ({1: None, "a": {1, 2}}, {2: None, "a": {1, 2}}),
        ({1, 2}, b"x"),
        (None, 0.5),
        ([None, 0.5], [False, 0.5]),
    ],
)
def test_a_digest_tells_values_that_are_no_json_apart(value, plain):
    assert canon.response_digest(value) != canon.response_digest(plain)


def test_digests_of_values_without_a_canonical_form_are_frozen():
    loose = b'loose\x00[~0.5,~None,0x20000000000000,"\xed\xa0\x80",?set]'
    assert canon.response_digest([0.5, None, 2**53, "\ud800", {1}]) == hashlib.sha256(loose).hexdigest()


@pytest.mark.parametrize("base", ["", "a", "\u4e2d" * 40])
def test_a_letter_has_thirty_accents_at_most(base):
    """More of them in the wrong order would keep Unicode's normal form busy for hours."""
    assert canon.canonical(base + "\u0301\u0323" * 15)
    assert canon.canonical((base + "\u0301\u0323" * 15 + "\u4e2d") * 2)
    with pytest.raises(CanonError, match="30 accents upon one letter"):
        canon.canonical({base + "\u0301\u0323" * 15 + "\u0301": 1})
    with pytest.raises(CanonError, match="30 accents upon one letter"):
        canon.canonical(base + "\u0334" * 31)
    assert len(canon.response_digest(base + "\u0301\u0323" * 500_000)) == 64


def test_values_are_the_same_whatever_the_order_of_names():
    assert canon.are_same({"a": 1, "b": [0.5, None]}, {"b": [0.5, None], "a": 1})
    assert not canon.are_same({"a": [1, 2]}, {"a": [2, 1]})
