import pytest

from assessments.rules import checks
from assessments.rules.checks import Report

LIMITS = "Keep between 1 and 2 entries here; there are %s."


def said(check, *arguments):
    report = Report()
    check(report, "/x", *arguments)
    return [(problem.path, problem.message) for problem in report.problems]


def test_a_problem_keeps_its_sentence_and_what_fills_it():
    report = Report()
    report.add("/a", "Use %(most)s.", most=3)
    (problem,) = report.problems
    assert (problem.path, problem.message) == ("/a", "Use 3.")
    assert (problem.template, problem.params) == ("Use %(most)s.", {"most": 3})


def test_no_more_than_a_hundred_problems_are_kept():
    report = Report()
    for number in range(101):
        report.add(f"/{number}", "No.")
    assert [problem.path for problem in report.problems] == [f"/{number}" for number in range(100)]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("a", True),
        ("Z-9_", True),
        ("x" * 64, True),
        ("x" * 65, False),
        ("", False),
        ("é", False),
        ("a\n", False),
        (7, False),
    ],
)
def test_ids_are_short_and_plain(value, expected):
    assert checks.is_id(value) is expected


@pytest.mark.parametrize("value", [0, 10, -1, 11, True, 5.0, "5", None])
def test_whole_numbers_keep_their_limits(value):
    expected = [] if value in (0, 10) and type(value) is int else [("/x", "Enter a whole number from 0 to 10.")]
    assert said(checks.whole_number, value, 0, 10) == expected
    assert checks.whole_number(Report(), "", value, 0, 10) is (not expected)


@pytest.mark.parametrize("value", ["b", "c", None, ["b"]])
def test_words_are_those_that_are_offered(value):
    expected = [] if value == "b" else [("/x", "Choose one of: a, b.")]
    assert said(checks.one_of, value, {"b": 1, "a": 2}) == expected
    assert checks.one_of(Report(), "", value, ["b", "a"]) is (not expected)


@pytest.mark.parametrize(("value", "is_fine"), [(None, True), ("key", True), ("", False), (7, False)])
def test_a_competency_is_a_key_or_nothing(value, is_fine):
    expected = [] if is_fine else [("/x", "Choose a competency from the list, or none.")]
    assert said(checks.competency, value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ([{"id": "a"}], []),
        ([{"id": "a"}, {"id": "b"}], []),
        ({}, [("/x", "Add a list here.")]),
        ([], [("/x", LIMITS % 0)]),
        ([{"id": "a"}, {"id": "b"}, {"id": "a"}], [("/x", LIMITS % 3)]),
        ([None, {"id": "a"}], [("/x/0", "Replace this entry by one with an id.")]),
        (
            [{"id": ""}, {"id": "a"}],
            [("/x/0/id", "Give this entry an id of 1 to 64 letters, digits, hyphens or underscores.")],
        ),
        ([{"id": "a"}, {"id": "a"}], [("/x/1/id", "Use another id: “a” is taken.")]),
    ],
)
def test_lists_hold_objects_with_ids_of_their_own(value, expected):
    assert said(checks.objects, value, 1, 2) == expected


def test_what_has_a_proper_id_is_handed_on_with_its_place():
    entries = [{"id": "a"}, {"id": "a", "n": 2}, 7, {"id": "b"}, {"id": "c"}]
    assert checks.objects(Report(), "/x", entries, 1, 4) == [("/x/0", {"id": "a"}), ("/x/3", {"id": "b"})]
    assert checks.objects(Report(), "/x", None, 1, 4) == []


def lacking(tables, *paths):
    report = Report()
    checks.require_texts(report, {"texts": tables}, [(path, "Write %(language)s.") for path in paths])
    return [(problem.path, problem.message) for problem in report.problems]


def test_texts_are_required_in_every_language():
    tables = {"fr": {"a": "A", "b": " "}, "a/b": {"a": "<p></p>"}, "de": None}
    assert lacking(tables, "a", "b") == [
        ("/texts/a~1b/a", "Write a/b."),
        ("/texts/a~1b/b", "Write a/b."),
        ("/texts/fr/b", "Write fr."),
    ]
    assert lacking([], "a") == []


def test_no_more_than_fifty_languages_are_looked_at():
    tables = {f"l{number:02}": {} for number in reversed(range(51))}
    assert [path for path, _ in lacking(tables, "a")] == [f"/texts/l{number:02}/a" for number in range(50)]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("a", True),
        ("<p>a</p>", True),
        ('<img src="x">', True),
        ("1 < 2", True),
        (" \n", False),
        ("<p> </p>", False),
        ("", False),
        (None, False),
        (["a"], False),
    ],
)
def test_a_text_says_something_when_more_than_tags_is_left(value, expected):
    assert checks.says_something(value) is expected


@pytest.mark.parametrize(
    ("name", "expected"), [("a/b", "a~1b"), ("a~b", "a~0b"), ("~1", "~01"), ("a//~~", "a~1~1~0~0")]
)
def test_names_are_escaped_for_pointers(name, expected):
    assert checks.pointer(name) == expected
