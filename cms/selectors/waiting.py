"""What waits for a person at the editor."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import Group
from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, When
from wagtail.models import Page, PageLogEntry, Revision, TaskState, WorkflowState

from cms.enums import LogAction

AT_MOST = 8


@dataclass(frozen=True, slots=True)
class WaitingPage:
    """A page and what about it waits.

    Attributes:
        parent: the title of the page that holds it.
        step: the name of the step it is at in the workflow; "" for none, and where changes were asked for.
        by: the name of who sent it; "" for nobody or oneself.
        problems: how many things kept it from being published when that was last tried and nothing changed since.
        at: when it goes live; None without a date.
    """

    id: int
    title: str
    parent: str
    step: str = ""
    by: str = ""
    problems: int = 0
    at: datetime.datetime | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """At most AT_MOST pages of each sort.

    Attributes:
        to_review: at a step that the person may take, the oldest first.
        sent: by the person, those first that were sent back for changes.
        scheduled: by date.
        drafts: of the person, the newest first.
    """

    to_review: tuple[WaitingPage, ...]
    sent: tuple[WaitingPage, ...]
    scheduled: tuple[WaitingPage, ...]
    drafts: tuple[WaitingPage, ...]

    def __bool__(self) -> bool:
        return bool(self.to_review or self.sent or self.scheduled or self.drafts)


def waiting_for(user: Any) -> Waiting:
    """Find what somebody has to do next in the editor.

    Args:
        user: somebody signed in.

    Returns:
        Pages at a step of the workflow that the person may take, what they sent for review, what has a date, and
        their own drafts. The number of statements does not grow with the number of pages.
    """
    tasks = list(_tasks_of(user)[:AT_MOST])
    sent = list(_sent_by(user)[:AT_MOST])
    planned = list(_planned()[:AT_MOST])
    drafts = list(_drafts_of(user)[:AT_MOST])
    pages = _pages([task.workflow_state.object_id for task in tasks], [state.object_id for state in sent], planned)
    parents = _parents([*pages.values(), *drafts])
    return Waiting(
        to_review=_shown(((pages.get(int(task.workflow_state.object_id)), _of_task(task)) for task in tasks), parents),
        sent=_shown(((pages.get(int(state.object_id)), {"step": _step_of(state)}) for state in sent), parents),
        scheduled=_shown(
            ((pages.get(int(revision.object_id)), {"at": revision.approved_go_live_at}) for revision in planned),
            parents,
        ),
        drafts=_shown(((page, {"problems": _problem_count(page)}) for page in drafts), parents),
    )


def _tasks_of(user: Any) -> QuerySet[TaskState]:
    tasks = TaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS, workflow_state__status=WorkflowState.STATUS_IN_PROGRESS
    )
    if not user.is_superuser:
        groups = Group.objects.filter(user=user)
        tasks = tasks.filter(task__groupapprovaltask__groups__in=groups).distinct()
    return tasks.select_related("task", "workflow_state__requested_by").order_by("started_at", "pk")


def _sent_by(user: Any) -> QuerySet[WorkflowState]:
    sent = WorkflowState.objects.active().filter(requested_by=user).select_related("current_task_state__task")
    is_back = Q(status=WorkflowState.STATUS_NEEDS_CHANGES)
    return sent.annotate(is_back=Case(When(is_back, then=1), default=0)).order_by("-is_back", "created_at", "pk")


def _step_of(state: WorkflowState) -> str:
    task = state.current_task_state
    return str(task.task.name) if task and state.status == WorkflowState.STATUS_IN_PROGRESS else ""


def _planned() -> QuerySet[Revision]:
    due = Revision.page_revisions.exclude(approved_go_live_at=None)
    return due.order_by("approved_go_live_at", "pk").defer("content")


def _drafts_of(user: Any) -> QuerySet[Page]:
    refusals = PageLogEntry.objects.filter(
        page=OuterRef("pk"), action=LogAction.REFUSED, timestamp__gte=OuterRef("latest_revision_created_at")
    )
    busy = WorkflowState.objects.active().values_list("object_id", flat=True)
    planned = Revision.page_revisions.exclude(approved_go_live_at=None).values_list("object_id", flat=True)
    mine = Q(latest_revision__user=user) | Q(latest_revision__user=None, owner=user)
    own = Page.objects.filter(mine, has_unpublished_changes=True)
    own = own.exclude(pk__in=[int(key) for key in {*busy, *planned}])
    refused = refusals.order_by("-timestamp", "-pk").values("data")[:1]
    return own.annotate(refused=Subquery(refused)).order_by(F("latest_revision_created_at").desc(nulls_last=True), "pk")


def _pages(*found: Iterable[Any]) -> dict[int, Page]:
    ids = {int(getattr(item, "object_id", item)) for items in found for item in items}
    return Page.objects.in_bulk(ids)


def _parents(pages: Iterable[Page]) -> dict[str, str]:
    paths = {page.path[: -Page.steplen] for page in pages}
    return {page.path: page.get_admin_display_title() for page in Page.objects.filter(path__in=paths)}


def _of_task(task: TaskState) -> dict[str, Any]:
    by = task.workflow_state.requested_by
    return {"step": task.task.name, "by": str(by) if by else ""}


def _problem_count(page: Any) -> int:
    return len((page.refused or {}).get("problems", ()))


def _shown(
    found: Iterable[tuple[Page | None, Mapping[str, Any]]], parents: Mapping[str, str]
) -> tuple[WaitingPage, ...]:
    return tuple(
        WaitingPage(page.pk, page.get_admin_display_title(), parents.get(page.path[: -Page.steplen], ""), **more)
        for page, more in found
        if page is not None
    )
