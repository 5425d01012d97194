"""Numbers in words, the same on pages and on certificates."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


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
