"""Situations to judge, as the fields of their files."""

from typing import Any

from cms.definitions import JudgedOption, Situation, SjtAuthored
from cms.definitions.sjt import PROVISIONAL, ratings_of
from cms.exporting.collecting.sheet import Sheet
from cms.exporting.collecting.vocabulary import Vocabulary

_Fields = dict[str, Any]


def sjt_fields(authored: SjtAuthored, _page: Any, sheet: Sheet, _vocabulary: Vocabulary) -> _Fields:
    is_provisional = authored.panel == PROVISIONAL
    return {
        "mode": authored.mode,
        "panel": authored.panel,
        "points": authored.points,
        "scenarios": [_scenario(scenario, sheet, is_provisional=is_provisional) for scenario in authored.scenarios],
    }


def _scenario(scenario: Situation, sheet: Sheet, *, is_provisional: bool) -> _Fields:
    where = f"scenario “{scenario.id}”"
    return {
        "id": scenario.id,
        "body": sheet.rich(f"{where}, body", scenario.text_html),
        "question": sheet.plain(f"{where}, question", scenario.question),
        "options": [_option(option, where, sheet, is_provisional=is_provisional) for option in scenario.options],
    }


def _option(option: JudgedOption, where: str, sheet: Sheet, *, is_provisional: bool) -> _Fields:
    ratings = ratings_of(option.ratings)
    if not ratings:
        sheet.note(f"{where}, rating", "A rating is missing or is no number from 1 to 7. Write it.")
    return {
        "id": option.id,
        "text": sheet.plain(f"{where}, text", option.text),
        **({"rating": ratings[0] if ratings else ""} if is_provisional else {"ratings": list(ratings)}),
        "why": sheet.plain(f"{where}, why", option.why),
    }
