"""Compares the pages that the files want with the pages that are there, and decides what happens to each."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import Enum
from uuid import UUID

from wagtail.models import Locale, Page

from cms.importing.applying.pages import PageSpec, digest_of
from cms.models import ImportRecord


class State(Enum):
    """What the importer does with a page; the text says why one is left alone."""

    NEW = "is made"
    CHANGED = "is written again"
    SAME = "stays as it is"
    KEPT = "was changed in the CMS since it was imported, and is kept"
    WITHDRAWN = "is not published in the CMS, and is left alone with all below it"
    DELETED = "was deleted in the CMS, and is left out with all below it"
    BELOW = "stands below a page that is left alone"
    OTHER_KIND = "is another kind of page in the CMS"

    @property
    def writes(self) -> bool:
        return self in {State.NEW, State.CHANGED}

    @property
    def is_told(self) -> bool:
        return self in {State.KEPT, State.WITHDRAWN, State.DELETED}

    @property
    def ends_here(self) -> bool:
        """Whether nothing below the page is touched either."""
        return self in {State.WITHDRAWN, State.DELETED, State.BELOW, State.OTHER_KIND}


@dataclass(frozen=True, slots=True)
class Decision:
    spec: PageSpec
    state: State
    page: Page | None
    record: ImportRecord | None

    @property
    def moves(self) -> bool:
        """Whether the files put the page elsewhere than at its last import."""
        return self.page is not None and self.record is not None and self.record.parent_key != self.spec.parent

    @property
    def is_due(self) -> bool:
        """Whether there is anything to write, if only the path of its file."""
        renamed = self.record is not None and self.record.path != self.spec.file
        return self.state.writes or (not self.state.ends_here and (self.moves or renamed))


def compare(specs: Sequence[PageSpec], overwrite: Collection[UUID], locale: Locale) -> list[Decision]:
    """Decide for each page of a course what happens to it; in the order of `specs`, parents first."""
    keys = [spec.key for spec in specs]
    pages = {page.translation_key: page for page in Page.objects.filter(locale=locale, translation_key__in=keys)}
    records = {} if not specs else ImportRecord.by_key(keys, specs[0].language)
    states: dict[UUID | None, State] = {}
    decisions = []
    for spec in specs:
        page, record = pages.get(spec.key), records.get(spec.key)
        state = _state(spec, page, record, states.get(spec.parent), forced=spec.key in overwrite)
        states[spec.key] = state
        decisions.append(Decision(spec, state, page, record))
    return decisions


def _state(
    spec: PageSpec, page: Page | None, record: ImportRecord | None, above: State | None, *, forced: bool
) -> State:
    if above is not None and above.ends_here:
        return State.BELOW
    if page is None:
        return State.NEW if record is None or forced or above is State.NEW else State.DELETED
    if page.specific_class is not spec.model:
        return State.OTHER_KIND
    return State.CHANGED if forced else _state_of(page, spec, record)


def _state_of(page: Page, spec: PageSpec, record: ImportRecord | None) -> State:
    if not page.live:
        return State.WITHDRAWN
    if record is None or page.latest_revision_id != record.revision_id:
        return State.KEPT
    return State.SAME if record.digest == spec.digest() else State.CHANGED


def order_digests(specs: Sequence[PageSpec]) -> dict[UUID, str]:
    """Sum up, for each page that has pages below it, their order in the files."""
    below = children_of(specs)
    return {parent: digest_of([str(key) for key in keys]) for parent, keys in below.items()}


def children_of(specs: Sequence[PageSpec]) -> dict[UUID, list[UUID]]:
    found: dict[UUID, list[UUID]] = {}
    for spec in specs:
        if spec.parent is not None:
            found.setdefault(spec.parent, []).append(spec.key)
    return found
