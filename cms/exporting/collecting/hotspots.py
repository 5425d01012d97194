"""Places in a picture, as the fields of their files."""

from typing import Any

from cms.definitions import HotspotAuthored, HotspotRegion
from cms.exporting.collecting.album import Album
from cms.exporting.collecting.sheet import Sheet, without_empty

_Fields = dict[str, Any]


def hotspot_fields(authored: HotspotAuthored, page: Any, sheet: Sheet, album: Album) -> _Fields:
    fields = {
        "prompt": sheet.rich("prompt", authored.prompt_html),
        "picture": _picture(authored, page.picture, sheet, album),
        "points": authored.points,
        "numbered": authored.numbered,
        "regions": [_region(region, sheet) for region in authored.regions],
        "why": sheet.rich("why", authored.why_html),
    }
    return without_empty(fields, ["why"])


def _picture(authored: HotspotAuthored, picture: Any, sheet: Sheet, album: Album) -> _Fields:
    if picture is None:
        sheet.note("picture, file", "The picture is gone. Choose another.")
        return {}
    return {
        "key": str(picture.key),
        "file": album.picture(picture),
        "alt": sheet.plain("picture, alt", authored.alt),
        "credit": sheet.plain("picture, credit", authored.credit),
    }


def _region(region: HotspotRegion, sheet: Sheet) -> _Fields:
    where = f"place “{region.id}”"
    fields = {
        "id": region.id,
        "text": sheet.plain(f"{where}, text", region.text),
        "shape": region.shape,
        "area": sheet.plain(f"{where}, area", region.area),
        "right": region.right,
        "why": sheet.plain(f"{where}, why", region.why),
    }
    return without_empty(fields, ["why"])
