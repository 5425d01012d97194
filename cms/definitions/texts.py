import nh3
from django.utils.html import format_html_join, strip_tags

TAGS = {"p", "h2", "h3", "ul", "ol", "li", "b", "strong", "i", "em", "a", "br"}


def clean_html(html: str) -> str:
    """Return the HTML with nothing left but paragraphs, small headings, lists, emphasis and links."""
    return nh3.clean(html, tags=TAGS, attributes={"a": {"href"}}, link_rel="noopener")


def is_blank_html(html: str) -> bool:
    return not strip_tags(html).replace("\xa0", " ").strip()


def lines_of(text: str) -> tuple[str, ...]:
    """Split a text that holds one item on each line."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def listed(items: tuple[str, ...]) -> str:
    """Return the items as an HTML list, escaped; "" when there are none."""
    if not items:
        return ""
    return f"<ul>{format_html_join('', '<li>{}</li>', ((item,) for item in items))}</ul>"


def same_words(text: str) -> str:
    """Reduce a title to what must agree when it is named elsewhere: letters without case and spacing."""
    return " ".join(text.split()).casefold()


def filled(texts: dict[str, str]) -> dict[str, str]:
    """Leave out what is empty."""
    return {path: text for path, text in texts.items() if text.strip() and not is_blank_html(text)}
