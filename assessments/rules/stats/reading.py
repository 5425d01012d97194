"""Reads JSON data with a path to whatever is wrong."""

from collections.abc import Callable, Collection
from typing import Any, TypeVar

from assessments.rules.checks import pointer
from assessments.rules.errors import DataError

T = TypeVar("T")
MOST = 1e12
"""Greatest number that is read; beyond it squares would lose what they are asked for."""
_PLACES = 12


class Node:
    """A JSON value and where it stands; each method reads it as one thing or refuses it."""

    def __init__(self, value: Any, path: str = "") -> None:
        """Stand on a value.

        Args:
            value: any JSON value.
            path: JSON Pointer to it.
        """
        self.value, self._path = value, path

    def refuse(self, message: str) -> DataError:
        """Make the error that names this place.

        Args:
            message: a sentence that says what to write instead.

        Returns:
            The error, to be raised.
        """
        return DataError(self._path, message)

    def part(self, name: str) -> "Node":
        """Go to a named part.

        Args:
            name: of the part.

        Returns:
            The part; null stands for one that is missing.

        Raises:
            DataError: the value is no object.
        """
        if not isinstance(self.value, dict):
            raise self.refuse("Write an object with named parts here.")
        return Node(self.value.get(name), f"{self._path}/{pointer(name)}")

    def parts(self) -> list[tuple[str, "Node"]]:
        """List the named parts.

        Returns:
            (name, part), in the order given.

        Raises:
            DataError: the value is no object.
        """
        if not isinstance(self.value, dict):
            raise self.refuse("Write an object with named parts here.")
        return [(name, self.part(name)) for name in self.value]

    def each(self, read: Callable[["Node"], T], least: int = 0, most: int | None = None) -> list[T]:
        """Read a list.

        Args:
            read: how to read each entry.
            least: how many entries there must be.
            most: how many there may be.

        Returns:
            The entries.

        Raises:
            DataError: it is no list, too short or too long, or an entry is refused.
        """
        if not isinstance(self.value, list) or len(self.value) < least:
            raise self.refuse(f"Write a list of at least {least} here." if least else "Write a list here.")
        if most is not None and len(self.value) > most:
            raise self.refuse(f"Write a list of at most {most} here.")
        return [read(Node(entry, f"{self._path}/{position}")) for position, entry in enumerate(self.value)]

    def optional(self, read: Callable[["Node"], T], default: T) -> T:
        """Read a value that may be missing or null.

        Args:
            read: how to read it when it is there.
            default: what stands for nothing.

        Returns:
            What was read, or the default.

        Raises:
            DataError: it is there and refused.
        """
        return default if self.value is None else read(self)

    def number(self, low: float = -MOST, high: float = MOST) -> float:
        """Read a number.

        Args:
            low: least value allowed.
            high: greatest value allowed.

        Returns:
            The number, to twelve places.

        Raises:
            DataError: it is no number or out of range.
        """
        if type(self.value) not in {int, float} or not low <= self.value <= high:
            raise self.refuse(f"Write a number from {low:g} to {high:g} here.")
        return round(float(self.value), _PLACES)

    def whole(self, low: int, high: int = 10**15) -> int:
        """Read a whole number.

        Args:
            low: least value allowed.
            high: greatest value allowed.

        Returns:
            The number.

        Raises:
            DataError: it is no whole number or out of range.
        """
        if type(self.value) is not int or not low <= self.value <= high:
            raise self.refuse(f"Write a whole number from {low} to {high} here.")
        return self.value

    def flag(self) -> bool:
        """Read a yes or no.

        Returns:
            True or False.

        Raises:
            DataError: it is neither.
        """
        if not isinstance(self.value, bool):
            raise self.refuse("Write true or false here.")
        return self.value

    def name(self, allowed: Collection[str] = ()) -> str:
        """Read a text.

        Args:
            allowed: the words that may stand here; any text but the empty one when there are none.

        Returns:
            The text.

        Raises:
            DataError: it is no text or another word.
        """
        if not isinstance(self.value, str) or not self.value or (allowed and self.value not in allowed):
            raise self.refuse(f"Write one of these here: {', '.join(allowed)}." if allowed else "Write a text here.")
        return self.value
