"""Publishes and withdraws what was given a date. Wagtail's own command stops at the first page that is refused."""

import datetime
import logging
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Page, Revision

from accounts.services import mail
from cms.errors import PublishProblem, PublishRefusedError
from cms.services.publishing import begin_search, note_refusal

logger = logging.getLogger(__name__)


def run_schedule(*, now: datetime.datetime) -> int:
    """Withdraw pages that have expired and publish revisions that are due, each by itself, the upper ones first.

    Args:
        now: the present, aware.

    Returns:
        How many pages were published. One that waits for a search stays on the schedule. One that is refused stays a
        draft, leaves the schedule, its history says why, and its author gets a mail.

    Each page is claimed by a conditional update in the transaction that publishes it: two runs at once do nothing
    twice, and a run that dies leaves the page to the next one. What fails for another reason is logged, keeps nobody
    else waiting, and is tried again.
    """
    for page in Page.objects.filter(live=True, expired=False, expire_at__lt=now).order_by("path"):
        _by_itself(page, partial(_withdraw, page, now))
    return sum(_by_itself(revision, partial(_publish, revision, now)) for revision in _due(now))


def _by_itself(what: Page | Revision, do: Callable[[], int]) -> int:
    try:
        with transaction.atomic():
            return do()
    except Exception:  # whatever is wrong with one page, the others have their hour too
        logger.exception("the schedule could not deal with %s", what)
        return 0


def _due(now: datetime.datetime) -> list[Revision]:
    """Put pages above those that stand in them: a page is refused while the one that holds it is a draft."""
    due = list(Revision.page_revisions.filter(approved_go_live_at__lt=now).select_related("user"))
    paths = dict(Page.objects.filter(pk__in=[revision.object_id for revision in due]).values_list("pk", "path"))
    return sorted(due, key=lambda revision: paths.get(int(revision.object_id), ""))


def _withdraw(page: Page, now: datetime.datetime) -> int:
    claimed = Page.objects.filter(pk=page.pk, live=True, expired=False, expire_at__lt=now).update(expired=True)
    if claimed:
        page.specific.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    return claimed


def _publish(revision: Revision, now: datetime.datetime) -> int:
    seen = Revision.objects.filter(pk=revision.pk, approved_go_live_at=revision.approved_go_live_at)
    if not seen.update(approved_go_live_at=None):
        return 0
    page = revision.as_object()
    if _is_over(revision, now):
        over = PublishProblem("expire_at", _("The date on which it was to be withdrawn has passed as well."))
        _refuse(page, revision, (over,))
        return 0
    try:
        revision.publish(log_action="wagtail.publish.scheduled", skip_permission_checks=True)
    except PublishRefusedError as error:
        if all(problem.is_pending for problem in error.problems):
            begin_search(page)
            Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=revision.approved_go_live_at)
        else:
            _refuse(page, revision, error.problems)
        return 0
    return 1


def _is_over(revision: Revision, now: datetime.datetime) -> bool:
    expires = parse_datetime(revision.content.get("expire_at") or "")
    return expires is not None and expires < now


def _refuse(page: Any, revision: Revision, problems: Sequence[PublishProblem]) -> None:
    note_refusal(page, problems)
    author = revision.user or page.owner
    if author is None:
        return
    with override(author.language):
        edit = settings.CHANCERY_PUBLIC_URL + reverse("wagtailadmin_pages:edit", args=[page.pk])
        lines = [
            _("“%(title)s” was to be published now, but it is not ready. It stays a draft.") % {"title": page},
            "",
            *(f"- {problem.message}" for problem in problems),
            "",
            edit,
        ]
        subject = _("Not published: %(title)s") % {"title": page}
        mail.queue(
            to=[author.email],
            subject=subject,
            text="\n".join(lines),
            dedupe_key=f"schedule:{revision.pk}:{revision.created_at.isoformat()}",
        )
