from pathlib import Path

from cms.errors import CmsError


class FolderInUseError(CmsError):
    """The folder to write to is not empty, or not a folder."""

    def __init__(self, folder: Path, reason: str) -> None:
        super().__init__(f"{folder} {reason}")
