import pytest

from cms.rules.first_use import link_first_use

LINKS = {"precedence": "/g/#p", "order of precedence": "/g/#o", "R&D": "/g/#r"}


def a(address, words):
    return f'<a class="term" href="{address}">{words}</a>'


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>Precedence, and precedence.</p>", f"<p>{a('/g/#p', 'Precedence')}, and precedence.</p>"),
        (
            "<p>An order of precedence has precedences.</p>",
            f"<p>An {a('/g/#o', 'order of precedence')} has {a('/g/#p', 'precedences')}.</p>",
        ),
        ("<ul><li>On <b>precedence</b></li></ul>", f"<ul><li>On <b>{a('/g/#p', 'precedence')}</b></li></ul>"),
        ("<p>R&amp;D</p>", f"<p>{a('/g/#r', 'R&amp;D')}</p>"),
        ("<p>non-precedence unprecedenced</p>", "<p>non-precedence unprecedenced</p>"),
        ('<p>See <a href="/x/">precedence</a></p>', '<p>See <a href="/x/">precedence</a></p>'),
        ("<h2>Precedence</h2>precedence", "<h2>Precedence</h2>precedence"),
        ('<p class="meta">precedence</p>', '<p class="meta">precedence</p>'),
        ("<dl><dt>precedence</dt></dl><table><p>precedence</p></table>", None),
        ('<section class="sources"><ul><li>precedence</li></ul></section>', None),
        ("<p>one</p>precedence<p>two</p>", None),
    ],
)
def test_the_first_use_in_a_sentence_is_linked(html, expected):
    assert link_first_use(html, LINKS) == (expected or html)


def test_without_words_nothing_changes():
    assert link_first_use("<p>precedence</p>", {}) == "<p>precedence</p>"
