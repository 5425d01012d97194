"""Situations to judge: what was written → definition, and what is wrong with what was written."""

import re
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from cms.definitions.authored import JudgedOption, Situation, SjtAuthored
from cms.definitions.problems import AuthoringProblem

SCORER = "sjt-pairs/1"
PROVISIONAL = "provisional"
FIRST_NUMBER, LAST_NUMBER = 1, 7


def structure(authored: SjtAuthored) -> dict[str, Any]:
    return {
        "scorer": SCORER,
        "points": authored.points,
        "competency": authored.header.competency,
        "mode": authored.mode,
        "panel": authored.panel,
        "scenarios": [
            {"id": scenario.id, "options": [_option(option) for option in scenario.options]}
            for scenario in authored.scenarios
        ],
    }


def _option(option: JudgedOption) -> dict[str, Any]:
    return {"id": option.id, "ratings": list(ratings_of(option.ratings))}


def ratings_of(written: str) -> tuple[int, ...]:
    """Read "6" or "6 7 5 …"; () when something in it is no number from 1 to 7."""
    words = [word for word in re.split(r"[\s,;]+", written) if word]
    return tuple(int(word) for word in words) if all(re.fullmatch("[1-7]", word) for word in words) else ()


def texts(authored: SjtAuthored) -> dict[str, str]:
    found: dict[str, str] = {}
    for scenario in authored.scenarios:
        base = f"scenarios.{scenario.id}"
        found[f"{base}.body_html"] = scenario.text_html
        found[f"{base}.question"] = scenario.question
        for option in scenario.options:
            found[f"{base}.options.{option.id}.text"] = option.text
            found[f"{base}.options.{option.id}.why"] = option.why
    return found


def problems(authored: SjtAuthored) -> list[AuthoringProblem]:
    found = []
    if authored.panel == PROVISIONAL and authored.required:
        message = _(
            "As long as no panel of at least seven people has rated, this exercise cannot count for the course: untick "
            "“counts for the course”."
        )
        found.append(AuthoringProblem("required", message))
    if not authored.scenarios:
        found.append(AuthoringProblem("scenarios", _("Write at least one scenario.")))
    for number, scenario in enumerate(authored.scenarios, start=1):
        found += _scenario_problems(number, scenario, is_provisional=authored.panel == PROVISIONAL)
    return found


def _scenario_problems(number: int, scenario: Situation, *, is_provisional: bool) -> Iterator[AuthoringProblem]:
    for place, option in enumerate(scenario.options, start=1):
        numbers = ratings_of(option.ratings)
        message = ""
        if option.ratings and not numbers:
            message = _("write the rating with whole numbers from 1 to 7 and spaces between, nothing else.")
        elif is_provisional and len(numbers) > 1:
            message = _("write one number, your own, as long as no panel has rated.")
        if message:
            where = {"number": number, "option": place, "message": message}
            text = _("Scenario %(number)s, option %(option)s: %(message)s") % where
            yield AuthoringProblem("scenarios", text, scenario.id)
