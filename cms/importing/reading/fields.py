"""Reads the fields of a YAML mapping, and logs every one that is missing, unknown or of the wrong kind."""

import difflib
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from uuid import UUID

from cms.importing.reading import markdown
from cms.importing.reading.markdown import Place
from cms.importing.reading.problems import ProblemLog
from cms.importing.reading.yaml_tree import Value
from courses.rules.types import SLUG, SLUG_LENGTH

NO_KEY = UUID(int=0)
LINE_LENGTH = 255
_ID = re.compile(r"[a-z0-9-]{1,40}")
_MOMENT = "%Y-%m-%dT%H:%M:%SZ"


@dataclass(slots=True)
class Fields:
    """One mapping. Every method names a field, so `finish` can say which fields are unknown."""

    values: Mapping[str, Value]
    line: int
    file: str
    log: ProblemLog
    known: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, value: Value | None, file: str, log: ProblemLog, what: str = "This") -> "Fields | None":
        """Begin to read `value`; None, with a problem, when it is not a mapping."""
        if value is None:
            return None
        if not isinstance(value.data, dict):
            log.add(file, value.line, f"{what} must be a list of fields, each written as name: value.")
            return None
        return cls(value.data, value.line, file, log)

    def text(self, name: str, *, default: str | None = None, longest: int = LINE_LENGTH) -> str:
        """Plain text with its line breaks, without spaces at its ends; `default` None makes it required."""
        value = self._given(name, required=default is None)
        if value is None:
            return default or ""
        if not isinstance(value.data, str | int) or isinstance(value.data, bool):
            return self._wrong(value, f"“{name}” must be a text.")
        text = str(value.data).strip()
        if not text and default is None:
            return self._wrong(value, f"“{name}” is empty. Write its text.")
        if len(text) > longest:
            self.problem(name, f"“{name}” is longer than {longest} characters. Shorten it.")
        return text

    def markdown(self, name: str, *, required: bool = False) -> str:
        """A Markdown text without headings, as HTML."""
        value = self._given(name, required=required)
        if value is None:
            return ""
        if not isinstance(value.data, str) or not value.data.strip():
            return self._wrong(value, f"“{name}” must be a text in Markdown.")
        return markdown.render(value.data, Place(self.file, value.text_line), self.log)

    def whole(self, name: str, *, low: int, high: int, default: int | None = None) -> int:
        """A whole number between two bounds; `default` None makes it required."""
        value = self._given(name, required=default is None)
        if value is None:
            return low if default is None else default
        number = value.data
        if not isinstance(number, int) or isinstance(number, bool) or not low <= number <= high:
            self._wrong(value, f"“{name}” must be a whole number from {low} to {high}.")
            return low
        return number

    def decimal(self, name: str, *, decimals: int, required: bool = True) -> str:
        """A number with a decimal point, as it stands in the file; "" when it is missing or wrong."""
        value = self._given(name, required=required)
        if value is None:
            return ""
        text = str(value.data)
        if isinstance(value.data, bool) or not re.fullmatch(rf"-?[0-9]{{1,12}}(?:\.[0-9]{{1,{decimals}}})?", text):
            return self._wrong(value, f"“{name}” must be a number such as 12 or 12.5, at most {decimals} decimals.")
        return text

    def flag(self, name: str, *, default: bool) -> bool:
        """A truth value."""
        value = self._given(name, required=False)
        if value is None:
            return default
        if not isinstance(value.data, bool):
            self._wrong(value, f"“{name}” must be true or false.")
            return default
        return value.data

    def required_flag(self, name: str) -> bool:
        """A truth value that must be given."""
        self._given(name, required=True)
        return self.flag(name, default=False)

    def one_of(self, name: str, allowed: Collection[str], *, default: str | None = None) -> str:
        """A word out of a list; `default` None makes it required."""
        fallback = default if default is not None else next(iter(allowed))
        value = self._given(name, required=default is None)
        if value is None or value.data in allowed:
            return fallback if value is None else str(value.data)
        self._wrong(value, f"“{name}” must be one of: {', '.join(allowed)}.{_suggestion(value.data, allowed)}")
        return fallback

    def key(self, name: str = "key") -> UUID:
        """A UUID. It is required; a wrong one is logged and read as NO_KEY."""
        value = self._given(name, required=True)
        if value is None:
            return NO_KEY
        try:
            key = UUID(str(value.data))
        except ValueError:
            key = NO_KEY
        if key == NO_KEY or str(key) != str(value.data).lower():
            self._wrong(value, f"“{name}” must be a UUID such as 7c0d3d52-6f0e-4d0b-9a57-1f2e3d4c5b6a. Make a new one.")
            return NO_KEY
        return key

    def date(self, name: str) -> date:
        """A day. It is required; a wrong one is logged and read as the first of all days."""
        value = self._given(name, required=True)
        if value is None:
            return date.min
        try:
            return date.fromisoformat(str(value.data))
        except ValueError:
            self._wrong(value, f"“{name}” must be a day such as 2026-11-22.")
            return date.min

    def moment(self, name: str) -> datetime | None:
        """A day and a time in UTC; None when it is left out or wrong."""
        value = self._given(name, required=False)
        if value is None:
            return None
        try:
            return datetime.strptime(str(value.data), _MOMENT).replace(tzinfo=UTC)
        except ValueError:
            self._wrong(value, f"“{name}” must be a time in UTC such as 2026-11-23T09:00:00Z.")
            return None

    def slug(self, name: str = "slug") -> str:
        """A word for an address: small letters, digits and hyphens."""
        value = self._given(name, required=True)
        if value is None:
            return ""
        if not SLUG.fullmatch(str(value.data)) or len(str(value.data)) > SLUG_LENGTH:
            return self._wrong(
                value, f"“{name}” may hold only small letters, digits and single hyphens, {SLUG_LENGTH} at most."
            )
        return str(value.data)

    def id(self, name: str = "id") -> str:
        """A short id, unique in its list."""
        value = self._given(name, required=True)
        if value is None:
            return ""
        if isinstance(value.data, bool) or not _ID.fullmatch(str(value.data)):
            return self._wrong(value, f"“{name}” may hold only small letters, digits and hyphens, 40 at most.")
        return str(value.data)

    def texts(self, name: str, *, required: bool = False, longest: int = 500) -> tuple[str, ...]:
        """A list of plain texts."""
        return tuple(text for text, _ in self.texts_with_lines(name, required=required, longest=longest))

    def texts_with_lines(self, name: str, *, required: bool = False, longest: int = 500) -> tuple[tuple[str, int], ...]:
        """A list of plain texts, each with its line."""
        found = []
        for item in self.values_of(name, required=required):
            text = " ".join(str(item.data).splitlines()).strip() if isinstance(item.data, str | int) else ""
            if not text or isinstance(item.data, bool):
                self._wrong(item, f"Each entry of “{name}” must be a text.")
            elif len(text) > longest:
                self._wrong(item, f"This entry of “{name}” is longer than {longest} characters. Shorten it.")
            else:
                found.append((text, item.line))
        return tuple(found)

    def numbers(self, name: str, *, low: int, high: int) -> tuple[int, ...]:
        """A list of whole numbers between two bounds."""
        found = []
        for item in self.values_of(name):
            if isinstance(item.data, int) and not isinstance(item.data, bool) and low <= item.data <= high:
                found.append(item.data)
            else:
                self._wrong(item, f"Each entry of “{name}” must be a whole number from {low} to {high}.")
        return tuple(found)

    def cells(self, name: str, values: Sequence[Value], *, longest: int) -> tuple[str, ...]:
        """Plain texts that may be empty and may have line breaks."""
        for value in values:
            if not isinstance(value.data, str | int | None) or isinstance(value.data, bool):
                self._wrong(value, f"Each entry of “{name}” must be a text.")
            elif len(str(value.data)) > longest:
                self._wrong(value, f"This entry of “{name}” is longer than {longest} characters. Shorten it.")
        return tuple("" if value.data is None else str(value.data).strip() for value in values)

    def mappings(self, name: str, *, required: bool = False) -> "Iterator[Fields]":
        """A list of mappings, each to be read in turn."""
        for item in self.values_of(name, required=required):
            fields = Fields.of(item, self.file, self.log, f"Each entry of “{name}”")
            if fields is not None:
                yield fields

    def mapping(self, name: str, what: str) -> "Fields | None":
        """A mapping that may be left out, to be read in turn; `what` names it in a problem."""
        value = self._given(name, required=False)
        return None if value is None else Fields.of(value, self.file, self.log, what)

    def values_of(self, name: str, *, required: bool = False) -> list[Value]:
        """A list of whatever it holds."""
        value = self._given(name, required=required)
        if value is None:
            return []
        if not isinstance(value.data, list):
            self._wrong(
                value, f"“{name}” must be a list: write [one, two], or each entry on a line of its own after a dash."
            )
            return []
        if required and not value.data:
            self._wrong(value, f"“{name}” is empty. Write at least one entry.")
        return value.data

    def has(self, name: str) -> bool:
        return name in self.values and self.values[name].data is not None

    def line_of(self, name: str) -> int:
        return self.values[name].line if name in self.values else self.line

    def problem(self, name: str, message: str) -> None:
        """Log a problem at the line of a field."""
        self.log.add(self.file, self.line_of(name), message)

    def finish(self) -> None:
        """Log every field that nobody asked for."""
        for name in self.values.keys() - set(self.known):
            message = f"“{name}” is not a field here; remove it.{_suggestion(name, self.known)}"
            self.problem(name, message)

    def _given(self, name: str, *, required: bool) -> Value | None:
        self.known.append(name)
        value = self.values.get(name)
        if value is not None and value.data is not None:
            return value
        if required:
            self.problem(name, f"“{name}” is missing. Write it.")
        return None

    def _wrong(self, value: Value, message: str) -> str:
        self.log.add(self.file, value.line, message)
        return ""


def _suggestion(word: object, known: Collection[str]) -> str:
    close = difflib.get_close_matches(str(word), known, n=1)
    return f" Did you mean “{close[0]}”?" if close else ""
