import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cms.exporting.writing import yaml_text
from cms.importing.reading.problems import ProblemLog
from cms.importing.reading.yaml_tree import Source, read_yaml

LETTERS = st.characters(exclude_categories=["Cs", "Cn"], exclude_characters="\r")
SIGNS = st.sampled_from(
    [*" \n:#-?'\"\\|>&*!%@`[]{},~=<0123456789", "\xa0", "true", "null", "1e3", "0x1", "---", "...", "a"]
)
TEXTS = st.lists(SIGNS | LETTERS, max_size=200).map("".join) | st.lists(SIGNS, max_size=12).map("".join)
VALUES = st.recursive(
    TEXTS | st.integers(0, 10_000) | st.booleans(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["a", "b", "c"]), inner, max_size=3),
    max_leaves=8,
)


def read(text):
    log = ProblemLog()
    value = read_yaml(text, Source("f.yaml"), log)
    assert log.found == []
    return bare(value)


def bare(value):
    if isinstance(value.data, dict):
        return {name: bare(item) for name, item in value.data.items()}
    return [bare(item) for item in value.data] if isinstance(value.data, list) else value.data


def ended(value):
    """Texts of several lines are read with one line break more."""
    if isinstance(value, dict):
        return {name: ended(item) for name, item in value.items()}
    if isinstance(value, list):
        return [ended(item) for item in value]
    return value.rstrip("\n") if isinstance(value, str) else value


@settings(max_examples=120, deadline=None)
@given(st.fixed_dictionaries({"first": VALUES, "second": TEXTS}))
def test_values_are_read_as_they_were_written(value):
    text = yaml_text.write(value)
    assert ended(read(text)) == ended(value)
    assert yaml_text.write(value) == text
    assert "\n---" not in text
    assert " \n" not in text
    assert ended(read(yaml_text.write([value, value]))) == ended([value, value])


def test_lists_stand_at_the_edge():
    assert yaml_text.write([{"a": "one\ntwo", "b": 1}, {"a": "c"}]) == "- a: |\n    one\n    two\n  b: 1\n- a: c\n"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("plain words", "a: plain words\n"),
        ("one: two", "a: 'one: two'\n"),
        ("true", "a: 'true'\n"),
        ("12", "a: '12'\n"),
        ("one\n\ntwo", "a: |\n  one\n\n  two\n"),
        ("a\xa0b", 'a: "a\xa0b"\n'),
    ],
)
def test_each_kind_of_text_has_its_style(text, written):
    assert yaml_text.write({"a": text}) == written
