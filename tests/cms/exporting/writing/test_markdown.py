import html

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cms.exporting.writing import markdown, rich_text
from cms.importing.reading import markdown as reading
from cms.importing.reading.problems import ProblemLog

SIGNS = (
    "a b word Ünïcode 日本 “quoted” \" ' : ; # ## - + = * ** _ __ ~ ~~ ` ``` \\ \\\\ | < > & &amp; &#65; ! [ ] ( ) "
    "[x](y) 1. 12) a_b_c https://example.org/a_b {} % @ --- === . ,"
)
ODD = ["\xa0", "\xa0x\xa0", "\u2028", "e\u0301", "\u200b", "😀", " ", "  ", "\t", "\n", "--- | ---", "- a"]
WORDS = st.sampled_from([*SIGNS.split(), *ODD])
PLAIN = st.lists(WORDS, max_size=6).map(lambda words: html.escape("".join(words), quote=False))
SPACED = st.lists(WORDS, min_size=1, max_size=8).map(lambda words: html.escape(" ".join(words), quote=False))
HREFS = st.sampled_from(
    [
        "https://example.org/",
        "/learn/a/",
        "https://example.org/a_(b)?x=1&copy=2#é",
        "mailto:a@example.org",
        "tel:+15550100",
        "#top",
        "http://exämple.org/ü x",
    ]
)


def tagged(inner):
    return st.one_of(
        st.tuples(st.sampled_from(["b", "i"]), inner).map(lambda pair: f"<{pair[0]}>{pair[1]}</{pair[0]}>"),
        st.tuples(inner, inner, inner).map("".join),
        st.just("<br/>"),
    )


def linked(inner):
    return st.tuples(HREFS, inner).map(lambda pair: f'<a href="{html.escape(pair[0])}">{pair[1]}</a>')


STYLED = st.recursive(PLAIN | SPACED, tagged, max_leaves=6)
INLINE = st.lists(STYLED | linked(STYLED), max_size=4).map("".join)
ITEMS = st.lists(INLINE, min_size=1, max_size=3)


def a_list(inner):
    items = st.lists(st.tuples(INLINE, st.lists(inner, max_size=2)), min_size=1, max_size=3)
    rows = items.map(lambda found: "".join(f"<li>{text}{''.join(below)}</li>" for text, below in found))
    return st.tuples(st.sampled_from(["ul", "ol"]), rows).map(lambda pair: f"<{pair[0]}>{pair[1]}</{pair[0]}>")


LISTS = st.recursive(a_list(st.just("")), a_list, max_leaves=3)
BLOCKS = st.one_of(
    st.tuples(st.sampled_from(["p", "p", "h2", "h3"]), INLINE).map(lambda pair: f"<{pair[0]}>{pair[1]}</{pair[0]}>"),
    LISTS,
)
RICH = st.lists(BLOCKS, max_size=4).map("".join)


def read(text):
    log = ProblemLog()
    found = reading.render(text, reading.Place("f.md", 1), log, headings=True)
    assert log.found == []
    return found


def shape(source):
    return rich_text.parse(source, reading.address)


@settings(max_examples=120, deadline=None)
@given(RICH)
def test_rich_text_reads_back_as_it_was_written(source):
    written = markdown.from_html(source, headings=True)
    assert written.problems == []
    assert shape(read(written.text)).blocks == shape(source).blocks
    assert markdown.from_html(read(written.text), headings=True).text == written.text


def test_each_kind_of_text_has_its_plain_form():
    source = (
        "<h2>Who goes first</h2><p>A <b>rule</b>, an <i>opinion</i> and "
        '<a href="https://example.org/a">a link</a>.<br/>A new line</p>'
        "<ul><li>one<ul><li>inner</li></ul></li><li>two</li></ul><ol><li>first</li><li>second</li></ol><h3>More</h3>"
    )
    assert markdown.from_html(source, headings=True).text == (
        "## Who goes first\n\nA **rule**, an *opinion* and [a link](https://example.org/a).\\\nA new line\n\n"
        "- one\n  - inner\n- two\n\n1. first\n2. second\n\n### More"
    )


def test_long_paragraphs_are_wrapped():
    text = markdown.from_html(f"<p>{'word ' * 60}</p>").text
    assert max(len(line) for line in text.split("\n")) <= 118


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("<p><a>gone</a></p>", "A link leads nowhere"),
        ('<p><a href="ftp://example.org/">a</a></p>', "Links begin with"),
        ("<p>a</p><hr/>", "<hr> cannot be written"),
        ("<ul><li>a<ul><li>b</li></ul>c</li></ul>", "Text follows a list"),
    ],
)
def test_what_markdown_cannot_hold_is_a_problem(source, message):
    assert [problem[: len(message)] for problem in markdown.from_html(source).problems] == [message]
