import pytest

from cms.definitions import clean_html, is_blank_html, lines_of


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("<p>Plain <b>bold</b></p>", "<p>Plain <b>bold</b></p>"),
        ('<p onclick="x()">A</p><script>alert(1)</script>', "<p>A</p>"),
        ('<a href="javascript:alert(1)">A</a>', '<a rel="noopener">A</a>'),
        ('<a href="https://example.org/">A</a>', '<a href="https://example.org/" rel="noopener">A</a>'),
        ('<img src="x"><h2>B</h2>', "<h2>B</h2>"),
    ],
)
def test_html_keeps_only_what_the_editor_offers(given, kept):
    assert clean_html(given) == kept


@pytest.mark.parametrize(
    ("html", "blank"), [("", True), ("<p></p>", True), ("<p>\xa0 </p>", True), ("<p>A</p>", False)]
)
def test_blank_html_says_nothing(html, blank):
    assert is_blank_html(html) is blank


def test_lines_leave_out_empty_ones():
    assert lines_of("One\n\n  Two  \n") == ("One", "Two")
