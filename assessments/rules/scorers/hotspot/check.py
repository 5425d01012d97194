"""What an author has to change in places to be pointed at."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from assessments.rules.checks import (
    Checked,
    Report,
    competency,
    gettext_noop,
    objects,
    one_of,
    require_texts,
    whole_number,
)
from assessments.rules.scorers.hotspot.areas import NUMBERS, has_extent
from assessments.rules.types.hotspot import FULL
from assessments.rules.types.kinds import Definition
from assessments.rules.types.scores import Problem

MAX_REGIONS = 30
MAX_SIDE = 100_000
# Content of a picture → its name; nothing else can be asked of the server.
_FILE = re.compile(r"[0-9a-f]{40}\.(?:svg|webp)")


def problems(definition: Definition) -> list[Problem]:
    """List what an author has to change.

    Args:
        definition: any JSON object.

    Returns:
        Problems in the order of the definition, [] when there is none.
    """
    report = Report()
    competency(report, "/competency", definition.get("competency"))
    _picture(report, definition.get("picture"))
    if not isinstance(definition.get("numbered"), bool):
        report.add("/numbered", gettext_noop("Say yes or no: do numbers stand on the picture?"))
    regions = objects(report, "/regions", definition.get("regions"), 2, MAX_REGIONS)
    for path, region in regions:
        _region(report, path, region)
    if len({region.get("right") is True for _, region in regions}) == 1:
        report.add("/regions", gettext_noop("Mark at least one place as right and leave at least one wrong."))
    require_texts(report, definition, _texts(regions))
    return report.problems


def _picture(report: Report, picture: object) -> None:
    if not isinstance(picture, dict) or not _is_file(picture.get("file")):
        report.add("/picture", gettext_noop("Choose a picture."))
        return
    for side in ("width", "height"):
        whole_number(report, f"/picture/{side}", picture.get(side), 1, MAX_SIDE)


def _is_file(name: object) -> bool:
    return isinstance(name, str) and _FILE.fullmatch(name) is not None


def _region(report: Report, path: str, region: Mapping[str, Any]) -> None:
    if one_of(report, f"{path}/shape", region.get("shape"), NUMBERS) and not _is_area(region):
        template = gettext_noop(
            "Write the numbers of this shape, from 0 to 100: rectangle left, top, right, bottom; circle x, y, radius; "
            "ellipse x, y and both radii; polygon x and y of three corners or more."
        )
        report.add(f"{path}/area", template)
    if not isinstance(region.get("right"), bool):
        report.add(f"{path}/right", gettext_noop("Say yes or no: is this place right?"))


def _is_area(region: Mapping[str, Any]) -> bool:
    shape, numbers = region["shape"], region.get("area")
    least, most = NUMBERS[shape]
    if not isinstance(numbers, list) or not least <= len(numbers) <= most or (shape == "poly" and len(numbers) % 2):
        return False
    in_picture = all(type(number) is int and 0 <= number <= FULL for number in numbers)
    return in_picture and has_extent(shape, numbers)


def _texts(regions: Checked) -> Iterator[tuple[str, str]]:
    yield "prompt_html", gettext_noop("Write the task (language: %(language)s).")
    yield "picture.alt", gettext_noop("Describe the picture for people who cannot see it (language: %(language)s).")
    for _, region in regions:
        yield f"regions.{region['id']}.text", gettext_noop("Name this place (language: %(language)s).")
