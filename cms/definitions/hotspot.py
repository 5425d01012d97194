"""Places in a picture: what was written → definition, and what is wrong with what was written."""

import re
from typing import Any

from cms.definitions.pointed import HotspotAuthored
from cms.definitions.problems import AuthoringProblem

SCORER = "hotspot/1"
_NUMBER = re.compile(r"([0-9]{1,3})(?:\.([0-9]{1,2}))?")


def structure(authored: HotspotAuthored) -> dict[str, Any]:
    return {
        "scorer": SCORER,
        "points": authored.points,
        "competency": authored.header.competency,
        "picture": {"file": authored.file, "width": authored.width, "height": authored.height},
        "numbered": authored.numbered,
        "regions": [
            {"id": region.id, "shape": region.shape, "area": hundredths(region.area), "right": region.right}
            for region in authored.regions
        ],
    }


def texts(authored: HotspotAuthored) -> dict[str, str]:
    found = {"prompt_html": authored.prompt_html, "why_html": authored.why_html}
    found |= {"picture.alt": authored.alt, "picture.credit": authored.credit}
    for region in authored.regions:
        found |= {f"regions.{region.id}.text": region.text, f"regions.{region.id}.why": region.why}
    return found


def problems(_authored: HotspotAuthored) -> list[AuthoringProblem]:
    """Find nothing: the rules know which areas, places and pictures will do."""
    return []


def hundredths(area: str) -> list[int]:
    """Read numbers in per cent as hundredths of a per cent; [] when one of them is none."""
    found = [_NUMBER.fullmatch(word) for word in area.replace(",", " ").split()]
    return [int(match[1]) * 100 + int((match[2] or "").ljust(2, "0")) for match in found if match] if all(found) else []
