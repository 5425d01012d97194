"""Names the pictures of a course, and remembers which files they are."""

from dataclasses import dataclass, field
from pathlib import PurePosixPath
from uuid import UUID

from cms.models import ImportRecord, Picture


@dataclass(slots=True)
class Album:
    """The pictures of one course by their names in its folder, in the order in which lessons show them."""

    names: dict[UUID, str] = field(default_factory=dict)
    files: dict[str, Picture] = field(default_factory=dict)

    def name_of(self, picture: Picture) -> str:
        """Name a picture as it was named when it was imported; as its file is named, if it never was."""
        if picture.key not in self.names:
            record = ImportRecord.objects.filter(key=picture.key).first()
            wanted = PurePosixPath(record.path if record else picture.file.name).name
            name = self._free_name(wanted)
            self.names[picture.key], self.files[name] = name, picture
        return self.names[picture.key]

    def _free_name(self, wanted: str) -> str:
        stem, dot, suffix = wanted.rpartition(".")
        taken = {PurePosixPath(name).name.lower() for name in self.files}
        number, free = 1, wanted
        while free.lower() in taken:
            number += 1
            free = f"{stem}-{number}{dot}{suffix}"
        return f"images/{free}"
