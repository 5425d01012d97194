"""What a learner sees of an ordering exercise after submitting."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import groupby

from assessments.rules.scorers.order.pairs import TAU, TAUX, compared, ranked_ids, strangers
from assessments.rules.scorers.order.scoring import LINE
from assessments.rules.scorers.results import FLOOR
from assessments.rules.texts import Texts
from assessments.rules.types.kinds import Definition, Variant
from assessments.rules.types.parts import OrderDebrief, OrderEntryDebrief, OrderGroup, OrderPair
from assessments.rules.types.scores import Evidence, ScoredResponse

_SCORING = {"order-lcs/1": "steps", "order-position/1": "places", TAU: "compared", TAUX: "compared"}
_GROUPS = {f"order.{kind}": kind for kind in ("reversed", "together", "apart", "missing", "extra")}


def debrief(
    definition: Definition, _variant: Variant, language: str, scored: ScoredResponse, reveal: bool
) -> OrderDebrief:
    """Build what is shown after submitting.

    Args:
        definition: the definition that was scored.
        _variant: what was drawn for the attempt; it is not needed.
        language: code of the reader's language.
        scored: the score.
        reveal: whether the key is due; otherwise nothing of it is in the result.

    Returns:
        Points lost per rule and, when the key is due, the reversed pairs, the right order and the notes.
    """
    texts = Texts(definition, language)
    lines = {line.id: line for line in scored.criteria}
    floor = lines.get(f"{FLOOR}.{LINE}")
    secret = texts if reveal else Texts({"texts": {}}, language)
    numbers = {rule["id"]: number for number, rule in enumerate(definition.get("rules") or (), 1)}
    entries = _Entries(definition, texts, lines[LINE].evidence, reveal)
    told = scored.diagnostics
    ranks = told.get("ranks") or [[entry] for entry in told.get("order", ())]
    return OrderDebrief(
        title=texts("title"),
        reveal=reveal,
        state=scored.state,
        earned=scored.earned,
        possible=scored.possible,
        floor=floor.earned if floor else 0,
        prompt_html=texts("prompt_html"),
        first_label=texts("first_label"),
        last_label=texts("last_label"),
        pairs=compared(definition),
        reversed_pairs=told.get("discordant", 0),
        given=tuple(entries.given(entry, number) for number, rank in enumerate(ranks, 1) for entry in rank),
        key=entries.key() if reveal else (),
        groups=tuple(_group(entry, numbers, texts, reveal) for entry in lines[LINE].evidence if entry.key in _GROUPS),
        why_html=secret("why_html"),
        sources_html=secret("sources_html"),
        scoring=_SCORING.get(str(definition.get("scorer")), "pairs"),
        in_place=told.get("in_place", told.get("concordant", 0)),
        left_out=tuple(entries.given(entry, 0) for entry in told.get("out", ())),
        strangers=tuple(entries.made(entry, 0) for entry in strangers(definition)) if reveal else (),
        must_share=definition.get("scorer") == TAUX,
    )


class _Entries:
    """The entries of one exercise; with ranks, notes and what is out of place once the key is due."""

    def __init__(self, definition: Definition, texts: Texts, evidence: tuple[Evidence, ...], reveal: bool) -> None:
        self._ranked = ranked_ids(definition)
        self._ranks = {entry: rank for rank, entry in self._ranked}
        self._texts = texts
        self._reveal = reveal
        single = {entry.params["entry"] for entry in evidence if entry.key == "order.misplaced"}
        groups = [entry.params["entries"] for entry in evidence if entry.key in {"order.missing", "order.extra"}]
        self._misplaced = single.union(*groups)

    def made(self, entry: str, number: int) -> OrderEntryDebrief:
        return OrderEntryDebrief(
            id=entry,
            number=number,
            text=self._texts(f"entries.{entry}.text"),
            rank=self._ranks.get(entry) if self._reveal else None,
            note=self._texts(f"entries.{entry}.note") if self._reveal else "",
        )

    def given(self, entry: str, number: int) -> OrderEntryDebrief:
        return replace(self.made(entry, number), is_misplaced=self._reveal and entry in self._misplaced)

    def key(self) -> tuple[tuple[OrderEntryDebrief, ...], ...]:
        by_rank = groupby(enumerate(self._ranked, 1), key=lambda numbered: numbered[1][0])
        return tuple(tuple(self.made(entry, number) for number, (_, entry) in members) for _, members in by_rank)


def _group(evidence: Evidence, numbers: Mapping[str, int], texts: Texts, reveal: bool) -> OrderGroup:
    """Name a rule by its number until the key is due: its words and its pairs say what goes first."""
    rule = evidence.params.get("rule")
    pairs = evidence.params.get("pairs", ()) if reveal else ()
    entries = evidence.params.get("entries", ()) if reveal else ()
    return OrderGroup(
        rule=numbers.get(rule) if rule else None,
        text=texts(f"rules.{rule}.text") if rule and reveal else "",
        lost=evidence.lost,
        pairs=tuple(
            OrderPair(texts(f"entries.{higher}.text"), texts(f"entries.{lower}.text")) for higher, lower in pairs
        ),
        kind=_GROUPS[evidence.key],
        entries=tuple(texts(f"entries.{entry}.text") for entry in entries),
    )
