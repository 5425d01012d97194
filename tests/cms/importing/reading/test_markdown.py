import pytest

from cms.importing.reading.markdown import Fence, Place, Prose, link_problem, render, split
from cms.importing.reading.problems import ProblemLog

PLACE = Place("lesson.md", 10)


def rendered(text, **options):
    log = ProblemLog()
    html = render(text, PLACE, log, **options)
    return html, [(problem.line, problem.message) for problem in log.found]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("One\ntwo", "<p>One two</p>"),
        ("One\n\ntwo", "<p>One</p><p>two</p>"),
        ("**bold** and *italic*", "<p><b>bold</b> and <i>italic</i></p>"),
        ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
        ("- a\n\n- b", "<ul><li>a</li><li>b</li></ul>"),
        ("1. a\n2. b", "<ol><li>a</li><li>b</li></ol>"),
        ("- a\n  1. b", "<ul><li>a<ol><li>b</li></ol></li></ul>"),
        ("[x](https://a.org/?b=1&c=2)", '<p><a href="https://a.org/?b=1&amp;c=2">x</a></p>'),
        ("One\\\ntwo", "<p>One<br/>two</p>"),
        ("[x](mailto:a@example.org)", '<p><a href="mailto:a@example.org">x</a></p>'),
        ("[x](/courses/)", '<p><a href="/courses/">x</a></p>'),
        ("5 < 6 & 7", "<p>5 &lt; 6 &amp; 7</p>"),
        (r"\*plain\*", "<p>*plain*</p>"),
        ("&lt;b&gt;", "<p>&lt;b&gt;</p>"),
    ],
)
def test_markdown_becomes_limited_html(text, html):
    assert rendered(text) == (html, [])


def test_headings_of_two_levels_are_kept_where_they_are_allowed():
    assert rendered("## A\n\n### B", headings=True) == ("<h2>A</h2><h3>B</h3>", [])


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a\n\n> b", 12, "Quotations with >"),
        ("a\n\n    b", 12, "Text with four spaces"),
        ("a\n\n***\n", 12, "A line of dashes"),
        ("<div>b</div>", 10, "HTML is not used"),
        ("a\nb <br> c", 11, "HTML is not used"),
        ("a\nb `c`", 11, "Text in backticks"),
        ("a\nb ![c](d.png)", 11, "Pictures do not stand in the text"),
        ("~~a~~", 10, "Struck-out text"),
        ("| a |\n|---|\n| b |", 10, "Tables are not used in the text"),
        ("## a", 10, "Headings are not used here"),
        ("- a\n\n  b", 12, "A list entry holds one paragraph"),
        ("3. a", 10, "A numbered list begins with 1"),
        ("```callout\n```", 10, "A fenced block can stand only"),
        ("[a](javascript:alert(1))", 10, "Links begin with https://"),
        ("[a](//example.org)", 10, "Links begin with https://"),
        ("[a](ftp://example.org/)", 10, "Links begin with https://"),
        ("[a](mailto:)", 10, "Links begin with https://"),
        ('[a](/x "b")', 10, "A link has no title"),
        ("[a]()", 10, "This link leads nowhere"),
    ],
)
def test_everything_else_is_a_problem_with_its_line(text, line, message):
    problems = rendered(text)[1]
    assert [(found, said[: len(message)]) for found, said in problems] == [(line, message)]


@pytest.mark.parametrize(
    "text", ["<script>x</script>", "a <script>x</script>", "[a](javascript:x)", "![a](x)", "[a](http://[x)"]
)
def test_html_is_safe_even_when_there_are_problems(text):
    html = rendered(text)[0]
    assert "<script" not in html
    assert "javascript" not in html


def test_split_gives_prose_and_blocks_with_their_lines():
    log = ProblemLog()
    parts = split("One\n\n```terms\nterms: [a]\n```\n\nTwo", PLACE, log)
    assert parts == [
        Prose("<p>One</p>", 10),
        Fence("terms", "terms: [a]\n", 12),
        Prose("<p>Two</p>", 16),
    ]
    assert log.found == []


def test_block_in_a_list_is_a_problem():
    log = ProblemLog()
    split("- a\n\n  ```terms\n  ```", PLACE, log)
    assert [problem.line for problem in log.found] == [12]


def test_very_long_text_is_refused():
    assert rendered("a" * 70_000)[0] == ""


def test_broken_address_is_no_link():
    assert link_problem("https://[x") == "This link is not a valid address."
