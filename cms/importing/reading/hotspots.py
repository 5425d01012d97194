"""Reads places to be pointed at in a picture."""

from cms.importing.reading.fields import NO_KEY, Fields
from cms.importing.reading.hotspot_types import HotspotBody, Region
from cms.importing.reading.library_types import Picture
from cms.importing.reading.pictures import read_picture
from cms.importing.reading.shared import Reading, log_repeated

SHAPES = ("rect", "circle", "ellipse", "poly")
LONG = 2_000


def read_hotspot(reading: Reading, fields: Fields) -> HotspotBody:
    """Read the picture and its places."""
    regions = [(item, _region(item)) for item in fields.mappings("regions", required=True)]
    log_repeated(((region.id, item) for item, region in regions), "places")
    log_repeated(((region.text, item) for item, region in regions), "places", "text")
    if len({region.right for _, region in regions}) == 1:
        fields.problem("regions", "Mark at least one place as right: true and leave at least one right: false.")
    picture, credit = _picture(reading, fields)
    return HotspotBody(
        picture=picture,
        credit=credit,
        prompt_html=fields.markdown("prompt", required=True),
        points=fields.whole("points", low=1, high=1_000, default=5),
        numbered=fields.flag("numbered", default=True),
        regions=tuple(region for _, region in regions),
        why_html=fields.markdown("why"),
    )


def _picture(reading: Reading, exercise: Fields) -> tuple[Picture, str]:
    """Read the picture and who made it; its file is empty, with a problem, where it may not be shown."""
    fields = exercise.mapping("picture", "The picture")
    if fields is None:
        exercise.problem("picture", "“picture” is missing. Write its key, file, alt and credit.")
        return Picture(NO_KEY, "", "", ""), ""
    described = Picture(fields.key(), "", "", fields.text("alt", longest=LONG))
    picture = read_picture(reading, exercise.file.partition("/")[0], fields, described)
    credit = fields.text("credit")
    fields.finish()
    if picture is not None:
        reading.claim_item(fields, picture.key, picture.file)
    return picture or described, credit


def _region(fields: Fields) -> Region:
    region = Region(
        id=fields.id(),
        text=fields.text("text"),
        shape=fields.one_of("shape", SHAPES, default="rect"),
        area=fields.text("area"),
        right=fields.flag("right", default=False),
        why=fields.text("why", default="", longest=LONG),
    )
    fields.finish()
    return region
