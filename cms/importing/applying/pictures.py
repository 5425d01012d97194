"""Stores the pictures of a course in the collection "Curriculum", found by the keys in the files."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.files.base import ContentFile
from django.db import transaction
from wagtail.models import Collection as LibraryCollection

from cms.importing.reading.types import CourseFile, Picture
from cms.models import ImportRecord
from cms.models import Picture as StoredPicture

COLLECTION = "Curriculum"


@dataclass(frozen=True, slots=True)
class PictureDecision:
    """What happens to a picture. `digest` is that of its bytes in the files, as Wagtail computes it (SHA-1)."""

    picture: Picture
    digest: str
    stored: StoredPicture | None
    is_due: bool
    is_kept: bool


@dataclass(slots=True)
class PictureWriter:
    """Writes pictures and remembers the files it stored, so that a refused course leaves none behind."""

    root: Path
    dry_run: bool
    stored_names: list[str] = field(default_factory=list)

    def write(self, decisions: Sequence[PictureDecision]) -> dict[UUID, int]:
        """Store what is due; return the id of every picture by key."""
        ids = {}
        for decision in decisions:
            stored = decision.stored
            if decision.is_due:
                stored = self._store(decision)
            if stored is not None:
                ids[decision.picture.key] = stored.pk
        return ids

    def discard(self) -> None:
        """Delete the files that were stored, after their rows were rolled back."""
        storage = StoredPicture._meta.get_field("file").storage  # noqa: SLF001  (Django documents _meta)
        for name in self.stored_names:
            storage.delete(name)

    def _store(self, decision: PictureDecision) -> StoredPicture:
        picture = decision.picture
        data = (self.root / picture.file).read_bytes()
        stored = decision.stored or self._new(picture)
        if not self.dry_run:
            self._store_file(stored, ContentFile(data, name=Path(picture.file).name))
        stored.file_size, stored.file_hash = len(data), decision.digest
        stored.save()
        _remember(picture, decision.digest)
        return stored

    def _new(self, picture: Picture) -> StoredPicture:
        title, alt = picture.title[:255], picture.alt[:255]
        stored = StoredPicture(key=picture.key, title=title, description=alt, collection=_collection())
        if self.dry_run:
            # Stands for a file without storing one, so that the pages that show it can be checked.
            stored = StoredPicture(key=picture.key, title=title, file="rehearsed.svg", width=1, height=1)
        return stored

    def _store_file(self, stored: StoredPicture, content: ContentFile) -> None:
        storage, old_name = stored.file.storage, stored.file.name
        stored.file = content
        stored.save()
        self.stored_names.append(stored.file.name)
        if old_name:
            stored.renditions.all().delete()
            transaction.on_commit(lambda: storage.delete(old_name))


def compare_pictures(root: Path, courses: Sequence[CourseFile], overwrite: Collection[UUID]) -> list[PictureDecision]:
    """Decide what happens to each picture of some courses; a picture shown twice is named once."""
    pictures = {
        picture.key: picture for course in courses for lesson in course.lessons() for picture in lesson.pictures
    }
    stored = StoredPicture.objects.in_bulk(list(pictures), field_name="key")
    records = ImportRecord.objects.in_bulk(list(pictures), field_name="key")
    return [
        _decide(root, picture, stored.get(key), records.get(key), forced=key in overwrite)
        for key, picture in pictures.items()
    ]


def _decide(root: Path, picture: Picture, stored: Any, record: ImportRecord | None, *, forced: bool) -> PictureDecision:
    digest = hashlib.sha1((root / picture.file).read_bytes(), usedforsecurity=False).hexdigest()
    if stored is None or forced:
        return PictureDecision(picture, digest, stored, is_due=True, is_kept=False)
    is_new = record is None or record.digest != digest
    is_touched = record is None or stored.file_hash != record.digest
    is_kept = is_touched and stored.file_hash != digest
    return PictureDecision(picture, digest, stored, is_due=is_new and not is_kept, is_kept=is_kept)


def _remember(picture: Picture, digest: str) -> None:
    values = {"title": f"picture “{picture.title[:200]}”", "path": picture.file, "digest": digest}
    ImportRecord.objects.update_or_create(key=picture.key, defaults=values)


def _collection() -> LibraryCollection:
    found = LibraryCollection.objects.filter(name=COLLECTION, depth=2).first()
    return found or LibraryCollection.get_first_root_node().add_child(name=COLLECTION)
