"""The fields of one page on their way into a file; what a file cannot hold is noted with page and field."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from cms.definitions import lines_of
from cms.exporting.writing import markdown

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_NO_CONTROL = "This holds a control character, which a file cannot hold. Write the text again."


@dataclass(frozen=True, slots=True, order=True)
class ExportProblem:
    """Something that the files cannot hold. `field` is its name in the files."""

    page: str
    field: str
    message: str

    def __str__(self) -> str:
        return f"{self.page}: {self.field}: {self.message}" if self.field else f"{self.page}: {self.message}"


@dataclass(slots=True)
class Sheet:
    page: str
    problems: list[ExportProblem]
    fields: dict[str, Any] = field(default_factory=dict)

    def note(self, name: str, message: str) -> None:
        self.problems.append(ExportProblem(self.page, name, message))

    def plain(self, name: str, text: object) -> str:
        """Plain text as the files hold it: its line breaks are kept, its ends are trimmed."""
        found = str(text or "").replace("\r\n", "\n").replace("\r", "\n").strip()
        if _CONTROL.search(found):
            self.note(name, _NO_CONTROL)
        return found

    def lines(self, name: str, text: str) -> list[str]:
        return [self.plain(name, line) for line in lines_of(text)]

    def rich(self, name: str, html: str, *, headings: bool = False) -> str:
        """Rich text whose links are resolved, as Markdown."""
        if _CONTROL.search(html):
            self.note(name, _NO_CONTROL)
            return ""
        written = markdown.from_html(html, headings=headings)
        for problem in written.problems:
            self.note(name, problem)
        return written.text


def without_empty(fields: dict[str, Any], optional: Sequence[str]) -> dict[str, Any]:
    """Leave out the optional fields that say nothing."""
    return {name: value for name, value in fields.items() if name not in optional or value not in ("", [], None)}
