"""What a learner sees of situations to judge after submitting."""

from collections.abc import Mapping, Sequence
from typing import Any

from assessments.rules.scorers.results import FLOOR, arranged
from assessments.rules.scorers.sjt.forms import PICKS
from assessments.rules.scorers.sjt.pairs import HIGHEST, LOWEST, PANEL, extremes, kept_pairs, places
from assessments.rules.texts import Texts
from assessments.rules.types.debriefs import (
    SjtCount,
    SjtDebrief,
    SjtItemDebrief,
    SjtOptionDebrief,
    SjtPairDebrief,
)
from assessments.rules.types.kinds import Definition, Variant
from assessments.rules.types.scores import Criterion, ScoredResponse


def debrief(
    definition: Definition, variant: Variant, language: str, scored: ScoredResponse, reveal: bool
) -> SjtDebrief:
    """Build what is shown after submitting.

    Args:
        definition: the definition that was scored.
        variant: what was drawn for the attempt.
        language: code of the reader's language.
        scored: the score.
        reveal: whether the key is due; until then a learner sees their own answers and what each scenario cost.

    Returns:
        One entry per scenario. When the key is due options stand in the order of the ratings, the best first.
    """
    texts = Texts(definition, language)
    answers = scored.diagnostics.get("answers", {})
    drawn = variant.get("options", {})
    said = scored.diagnostics if reveal else {}
    items = tuple(
        _Scenario(definition, scenario, arranged(_ids(scenario), drawn.get(scenario["id"])), texts, reveal).debrief(
            number, answers.get(scenario["id"], {}), scored.criteria
        )
        for number, scenario in enumerate(definition["scenarios"], 1)
    )
    return SjtDebrief(
        title=texts("title"),
        reveal=reveal,
        state=scored.state,
        earned=scored.earned,
        possible=scored.possible,
        mode=definition["mode"],
        panel=definition["panel"],
        items=items,
        elevation=said.get("elevation", ""),
        scatter=said.get("scatter", ""),
        sources_html=texts("sources_html") if reveal else "",
    )


def _ids(scenario: Mapping[str, Any]) -> list[str]:
    return [option["id"] for option in scenario["options"]]


class _Scenario:
    def __init__(
        self, definition: Definition, scenario: Mapping[str, Any], ids: Sequence[str], texts: Texts, reveal: bool
    ) -> None:
        self._scenario = scenario
        self._options = {option["id"]: option for option in scenario["options"]}
        self._ids = ids
        self._texts = texts
        self._base = f"scenarios.{scenario['id']}"
        self._reveal = reveal
        self._is_panel = definition["panel"] == PANEL
        self._is_picked = definition["mode"] == "best-worst"
        self._is_rated = definition["mode"] == "rate"

    def debrief(self, number: int, given: Mapping[str, Any], criteria: Sequence[Criterion]) -> SjtItemDebrief:
        line = next(line for line in criteria if line.id == self._scenario["id"])
        floor = next((back.earned for back in criteria if back.id == f"{FLOOR}.{line.id}"), 0)
        earned = line.earned + floor
        return SjtItemDebrief(
            id=line.id,
            number=number,
            outcome=_outcome(line),
            earned=earned,
            possible=line.possible,
            lost=line.possible - earned,
            floor=floor,
            body_html=self._texts(f"{self._base}.body_html"),
            question=self._texts(f"{self._base}.question"),
            options=self._option_debriefs(given),
            pairs=self._pairs(line) if self._reveal else (),
            raters=len(self._scenario["options"][0]["ratings"]) if self._reveal else 0,
        )

    def _option_debriefs(self, given: Mapping[str, Any]) -> tuple[SjtOptionDebrief, ...]:
        ranked = places(self._scenario["options"])
        ids = sorted(self._ids, key=lambda option: ranked[option]) if self._reveal else self._ids
        return tuple(self._option(option, given, ranked[option]) for option in ids)

    def _option(self, option: str, given: Mapping[str, Any], place: int) -> SjtOptionDebrief:
        number = 0 if self._is_picked else given.get(option, 0)
        best, worst = extremes(self._scenario["options"])
        reveal = self._reveal
        return SjtOptionDebrief(
            id=option,
            text=self._text(option, "text"),
            given=number,
            picked=next((pick for pick in PICKS if self._is_picked and given.get(pick) == option), ""),
            place=place if reveal else 0,
            is_best=option in best if reveal else None,
            is_worst=option in worst if reveal else None,
            counts=self._counts(option, number) if reveal and self._is_panel else (),
            rating=self._options[option]["ratings"][0] if reveal and not self._is_panel else 0,
            why=self._text(option, "why") if reveal else "",
        )

    def _counts(self, option: str, number: int) -> tuple[SjtCount, ...]:
        ratings = self._options[option]["ratings"]
        return tuple(
            SjtCount(rating, ratings.count(rating), self._is_rated and number == rating)
            for rating in range(LOWEST, HIGHEST + 1)
        )

    def _pairs(self, line: Criterion) -> tuple[SjtPairDebrief, ...]:
        kept = {(pair.higher, pair.lower): pair for pair in kept_pairs(self._scenario["options"])}
        lost = [entry for entry in line.evidence if "higher" in entry.params]
        found = [
            SjtPairDebrief(
                fault=entry.key.removeprefix("sjt."),
                higher=self._within(entry.params["higher"]),
                lower=self._within(entry.params["lower"]),
                agreeing=kept[entry.params["higher"], entry.params["lower"]].agreeing,
                raters=kept[entry.params["higher"], entry.params["lower"]].raters,
                lost=entry.lost,
            )
            for entry in lost
        ]
        return tuple(sorted(found, key=lambda pair: -pair.lost))

    def _within(self, option: str) -> str:
        """Give the text of an option for the middle of a sentence."""
        return self._text(option, "text").removesuffix(".")

    def _text(self, option: str, name: str) -> str:
        return self._texts(f"{self._base}.options.{option}.{name}")


def _outcome(line: Criterion) -> str:
    if line.message in {"unanswered", "invalid"}:
        return line.message
    if line.earned == line.possible:
        return "full"
    return "part" if line.earned > 0 else "none"
