from django.utils.html import strip_tags
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import Page

BLOCKS = 10


class PlainPage(Page):
    """What a site of Wagtail's own making would show a lesson with."""

    body = StreamField([("text", blocks.RichTextBlock())])
    template = "floors/plain_page.html"


def make_plain_page(parent, html):
    """Publish a page with the words of a lesson in ten blocks."""
    words = strip_tags(html).split()
    size = -(-len(words) // BLOCKS)
    texts = [" ".join(words[start : start + size]) for start in range(0, len(words), size)]
    body = [{"type": "text", "value": f"<p>{text}</p>"} for text in texts]
    return parent.add_child(instance=PlainPage(title="A plain page", slug="plain", body=body))
