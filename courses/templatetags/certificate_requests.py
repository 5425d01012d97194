from typing import Any

from django import template

from courses import selectors

register = template.Library()


@register.simple_tag(takes_context=True)
def waiting_requests(context: template.Context) -> int:
    """Count the requests about certificates that wait for the reader's decision."""
    reader: Any = context["request"].user
    return selectors.waiting_requests(reader).count()
