"""Stores the pictures, recordings and documents of a course in the library, found by the keys in the files."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.files import File
from django.db import transaction
from wagtail.models import Collection as LibraryCollection

from cms.importing.reading.library_types import LibraryItem
from cms.models import ImportRecord
from cms.rules.uploads import suffix_of

COLLECTION = "Curriculum"


class Shelf:
    """One kind of thing in the library: how it is compared and how it is written."""

    word: str
    model: Any

    def digest(self, root: Path, item: Any) -> str:
        """Sum up what the files say: unless something hangs on it, the file."""
        return file_digest(root / item.file)

    def stored_digest(self, stored: Any) -> str:
        """Sum up what the library holds, in the same way."""
        return str(stored.file_hash)

    def new(self, item: Any, file: str) -> Any:
        """Make a row that is not saved; `file` is a name that stands for a file, or empty."""
        raise NotImplementedError

    def fill(self, stored: Any, item: Any) -> None:
        """Set the fields that are not those of the file."""

    def finish(self, stored: Any, item: Any, writer: "LibraryWriter") -> None:
        """Write what hangs on a row, after it was saved."""


@dataclass(frozen=True, slots=True)
class ItemDecision:
    """What happens to one item. `digest` sums up what the files say about it."""

    shelf: Shelf
    item: LibraryItem
    digest: str
    stored: Any
    is_due: bool
    is_kept: bool

    @property
    def label(self) -> str:
        return f"{self.shelf.word} “{self.item.title}”"


@dataclass(slots=True)
class LibraryWriter:
    """Writes items and remembers the files it stored, so that a refused course leaves none behind."""

    root: Path
    dry_run: bool
    stored_files: list[tuple[Any, str]] = field(default_factory=list)
    made: list[Any] = field(default_factory=list)

    def write(self, decisions: Sequence[ItemDecision]) -> dict[UUID, int]:
        """Store what is due; return the id of every item by key."""
        ids = {}
        for decision in decisions:
            with transaction.atomic():
                stored = self._store(decision) if decision.is_due else decision.stored
            if stored is not None:
                ids[decision.item.key] = stored.pk
        return ids

    def take_out(self) -> None:
        """Delete the rows that were made, and what is remembered of them."""
        ImportRecord.objects.filter(key__in=[stored.key for stored in self.made]).delete()
        for stored in self.made:
            stored.delete()

    def discard(self) -> None:
        """Delete the files that were stored, after their rows were rolled back."""
        for storage, name in self.stored_files:
            storage.delete(name)

    def save(self, stored: Any, file: str) -> None:
        """Save a row with its file; in a dry run it has only a name, so that the pages that show it can be checked."""
        if self.dry_run:
            stored.save()
            return
        storage, old_name = stored.file.storage, stored.file.name
        with (self.root / file).open("rb") as stream:
            stored.file = File(stream, name=Path(file).name)
            stored.save()
        self.stored_files.append((storage, stored.file.name))
        if old_name:
            transaction.on_commit(lambda: storage.delete(old_name))

    def stand_in(self, file: str) -> str:
        return f"rehearsed.{suffix_of(file)}" if self.dry_run else ""

    def _store(self, decision: ItemDecision) -> Any:
        item = decision.item
        stored = decision.stored
        if stored is None:
            stored = decision.shelf.new(item, self.stand_in(item.file))
            stored.collection = _collection()
            self.made.append(stored)
        path = self.root / item.file
        stored.file_size, stored.file_hash = path.stat().st_size, file_digest(path)
        decision.shelf.fill(stored, item)
        self.save(stored, item.file)
        decision.shelf.finish(stored, item, self)
        values = {"title": f"{decision.shelf.word} “{item.title[:200]}”", "path": item.file, "digest": decision.digest}
        ImportRecord.objects.update_or_create(key=item.key, language="", defaults=values)
        return stored


def compare_shelf(
    shelf: Shelf, kind: type, root: Path, shown: Sequence[LibraryItem], overwrite: Collection[UUID]
) -> list[ItemDecision]:
    """Decide what happens to each item of one kind; an item shown twice is named once."""
    items = {item.key: item for item in shown if isinstance(item, kind)}
    rows = shelf.model.objects.in_bulk(list(items), field_name="key")
    records = ImportRecord.by_key(items)
    return [
        _decide(shelf, item, shelf.digest(root, item), rows.get(key), records.get(key), forced=key in overwrite)
        for key, item in items.items()
    ]


def _decide(
    shelf: Shelf, item: LibraryItem, digest: str, stored: Any, record: ImportRecord | None, *, forced: bool
) -> ItemDecision:
    if stored is None or forced:
        return ItemDecision(shelf, item, digest, stored, is_due=True, is_kept=False)
    is_new = record is None or record.digest != digest
    there = shelf.stored_digest(stored)
    is_touched = record is None or there != record.digest
    is_kept = is_touched and there != digest
    return ItemDecision(shelf, item, digest, stored, is_due=is_new and not is_kept, is_kept=is_kept)


def file_digest(path: Path) -> str:
    """Sum up a file as Wagtail does (SHA-1)."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, lambda: hashlib.sha1(usedforsecurity=False)).hexdigest()


def _collection() -> LibraryCollection:
    found = LibraryCollection.objects.filter(name=COLLECTION, depth=2).first()
    return found or LibraryCollection.get_first_root_node().add_child(name=COLLECTION)
