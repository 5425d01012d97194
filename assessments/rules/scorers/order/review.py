"""What a learner sees of an ordering exercise after submitting."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import groupby

from assessments.rules.scorers.order.pairs import ranked_ids, strict_pairs
from assessments.rules.scorers.order.scoring import LINE
from assessments.rules.scorers.results import FLOOR
from assessments.rules.texts import Texts
from assessments.rules.types.kinds import Definition, Variant
from assessments.rules.types.parts import OrderDebrief, OrderEntryDebrief, OrderGroup, OrderPair
from assessments.rules.types.scores import Evidence, ScoredResponse

_SCORING = {"order-lcs/1": "steps", "order-position/1": "places"}


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
    groups = [entry for entry in lines[LINE].evidence if entry.key == "order.reversed"]
    misplaced = {entry.params["entry"] for entry in lines[LINE].evidence if entry.key == "order.misplaced"}
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
        pairs=len(strict_pairs(definition)),
        reversed_pairs=scored.diagnostics.get("discordant", 0),
        given=_given(definition, scored, texts, misplaced if reveal else None),
        key=_key(definition, texts) if reveal else (),
        groups=tuple(_group(entry, numbers, texts, reveal) for entry in groups),
        why_html=secret("why_html"),
        sources_html=secret("sources_html"),
        scoring=_SCORING.get(str(definition.get("scorer")), "pairs"),
        in_place=scored.diagnostics.get("in_place", 0),
    )


def _given(
    definition: Definition, scored: ScoredResponse, texts: Texts, misplaced: set[str] | None
) -> tuple[OrderEntryDebrief, ...]:
    """List the learner's order; with ranks and notes, and what is out of place, once the key is due."""
    ranks = {entry: rank for rank, entry in ranked_ids(definition)}
    return tuple(
        replace(
            _entry(entry, number, None if misplaced is None else ranks[entry], texts),
            is_misplaced=entry in (misplaced or ()),
        )
        for number, entry in enumerate(scored.diagnostics.get("order", ()), 1)
    )


def _key(definition: Definition, texts: Texts) -> tuple[tuple[OrderEntryDebrief, ...], ...]:
    numbered = enumerate(ranked_ids(definition), 1)
    by_rank = groupby(numbered, key=lambda pair: pair[1][0])
    return tuple(
        tuple(_entry(entry, number, rank, texts) for number, (_, entry) in members) for rank, members in by_rank
    )


def _entry(entry: str, number: int, rank: int | None, texts: Texts) -> OrderEntryDebrief:
    return OrderEntryDebrief(
        id=entry,
        number=number,
        text=texts(f"entries.{entry}.text"),
        rank=rank,
        note="" if rank is None else texts(f"entries.{entry}.note"),
    )


def _group(evidence: Evidence, numbers: Mapping[str, int], texts: Texts, reveal: bool) -> OrderGroup:
    """Name a rule by its number until the key is due: its words and its pairs say what goes first."""
    rule = evidence.params["rule"]
    pairs = evidence.params["pairs"] if reveal else ()
    return OrderGroup(
        rule=numbers.get(rule),
        text=texts(f"rules.{rule}.text") if rule and reveal else "",
        lost=evidence.lost,
        pairs=tuple(
            OrderPair(texts(f"entries.{higher}.text"), texts(f"entries.{lower}.text")) for higher, lower in pairs
        ),
    )
