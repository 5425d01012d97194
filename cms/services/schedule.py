"""Publishes and withdraws what was given a date. Wagtail's own command stops at the first page that is refused."""

import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Page, Revision

from accounts.services import mail
from cms.errors import PublishRefusedError


def run_schedule(*, now: datetime.datetime) -> int:
    """Withdraw pages that have expired and publish revisions that are due, each by itself.

    Args:
        now: the present, aware.

    Returns:
        How many pages were published. One that is refused stays a draft, leaves the schedule, and its author gets a
        mail that says why. Safe to call twice.
    """
    for page in Page.objects.filter(live=True, expire_at__lt=now).specific():
        page.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    due = Revision.objects.filter(approved_go_live_at__lt=now).order_by("approved_go_live_at", "pk")
    return sum(_publish(revision) for revision in due)


def _publish(revision: Revision) -> int:
    try:
        revision.publish(log_action="wagtail.publish.scheduled", skip_permission_checks=True)
    except PublishRefusedError as error:
        Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
        _tell_author(revision, error)
        return 0
    return 1


def _tell_author(revision: Revision, error: PublishRefusedError) -> None:
    author = revision.user
    if author is None:
        return
    with override(author.language):
        edit = settings.CHANCERY_PUBLIC_URL + reverse("wagtailadmin_pages:edit", args=[error.page_id])
        lines = [
            _("“%(title)s” was to be published now, but it is not ready. It stays a draft.") % {"title": error.title},
            "",
            *(f"- {problem.message}" for problem in error.problems),
            "",
            edit,
        ]
        subject = _("Not published: %(title)s") % {"title": error.title}
        mail.queue(to=[author.email], subject=subject, text="\n".join(lines))
