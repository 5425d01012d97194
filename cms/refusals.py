"""Says in the editor why a page was not published, with a link to each place where something is to be mended."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.log_actions import LogFormatter

from cms.enums import Step
from cms.errors import PublishProblem, PublishRefusedError


class RefusalFormatter(LogFormatter):
    """What the history of a page says about a refusal."""

    label = gettext_lazy("Refused")

    def format_message(self, log_entry: Any) -> str:
        return _("Not published: ") + " ".join(log_entry.data.get("problems", []))


def say_refused(
    request: HttpRequest, page_id: int | None, problems: Sequence[PublishProblem], step: Step = Step.PUBLISH
) -> None:
    """Tell somebody what is to be done before a page can take the step they wanted."""
    head = _head(step, len(problems)) % {"number": len(problems)}
    messages.error(request, format_html("{}{}", head, _listed(page_id, problems)))


def _head(step: Step, number: int) -> str:
    if step is Step.SUBMIT:
        return ngettext(
            "Saved, but not sent for review yet. One thing is to be done first:",
            "Saved, but not sent for review yet. %(number)s things are to be done first:",
            number,
        )
    if step is Step.APPROVE:
        return ngettext(
            "Saved, but not approved yet. One thing is to be done first:",
            "Saved, but not approved yet. %(number)s things are to be done first:",
            number,
        )
    return ngettext(
        "Saved, but not published yet. One thing is to be done first:",
        "Saved, but not published yet. %(number)s things are to be done first:",
        number,
    )


def say_skipped(request: HttpRequest, error: PublishRefusedError) -> None:
    """Tell who publishes several pages which one was left out, and why."""
    head = _("“%(title)s” was not published:") % {"title": error.title}
    messages.error(request, format_html("{}{}", head, _listed(error.page_id, error.problems)))


def _listed(page_id: int | None, problems: Sequence[PublishProblem]) -> SafeString:
    edit = reverse("wagtailadmin_pages:edit", args=[page_id])
    lines = ((edit, problem.anchor, problem.message) for problem in problems)
    return format_html("<ul>{}</ul>", format_html_join("", '<li><a href="{}#{}">{}</a></li>', lines))
