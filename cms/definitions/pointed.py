"""What an instructor wrote about places in a picture."""

from dataclasses import dataclass

from cms.definitions.header import Header


@dataclass(frozen=True, slots=True)
class HotspotRegion:
    """`area` holds the numbers of the shape in per cent, as written."""

    id: str
    text: str
    shape: str
    area: str
    right: bool
    why: str = ""


@dataclass(frozen=True, slots=True)
class HotspotAuthored:
    """`file` names the picture as learners get it, "" where none is chosen."""

    header: Header
    prompt_html: str
    file: str
    width: int
    height: int
    alt: str
    credit: str
    regions: tuple[HotspotRegion, ...]
    numbered: bool = True
    why_html: str = ""
    points: int = 5
