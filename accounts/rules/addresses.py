"""E-mail addresses in what people paste: a column of a spreadsheet, a list, the "To" line of a message."""

import re
from dataclasses import dataclass

# What stands around an address in lists, spreadsheets and messages, and so belongs to none.
TOKEN = re.compile(r"""[^\s<>()\[\],;:"|]*@[^\s<>()\[\],;:"|]*""")
SHOWN = 80


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing found on one line.

    Attributes:
        line: number of the line, from 1.
        text: the address in lower case; without an "@" in the line, the beginning of the line as it was written.
    """

    line: int
    text: str

    @property
    def is_address(self) -> bool:
        return "@" in self.text


def decode(raw: bytes) -> str:
    """Read the bytes of a text file as spreadsheet programs save it.

    Args:
        raw: UTF-8, UTF-16 with a byte order mark, or the old Windows code page; addresses are the same in all.

    Returns:
        Its text; what cannot be read becomes a replacement character.
    """
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", errors="replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def read_entries(text: str) -> list[Entry]:
    """Find the addresses in a text.

    Args:
        text: lines of "address", "Name <address>", or cells separated by tab, semicolon or comma; several addresses on
            a line are several entries; empty lines are nothing.

    Returns:
        Entries in the order of the text. That one contains an "@" does not make it a right address.
    """
    found: list[Entry] = []
    for number, line in enumerate(text.replace("\0", "").splitlines(), start=1):
        tokens = [token.strip("'.").lower() for token in TOKEN.findall(line)]
        if tokens:
            found += [Entry(number, token) for token in tokens]
        elif line.strip(' \t,;"'):
            found.append(Entry(number, line.strip()[:SHOWN]))
    return found
