"""Opens files inside one folder, and nowhere else."""

from dataclasses import dataclass
from pathlib import Path

from cms.importing.reading.problems import ProblemLog

MAX_TEXT_BYTES = 400_000
MAX_FILES = 5_000


@dataclass(frozen=True, slots=True)
class Folder:
    """The curriculum folder. Every name given to it is relative to it, with forward slashes."""

    root: Path
    log: ProblemLog

    def name_of(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()

    def path_of(self, name: str) -> Path | None:
        """Find a file; None when there is none or when the name leads out of the folder."""
        if not name or "\\" in name or "\0" in name or name.startswith("/") or ".." in name.split("/"):
            return None
        path = self.root / name
        if not path.is_file() or not path.resolve().is_relative_to(self.root.resolve()):
            return None
        return path

    def read_text(self, name: str) -> str | None:
        """Read a text file; None, with a problem, when it is missing, too large or not UTF-8."""
        path = self.path_of(name)
        if path is None:
            self.log.add(name, 1, "This file is missing. Write it, or remove its name where it is mentioned.")
            return None
        if path.stat().st_size > MAX_TEXT_BYTES:
            self.log.add(name, 1, f"This file is larger than {MAX_TEXT_BYTES // 1000} kB. Divide it.")
            return None
        data = path.read_bytes()
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            self.log.add(name, line, "This line is not UTF-8 text. Save the file as UTF-8.")
            return None
        return text.replace("\r\n", "\n").replace("\r", "\n")

    def folders_in(self, name: str = "") -> list[str]:
        """Name the folders in a folder, in the order of their names; hidden ones are passed over."""
        return [self.name_of(path) for path in self._children(name) if path.is_dir()]

    def files_in(self, name: str) -> list[str]:
        """Name the files in a folder, in the order of their names; hidden ones are passed over."""
        return [self.name_of(path) for path in self._children(name) if path.is_file()]

    def _children(self, name: str) -> list[Path]:
        children = sorted((self.root / name).iterdir(), key=lambda path: path.name)
        inside = self.root.resolve()
        return [path for path in children if path.name[0] != "." and path.resolve().is_relative_to(inside)]
