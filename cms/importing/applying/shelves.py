"""How each kind of thing in the library is compared with the files, and written."""

from collections.abc import Collection, Sequence
from pathlib import Path
from uuid import UUID

from cms.importing.applying.library import ItemDecision, LibraryWriter, Shelf, compare_shelf, file_digest
from cms.importing.applying.pages import digest_of
from cms.importing.reading.library_types import Document, LibraryItem, Picture, Recording
from cms.models import CourseDocument, MediaTrack
from cms.models import Picture as StoredPicture
from cms.models import Recording as StoredRecording


class PictureShelf(Shelf):
    word = "picture"
    model = StoredPicture

    def new(self, item: Picture, file: str) -> StoredPicture:
        title, alt = item.title[:255], item.alt[:255]
        return StoredPicture(key=item.key, title=title, description=alt, file=file, width=1, height=1)

    def finish(self, stored: StoredPicture, _item: Picture, _writer: LibraryWriter) -> None:
        stored.renditions.all().delete()


class DocumentShelf(Shelf):
    word = "document"
    model = CourseDocument

    def new(self, item: Document, file: str) -> CourseDocument:
        return CourseDocument(key=item.key, title=item.title[:255], file=file)


class RecordingShelf(Shelf):
    word = "recording"
    model = StoredRecording

    def digest(self, root: Path, item: Recording) -> str:
        tracks = sorted([track.kind, track.language, file_digest(root / track.file)] for track in item.tracks)
        about = [item.kind, item.title, item.language, item.seconds, item.transcript]
        return digest_of([*about, file_digest(root / item.file), tracks])

    def stored_digest(self, stored: StoredRecording) -> str:
        tracks = sorted([track.kind, track.language, track.file_hash] for track in stored.tracks.all())
        about = [stored.type, stored.title, stored.language, round(stored.duration), stored.plain_transcript]
        return digest_of([*about, stored.file_hash, tracks])

    def new(self, item: Recording, file: str) -> StoredRecording:
        return StoredRecording(key=item.key, file=file)

    def fill(self, stored: StoredRecording, item: Recording) -> None:
        stored.type, stored.title, stored.language = item.kind, item.title, item.language
        stored.duration, stored.transcript = item.seconds, item.transcript

    def finish(self, stored: StoredRecording, item: Recording, writer: LibraryWriter) -> None:
        stored.tracks.all().delete()
        for track in item.tracks:
            row = MediaTrack(recording=stored, kind=track.kind, language=track.language)
            row.file = writer.stand_in(track.file)
            row.file_hash = file_digest(writer.root / track.file)
            writer.save(row, track.file)


def compare_library(root: Path, shown: Sequence[LibraryItem], overwrite: Collection[UUID]) -> list[ItemDecision]:
    """Decide what happens to each picture, recording and document that is shown."""
    return [
        *compare_shelf(PictureShelf(), Picture, root, shown, overwrite),
        *compare_shelf(RecordingShelf(), Recording, root, shown, overwrite),
        *compare_shelf(DocumentShelf(), Document, root, shown, overwrite),
    ]
