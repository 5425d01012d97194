"""Names the files of a course's library, and remembers which they are."""

from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any
from uuid import UUID

from cms.models import CourseDocument, ImportRecord, Picture, Recording


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file of the library. `label` says to people what it belongs to."""

    label: str
    file: Any


@dataclass(slots=True)
class Album:
    """Pictures, recordings and documents of one course by their names in its folder, as lessons come to show them.

    `texts` are the transcripts.
    """

    names: dict[UUID, str] = field(default_factory=dict)
    files: dict[str, StoredFile] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)

    def picture(self, picture: Picture) -> str:
        return self._name_of(picture, "images", f"picture “{picture.title}”")

    def document(self, document: CourseDocument) -> str:
        return self._name_of(document, "files", f"document “{document.title}”")

    def recording(self, recording: Recording) -> str:
        return self._name_of(recording, "media", f"recording “{recording.title}”")

    def transcript(self, recording: Recording, text: str) -> str:
        name = f"{self.recording(recording)}.txt"
        self.texts[name] = f"{text}\n"
        return name

    def track(self, recording: Recording, track: Any) -> str:
        name = f"{self.recording(recording)}.{track.language}.{track.kind}.vtt"
        self.files[name] = StoredFile(f"captions of “{recording.title}”", track.file)
        return name

    def _name_of(self, item: Any, folder: str, label: str) -> str:
        """Name an item as it was named when it was imported; as its file is named, if it never was."""
        if item.key not in self.names:
            record = ImportRecord.objects.filter(key=item.key).first()
            wanted = PurePosixPath(record.path if record else item.file.name).name
            name = self._free_name(folder, wanted)
            self.names[item.key], self.files[name] = name, StoredFile(label, item.file)
        return self.names[item.key]

    def _free_name(self, folder: str, wanted: str) -> str:
        stem, dot, suffix = wanted.rpartition(".")
        taken = {name.lower() for name in self.files}
        number, free = 1, wanted
        while f"{folder}/{free}".lower() in taken:
            number += 1
            free = f"{stem}-{number}{dot}{suffix}"
        return f"{folder}/{free}"
