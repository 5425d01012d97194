"""The one writer of files for spreadsheet programs."""

import csv
import io
from collections.abc import Iterable, Sequence

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")


def write_csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Write a table that a spreadsheet program shows and never runs.

    Args:
        header: names of the columns.
        rows: cells as texts or numbers; None is an empty cell.

    Returns:
        UTF-8 with a byte order mark, lines ending in CR LF. A text that a spreadsheet program would take for a formula
        gets an apostrophe in front.

    Source:
        OWASP, "CSV Injection".
    """
    output = io.StringIO()
    writer = csv.writer(output)
    writer.writerows([_safe(cell) for cell in row] for row in (header, *rows))
    return output.getvalue().encode("utf-8-sig")


def _safe(cell: object) -> object:
    if isinstance(cell, str) and cell.startswith(DANGEROUS):
        return f"'{cell}"
    return cell
