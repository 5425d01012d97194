"""What a learner sees of places pointed at after submitting."""

from dataclasses import asdict

from assessments.rules.scorers.hotspot.scoring import LINE, is_single
from assessments.rules.scorers.hotspot.show import shown_picture, shown_regions
from assessments.rules.scorers.results import FLOOR
from assessments.rules.texts import Texts
from assessments.rules.types.hotspot import HotspotDebrief, HotspotFinding
from assessments.rules.types.kinds import Definition, Variant
from assessments.rules.types.scores import ScoredResponse


def debrief(
    definition: Definition, _variant: Variant, language: str, scored: ScoredResponse, reveal: bool
) -> HotspotDebrief:
    """Build what is shown after submitting.

    Args:
        definition: the definition that was scored.
        language: code of the reader's language.
        scored: the score.
        reveal: whether the key is due; until then nobody learns which places were right.

    Returns:
        The picture with the places chosen and, when the key is due, those that are right, and why.
    """
    texts = Texts(definition, language)
    secret = texts if reveal else Texts({"texts": {}}, language)
    lines = {line.id: line for line in scored.criteria}
    right = {region["id"]: region["right"] for region in definition["regions"]} if reveal else {}
    floor = lines.get(f"{FLOOR}.{LINE}")
    return HotspotDebrief(
        title=texts("title"),
        reveal=reveal,
        state=scored.state,
        earned=scored.earned,
        possible=scored.possible,
        outcome=lines[LINE].message.removeprefix("choice."),
        floor=floor.earned if floor else 0,
        prompt_html=texts("prompt_html"),
        picture=shown_picture(definition, texts),
        is_single=is_single(definition),
        regions=tuple(
            HotspotFinding(**asdict(region), right=right.get(region.id), why=secret(f"regions.{region.id}.why"))
            for region in shown_regions(definition, texts, scored.diagnostics["chosen"])
        ),
        why_html=secret("why_html"),
        sources_html=secret("sources_html"),
    )
