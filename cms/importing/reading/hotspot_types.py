"""What an exercise file of kind hotspot holds."""

from dataclasses import dataclass

from cms.importing.reading.library_types import Picture


@dataclass(frozen=True, slots=True)
class Region:
    """`area` holds the numbers of the shape in per cent, as written."""

    id: str
    text: str
    shape: str
    area: str
    right: bool
    why: str


@dataclass(frozen=True, slots=True)
class HotspotBody:
    picture: Picture
    credit: str
    prompt_html: str
    points: int
    numbered: bool
    regions: tuple[Region, ...]
    why_html: str
