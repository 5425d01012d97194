"""Places in a picture, as an instructor writes them."""

import hashlib
from typing import Any

from wagtail.models import Page

from cms.models import HotspotExercisePage, Picture
from tests.factories import cms as make


def make_hashed_picture(**fields: Any) -> Picture:
    """Make a picture whose content has a name, as uploads have."""
    picture = make.make_picture(**fields)
    with picture.open_file() as file:
        picture.file_hash = hashlib.sha1(file.read(), usedforsecurity=False).hexdigest()
    picture.save()
    return picture


def region(region_id: str, text: str, area: str = "0 0 50 50", *, right: bool = False, **value: Any) -> dict[str, Any]:
    given = {"text": text, "shape": "rect", "area": area, "right": right, "why": ""}
    return {"type": "region", "id": region_id, "value": given | value}


REGIONS = (
    region("west", "The left flag", "0 0 30 40", right=True, why="It hangs lower."),
    region("east", "The right flag", "70 0 100 40.25"),
    region("plate", "The name plate", "50 80 10", shape="circle", right=True),
)


def make_hotspot(*, parent: Page, live: bool = True, **fields: Any) -> HotspotExercisePage:
    picture = fields.pop("picture") if "picture" in fields else make_hashed_picture()
    number = picture.pk if picture else 0
    defaults = {
        "title": f"Places {number}",
        "slug": f"places-{number}",
        "prompt": "<p>What has to change?</p>",
        "alt": "Two flags behind a desk.",
        "credit": "Drawn for tests",
        "regions": list(REGIONS),
    }
    return make.add(parent, HotspotExercisePage(picture=picture, **(defaults | fields)), live=live)
