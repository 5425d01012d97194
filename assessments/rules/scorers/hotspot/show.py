"""What a learner may see of places to be pointed at before the key is due."""

from collections.abc import Collection

from assessments.rules.scorers.hotspot.areas import area_of, paper_height
from assessments.rules.scorers.hotspot.scoring import is_single
from assessments.rules.texts import Texts
from assessments.rules.types.hotspot import FULL, KEPT, HotspotPicture, HotspotPresentation, HotspotRegion
from assessments.rules.types.kinds import Definition, Variant
from assessments.rules.types.scores import MICRO


def present(definition: Definition, _variant: Variant, language: str, response: object) -> HotspotPresentation:
    """Build what may be shown before the key is due.

    Args:
        definition: a definition without problems.
        language: code of the reader's language.
        response: what has been saved so far; any JSON value, None for nothing.

    Returns:
        The picture and its places with those chosen so far.
    """
    texts = Texts(definition, language)
    given = response.get("chosen") if isinstance(response, dict) else None
    regions = shown_regions(definition, texts, given if isinstance(given, list) else [])
    return HotspotPresentation(
        title=texts("title"),
        intro_html=texts("intro_html"),
        possible=definition["points"] * MICRO,
        prompt_html=texts("prompt_html"),
        picture=shown_picture(definition, texts),
        is_single=is_single(definition),
        is_numbered=definition["numbered"],
        regions=regions,
        answered=sum(region.chosen for region in regions),
    )


def shown_picture(definition: Definition, texts: Texts) -> HotspotPicture:
    """Describe the picture.

    Args:
        definition: a definition without problems.
        texts: of the reader.

    Returns:
        The picture.
    """
    picture = definition["picture"]
    height = paper_height(picture["width"], picture["height"])
    return HotspotPicture(f"{KEPT}/{picture['file']}", FULL, height, texts("picture.alt"), texts("picture.credit"))


def shown_regions(definition: Definition, texts: Texts, chosen: Collection[object]) -> tuple[HotspotRegion, ...]:
    """Put the places on paper.

    Args:
        definition: a definition without problems.
        texts: of the reader.
        chosen: ids of regions.

    Returns:
        Every place once, numbered as somebody reads the picture, so that the author's order tells nothing.
    """
    height = paper_height(definition["picture"]["width"], definition["picture"]["height"])
    areas = {region["id"]: area_of(region["shape"], region["area"], height) for region in definition["regions"]}
    order = sorted(areas, key=lambda key: (*areas[key].reading(height), key))
    return tuple(
        HotspotRegion(
            id=key,
            number=number,
            text=texts(f"regions.{key}.text"),
            chosen=key in chosen,
            path=areas[key].path,
            x=areas[key].mark[0],
            y=areas[key].mark[1],
            size=areas[key].size,
        )
        for number, key in enumerate(order, 1)
    )
