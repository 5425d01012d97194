"""Says in the editor why a page was not published, with a link to each place where something is to be mended."""

from collections.abc import Sequence

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages

from cms.errors import PublishProblem, PublishRefusedError


def say_refused(request: HttpRequest, page_id: int | None, problems: Sequence[PublishProblem]) -> None:
    """Tell the author of a page what is to be done before it can be published."""
    head = ngettext(
        "Saved, but not published yet. One thing is to be done first:",
        "Saved, but not published yet. %(number)s things are to be done first:",
        len(problems),
    ) % {"number": len(problems)}
    messages.error(request, format_html("{}{}", head, _listed(page_id, problems)))


def say_skipped(request: HttpRequest, error: PublishRefusedError) -> None:
    """Tell who publishes several pages which one was left out, and why."""
    head = _("“%(title)s” was not published:") % {"title": error.title}
    messages.error(request, format_html("{}{}", head, _listed(error.page_id, error.problems)))


def _listed(page_id: int | None, problems: Sequence[PublishProblem]) -> SafeString:
    edit = reverse("wagtailadmin_pages:edit", args=[page_id])
    lines = ((edit, problem.anchor, problem.message) for problem in problems)
    return format_html("<ul>{}</ul>", format_html_join("", '<li><a href="{}#{}">{}</a></li>', lines))
