"""From places in a picture that were read to the fields of their page."""

from dataclasses import asdict
from typing import Any

from cms.importing.reading.hotspot_types import HotspotBody, Region


def hotspot(body: HotspotBody) -> dict[str, Any]:
    """Give the fields; the picture by its key."""
    return {
        "prompt": body.prompt_html,
        "picture_id": str(body.picture.key),
        "alt": body.picture.alt,
        "credit": body.credit,
        "regions": [{"type": "region", "id": region.id, "value": _value(region)} for region in body.regions],
        "numbered": body.numbered,
        "why": body.why_html,
        "points": body.points,
    }


def _value(region: Region) -> dict[str, Any]:
    return {name: value for name, value in asdict(region).items() if name != "id"}
