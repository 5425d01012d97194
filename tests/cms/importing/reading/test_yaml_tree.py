import pytest

from cms.importing.reading.problems import ProblemLog
from cms.importing.reading.yaml_tree import Source, lines_of, read_yaml

SOURCE = Source("file.yaml", lines_before=10)


def read(text):
    log = ProblemLog()
    return read_yaml(text, SOURCE, log), [(problem.line, problem.message) for problem in log.found]


def plain(value):
    if isinstance(value.data, dict):
        return {name: plain(item) for name, item in value.data.items()}
    if isinstance(value.data, list):
        return [plain(item) for item in value.data]
    return value.data


def test_plain_values_keep_their_type():
    value, problems = read("a: 1\nb: text\nc: true\nd: null\ne: [1, 'x']\nf: 2020-01-01\ng: yes\nh: 1.5\n")
    assert plain(value) == {
        "a": 1,
        "b": "text",
        "c": True,
        "d": None,
        "e": [1, "x"],
        "f": "2020-01-01",
        "g": "yes",
        "h": "1.5",
    }
    assert problems == []


def test_lines_are_those_of_the_whole_file():
    value, _ = read("a:\n  - b: 1\n    c: 2\n")
    assert dict(lines_of(value)) == {"": 11, "/a": 11, "/a/0": 12, "/a/0/b": 12, "/a/0/c": 13}


def test_text_below_its_name_begins_on_the_next_line():
    value, _ = read("a: |\n  b\nc: d\n")
    assert (value.data["a"].text_line, value.data["c"].text_line) == (12, 13)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 1\na: 2\n", 12),
        ("a: [1\n", 12),
        ('a: "b\n', 12),
        ("a: b: c\n", 11),
        ("a: 1\n---\nb: 2\n", 12),
        ("a: &x 1\n", 11),
        ("a: !x 1\n", 11),
        ("<<: {a: 1}\n", 11),
        ("? [a]\n: 1\n", 11),
        ("a: \x01\n", 11),
        ("[" * 40, 11),
    ],
)
def test_what_is_not_plain_yaml_is_refused(text, line):
    problems = read(text)[1]
    assert line in [found for found, _ in problems], problems


def test_document_that_unfolds_to_gigabytes_is_refused_at_once():
    rows = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    rows += [f"{b}: &{b} [{', '.join(['*' + a] * 9)}]" for a, b in zip("abcdefgh", "bcdefghi", strict=True)]
    value, problems = read("\n".join(rows))
    assert plain(value) == dict.fromkeys("abcdefghi")
    assert len(problems) == 9


def test_empty_document_is_nothing():
    assert read("")[0].data is None
