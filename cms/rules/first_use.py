"""Links the first use of each word in a text."""

import re
from collections.abc import Iterator, Mapping
from html import escape, unescape

_TAG = re.compile(r"(<[^>]+>)")
_NAME = re.compile(r"<(/?)([a-z][a-z0-9]*)")
# Where a learner reads sentences. A paragraph with a class is a label or a source.
_OPENS = re.compile(r"<(?:p|li)>")
_CLOSED = frozenset({"a", "blockquote", "dl", "figcaption", "h2", "h3", "h4", "section", "summary", "table"})


def link_first_use(html: str, links: Mapping[str, str]) -> str:
    """Link each word where it is used first in a paragraph or an entry of a list, in the singular or with an s.

    Args:
        html: trusted and well formed.
        links: word -> address.

    Returns:
        The HTML with at most one link more for each word; a longer word goes before one that it holds. Headings, links,
        tables, definitions and lists of sources stay as they are.
    """
    if not links:
        return html
    wanted = {word.casefold(): address for word, address in links.items()}
    words = "|".join(re.escape(escape(word, quote=False)) for word in sorted(wanted, key=len, reverse=True))
    pattern = re.compile(rf"(?<![\w-])({words})(?:s|es)?(?![\w-])", re.IGNORECASE)

    def linked(found: re.Match[str]) -> str:
        address = wanted.pop(unescape(found[1]).casefold(), None)
        return f'<a class="term" href="{escape(address)}">{found[0]}</a>' if address else found[0]

    return "".join(pattern.sub(linked, part) if is_open else part for part, is_open in _parts(html))


def _parts(html: str) -> Iterator[tuple[str, bool]]:
    """Divide HTML at its tags, and tell of each part whether words in it may be linked."""
    reading, closed = 0, 0
    for part in _TAG.split(html):
        name = _NAME.match(part)
        yield part, bool(reading and not closed and not name)
        if not name:
            continue
        step = -1 if name[1] else 1
        if name[2] in _CLOSED:
            closed += step
        elif _OPENS.match(part):
            reading += 1
        elif part in {"</p>", "</li>"}:
            reading = max(reading - 1, 0)
