"""Draws that depend on a secret seed and on nothing else."""

import hashlib
import hmac
from collections.abc import Iterator, Sequence
from typing import TypeVar

_Entry = TypeVar("_Entry")
_WORD_BYTES = 8
_WORD_VALUES = 2 ** (8 * _WORD_BYTES)


class Stream:
    """A stream of numbers from HMAC-SHA256 in counter mode."""

    def __init__(self, seed: bytes, purpose: str) -> None:
        """Begin a stream.

        Args:
            seed: secret key, one per attempt.
            purpose: what is drawn; another purpose is another stream.
        """
        self._words = _words(seed, purpose.encode())

    def below(self, bound: int) -> int:
        """Draw a number, each one equally likely.

        Args:
            bound: 1 to 2**32.

        Returns:
            0 to `bound` - 1.
        """
        limit = _WORD_VALUES - _WORD_VALUES % bound
        word = next(word for word in self._words if word < limit)
        return word % bound

    def shuffled(self, entries: Sequence[_Entry]) -> list[_Entry]:
        """Draw an order, each one equally likely.

        Args:
            entries: what to order.

        Returns:
            The same entries, shuffled after Fisher and Yates.
        """
        order = list(entries)
        for last in range(len(order) - 1, 0, -1):
            other = self.below(last + 1)
            order[last], order[other] = order[other], order[last]
        return order


def _words(seed: bytes, purpose: bytes) -> Iterator[int]:
    counter = 0
    while True:
        block = hmac.digest(seed, purpose + b"\x00" + counter.to_bytes(8, "big"), hashlib.sha256)
        for start in range(0, len(block), _WORD_BYTES):
            yield int.from_bytes(block[start : start + _WORD_BYTES], "big")
        counter += 1
