"""Numbers in words, the same on pages and on certificates; and the words of HTML."""

import html
import re

from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

INLINE = "a|abbr|b|bdi|cite|code|em|i|mark|q|small|span|strong|sub|sup|u|wbr"
BLOCK_EDGE = re.compile(rf"</?(?!(?:{INLINE})\b)[a-z][^>]*>", re.IGNORECASE)


def duration(minutes: int) -> str:
    """Write a duration.

    Args:
        minutes: 0 or more.

    Returns:
        "1 minute", "45 minutes", "2 h", "3 h 20 min" in the active language.
    """
    hours, rest = divmod(minutes, 60)
    if not hours:
        return ngettext("%(minutes)s minute", "%(minutes)s minutes", rest) % {"minutes": rest}
    if not rest:
        return _("%(hours)s h") % {"hours": hours}
    return _("%(hours)s h %(minutes)s min") % {"hours": hours, "minutes": rest}


def plain_text(markup: str) -> str:
    """Take the words out of HTML.

    Args:
        markup: trusted HTML.

    Returns:
        Plain text; what stands in an element of its own stands on a line of its own.
    """
    lines = html.unescape(strip_tags(BLOCK_EDGE.sub("\n", markup))).splitlines()
    return "\n".join(line for line in (" ".join(line.split()) for line in lines) if line)
