"""Setting files and pictures from our templates: no network, no fonts of the machine, the same bytes each time."""

import datetime
import functools
import json
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import fontpkg_noto_sans
import fontpkg_noto_serif
import typst

FOLDER = Path(__file__).parent.parent / "typst"
# A compiler refuses a second thread while it works for the first.
ONE_AT_A_TIME = threading.Lock()


def typeset(
    template: str,
    data: Mapping[str, Any],
    *,
    made_at: datetime.datetime,
    kind: str = "pdf",
    standards: Sequence[str] = (),
    ppi: int | None = None,
) -> bytes:
    """Set a template.

    Args:
        template: the name of its file.
        data: what it shows; JSON.
        made_at: what a file says of when it was made.
        kind: pdf, png or svg.
        standards: of PDF, to which it must conform.
        ppi: pixels an inch, of a PNG.

    Returns:
        The file, the same each time.

    Raises:
        typst.TypstError: the template is broken, or a standard cannot be kept.
    """
    with ONE_AT_A_TIME:
        compiled = _compiler(template).compile(
            format=kind,
            ppi=ppi,
            pdf_standards=list(standards),
            sys_inputs={"data": json.dumps(data)},
            timestamp=int(made_at.timestamp()),
        )
    return bytes(compiled)


@functools.cache
def _compiler(template: str) -> Any:
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=True,
        font_paths=[str(package.ROOT / "files") for package in (fontpkg_noto_sans, fontpkg_noto_serif)],
    )
    return typst.Compiler(str(FOLDER / template), root=str(FOLDER), font_paths=fonts, ignore_system_fonts=True)
