"""Writes the pages of one course: makes, changes, moves and orders them, and publishes through the one check."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.models import Locale, Page

from cms.errors import PublishProblem, PublishRefusedError
from cms.importing.applying.bodies import with_ids, with_pages
from cms.importing.applying.comparing import Decision, State, children_of, order_digests
from cms.importing.applying.pages import STREAMS, PageSpec
from cms.importing.applying.places import with_rule_sets
from cms.importing.reading.problems import FileProblem
from cms.models import ImportRecord
from cms.services import publishing

# Page fields that have another name in the files.
FILE_FIELDS = {"desk_tasks": "desk", "instructor_names": "instructors", "keeper": "owner"}
_BLOCK = re.compile(r"block-(.+)-section")


@dataclass(slots=True)
class CourseWriter:
    """`library`, `terms` and `rule_sets` give the ids of this database; `top` is the page under which courses stand.

    A course that is `unfinished` says so in its record from the first page on; `rest` is called after each page.
    `say` is told of each page when it is written; `page_ids` are those of the pages that a programme names.
    """

    course: UUID
    top: Page
    locale: Locale
    library: Mapping[UUID, int]
    terms: Mapping[UUID, int]
    rule_sets: Mapping[UUID, int]
    say: Callable[[str], None]
    page_ids: Mapping[UUID, int] = field(default_factory=dict)
    unfinished: bool = False
    rest: Callable[[], None] = lambda: None
    pages: dict[UUID, Page] = field(default_factory=dict)
    problems: list[FileProblem] = field(default_factory=list)
    refused: set[UUID] = field(default_factory=set)

    def write(self, decisions: Sequence[Decision]) -> None:
        """Write what is due, from the top down; what is refused is in `problems` and nothing below it is tried."""
        for decision in decisions:
            if decision.page is not None:
                self.pages[decision.spec.key] = decision.page
            if decision.state is State.OTHER_KIND:
                self.problems.append(_other_kind(decision))
            elif decision.spec.parent in self.refused:
                self.refused.add(decision.spec.key)
            elif decision.is_due:
                self._write(decision)
                self.rest()
        if not self.problems:
            self._arrange(decisions)

    def order_top(self, keys: Sequence[UUID]) -> None:
        """Put those of the topmost pages that are there in this order."""
        there = Page.objects.filter(locale=self.locale, translation_key__in=keys)
        rows = dict(there.values_list("translation_key", "pk"))
        _put_in_order(self.top, [rows[key] for key in keys if key in rows])

    def _write(self, decision: Decision) -> None:
        try:
            with transaction.atomic():
                if decision.moves:
                    self._move(decision.spec)
                if decision.state.writes:
                    self._publish(decision)
                self._remember(decision)
        except PublishRefusedError as error:
            self._refuse(decision.spec, [file_problem(decision.spec, problem) for problem in error.problems])
        except ValidationError as error:
            self._refuse(decision.spec, list(_invalid(decision.spec, error)))

    def _refuse(self, spec: PageSpec, problems: Sequence[FileProblem]) -> None:
        self.problems += problems
        self.refused.add(spec.key)

    def _publish(self, decision: Decision) -> None:
        spec = decision.spec
        page = spec.model() if decision.page is None else self.pages[spec.key].specific
        for name, value in spec.fields.items():
            setattr(page, name, self._stored(name, value))
        if decision.page is None:
            page.translation_key, page.locale, page.live = spec.key, self.locale, False
            self._parent(spec).add_child(instance=page)
        publishing.search_now(page)
        publishing.publish(page)
        self.pages[spec.key] = page
        self.say(f"  {spec.label} {decision.state.value}.")

    def _stored(self, name: str, value: Any) -> Any:
        if name == "picture_id":
            return self.library[UUID(value)]
        if name == "body":
            return json.dumps(with_ids(value, self.library, self.terms))
        if name == "rule_sets":
            return json.dumps(with_rule_sets(value, self.rule_sets))
        if name in {"courses", "paths"}:
            return json.dumps(with_pages(value, self.page_ids))
        return json.dumps(value) if name in STREAMS else value

    def _parent(self, spec: PageSpec) -> Page:
        """Fetch the parent as it is now: pages written before this one have changed its place in the tree."""
        return Page.objects.get(pk=self.top.pk if spec.parent is None else self.pages[spec.parent].pk)

    def _move(self, spec: PageSpec) -> None:
        page = Page.objects.get(pk=self.pages[spec.key].pk)
        page.move(self._parent(spec), pos="last-child")
        self.pages[spec.key] = Page.objects.get(pk=page.pk)

    def _remember(self, decision: Decision) -> None:
        spec = decision.spec
        values: dict[str, Any] = {
            "course_key": self.course,
            "parent_key": spec.parent,
            "title": spec.label,
            "path": spec.file,
        }
        if decision.state.writes:
            latest = Page.objects.values_list("latest_revision_id", flat=True)
            values |= {"digest": spec.digest(), "revision_id": latest.get(pk=self.pages[spec.key].pk)}
        elif decision.record is None:
            return
        if self.unfinished and spec.parent is None:
            values["unfinished"] = True
        ImportRecord.objects.update_or_create(key=spec.key, language=spec.language, defaults=values)

    def _arrange(self, decisions: Sequence[Decision]) -> None:
        """Put the pages below each page in the order of the files where that order is new."""
        specs = [decision.spec for decision in decisions]
        below = children_of(specs)
        for record in reordered(decisions):
            keys = [key for key in below[record.key] if key in self.pages]
            if record.key in self.pages:
                _put_in_order(self.pages[record.key], [self.pages[key].pk for key in keys])
            record.order_digest = order_digests(specs)[record.key]
            record.save(update_fields=["order_digest"])


def reordered(decisions: Sequence[Decision]) -> list[ImportRecord]:
    """List the records of pages below which the files have another order than at the last import."""
    digests = order_digests([decision.spec for decision in decisions])
    language = decisions[0].spec.language if decisions else ""
    records = ImportRecord.by_key(digests, language)
    return [record for key, record in records.items() if record.order_digest != digests[key]]


def file_problem(spec: PageSpec, problem: PublishProblem) -> FileProblem:
    """Find the place in the file of something that the publish check found."""
    match = _BLOCK.fullmatch(problem.anchor)
    line = spec.anchors.get(match[1]) if match else None
    name = FILE_FIELDS.get(problem.field, problem.field)
    return FileProblem(spec.file, line or spec.lines.get(f"/{name}", 1), problem.message)


def _invalid(spec: PageSpec, error: ValidationError) -> list[FileProblem]:
    by_field = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    return [
        file_problem(spec, PublishProblem(name, f"{name}: {message}"))
        for name, messages in by_field.items()
        for message in messages
    ]


def _other_kind(decision: Decision) -> FileProblem:
    spec = decision.spec
    message = f"The key {spec.key} belongs to a page of another kind in the CMS. Give this {spec.label} a new key."
    return FileProblem(spec.file, spec.lines.get("/key", 1), message)


def _put_in_order(parent: Page, wanted: Sequence[int]) -> None:
    """Bring pages into an order, in front of those that the files do not know."""
    children = list(Page.objects.child_of(Page.objects.get(pk=parent.pk)).order_by("path").values_list("pk", flat=True))
    wanted = [pk for pk in wanted if pk in children]
    if [pk for pk in children if pk in set(wanted)] == wanted:
        return
    previous: Page | None = None
    for pk in wanted:
        page = Page.objects.get(pk=pk)
        if previous is None:
            page.move(Page.objects.get(pk=parent.pk), pos="first-child")
        else:
            page.move(Page.objects.get(pk=previous.pk), pos="right")
        previous = page
