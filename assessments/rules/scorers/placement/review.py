"""What a learner sees of a placement exercise after submitting."""

from collections.abc import Iterator, Mapping

from assessments.rules.scorers.placement.constraints import Constraint, Reader
from assessments.rules.scorers.placement.plans import Plans
from assessments.rules.scorers.placement.scoring import LINE, Bounds
from assessments.rules.scorers.placement.show import drawing, guests_shown, jurisdiction_text, places_shown
from assessments.rules.scorers.results import CAP, FLOOR, UNAVOIDABLE
from assessments.rules.texts import Texts
from assessments.rules.types.kinds import Definition, Variant
from assessments.rules.types.placement import (
    PlacementDebrief,
    PlacementMove,
    PlacementPlace,
    PlacementRepair,
    PlacementReplay,
    PlacementTurn,
    PlacementVerdict,
)
from assessments.rules.types.scores import MICRO, ScoredResponse


def debrief(
    definition: Definition, variant: Variant, language: str, scored: ScoredResponse, reveal: bool
) -> PlacementDebrief:
    """Build what is shown after submitting.

    Args:
        definition: the definition that was scored.
        variant: what was drawn for the attempt.
        language: code of the reader's language.
        scored: the score.
        reveal: whether the key is due; otherwise the best plan and the explanations are left out.

    Returns:
        Each broken rule with its source and cost, one move that mends most, and the same plan elsewhere.

    Source:
        scoring.md 3d.
    """
    texts = Texts(definition, language)
    secret = texts if reveal else Texts({"texts": {}}, language)
    lines = {line.id: line for line in scored.criteria}
    plan = {guest["id"]: "" for guest in definition["guests"]} | scored.diagnostics.get("plan", {})
    answered = scored.state == "answered"
    adjusted = {kind: lines[f"{kind}.{LINE}"].earned for kind in (UNAVOIDABLE, FLOOR, CAP) if f"{kind}.{LINE}" in lines}
    return PlacementDebrief(
        title=texts("title"),
        reveal=reveal,
        state=scored.state,
        earned=scored.earned,
        possible=scored.possible,
        unavoidable=adjusted.get(UNAVOIDABLE, 0),
        floor=adjusted.get(FLOOR, 0),
        cap=adjusted.get(CAP, 0),
        prompt_html=texts("prompt_html"),
        jurisdiction=jurisdiction_text(definition, texts),
        drawing=drawing(definition, texts),
        seats=_seats(definition, variant, texts, plan),
        best=_seats(definition, variant, texts, best_plan(definition)) if reveal else (),
        verdicts=tuple(_verdicts(definition, texts, secret, scored, reveal)) if answered else (),
        repair=_repair(definition, texts, plan, scored) if answered else None,
        replays=tuple(_replays(definition, texts, plan)) if answered else (),
        why_html=secret("why_html"),
        sources_html=secret("sources_html"),
    )


def best_plan(definition: Definition) -> dict[str, str]:
    """Return the stored best plan of the jurisdiction that is scored.

    Args:
        definition: a definition without problems.

    Returns:
        Guest id → place id.
    """
    return dict(Bounds.of(definition, definition["jurisdiction"]).plan)


def _seats(
    definition: Definition, variant: Variant, texts: Texts, plan: Mapping[str, str]
) -> tuple[PlacementPlace, ...]:
    return places_shown(definition, texts, guests_shown(definition, variant, texts, plan))


def _verdicts(
    definition: Definition, texts: Texts, secret: Texts, scored: ScoredResponse, reveal: bool
) -> Iterator[PlacementVerdict]:
    """Name the broken rules, costliest first; the kept ones as well once the key is due or where they were shown."""
    line = next(line for line in scored.criteria if line.id == LINE)
    broken = {entry.params["rule"]: entry for entry in line.evidence}
    rules = [rule for rule in definition["rules"] if rule["jurisdiction"] in (None, definition["jurisdiction"])]
    listed = rules if reveal or definition["rules_shown"] else [rule for rule in rules if rule["id"] in broken]
    for rule in sorted(listed, key=lambda rule: -broken[rule["id"]].lost if rule["id"] in broken else 0):
        entry, path = broken.get(rule["id"]), f"rules.{rule['id']}"
        yield PlacementVerdict(
            text=texts(f"{path}.text"),
            source=texts(f"{path}.source"),
            why=secret(f"{path}.why"),
            is_hard=rule["hard"],
            is_kept=entry is None,
            lost=entry.lost if entry else 0,
            guests=tuple(
                tuple(texts(f"guests.{guest}.text") for guest in pair)
                for pair in (entry.params["pairs"] if entry else ())
            ),
        )


def _repair(
    definition: Definition, texts: Texts, named: Mapping[str, str], scored: ScoredResponse
) -> PlacementRepair | None:
    """Find the one move or swap that gains most."""
    jurisdiction = definition["jurisdiction"]
    plans = Plans(definition, jurisdiction)
    plan = plans.positions(named)
    best = min(plans.one_move_away(plan), key=plans.loss, default=plan)
    bounds = Bounds.of(definition, jurisdiction)
    gain = bounds.allowed(scored.possible, plans.loss(best), hard=plans.breaks_hard(best)) - scored.earned
    if plans.loss(best) >= plans.loss(plan) or gain <= 0:
        return None
    after = plans.named(best)
    return PlacementRepair(
        moves=tuple(
            PlacementMove(texts(f"guests.{guest}.text"), texts(f"places.{place}.text"))
            for guest, place in after.items()
            if place != named[guest]
        ),
        gain=gain,
    )


def _replays(definition: Definition, texts: Texts, named: Mapping[str, str]) -> Iterator[PlacementReplay]:
    """Judge the same plan under each other jurisdiction."""
    reader, plan = Reader(definition), Plans(definition, definition["jurisdiction"]).positions(named)
    home = _by_topic(definition, reader.constraints(definition["jurisdiction"]))
    for entry in definition["jurisdictions"]:
        if entry["id"] == definition["jurisdiction"]:
            continue
        abroad = reader.constraints(entry["id"])
        plans = Plans(definition, entry["id"])
        bounds, possible = Bounds.of(definition, entry["id"]), definition["points"]
        turned = [
            (here, there)
            for topic, there in _by_topic(definition, abroad).items()
            for here in [home.get(topic)]
            if here is not None
            and (here.loss(plan, reader.layout.width) == 0) != (there.loss(plan, reader.layout.width) == 0)
        ]
        yield PlacementReplay(
            jurisdiction=texts(f"jurisdictions.{entry['id']}.text"),
            earned=bounds.allowed(possible * MICRO, plans.loss(plan), hard=plans.breaks_hard(plan)),
            turns=tuple(_turn(here, there, plan, reader, texts) for here, there in turned),
        )


def _by_topic(definition: Definition, constraints: tuple[Constraint, ...]) -> dict[str, Constraint]:
    topics = {rule["id"]: rule["topic"] for rule in definition["rules"] if rule["topic"] and rule["jurisdiction"]}
    return {topics[constraint.id]: constraint for constraint in constraints if constraint.id in topics}


def _turn(here: Constraint, there: Constraint, plan: list[int], reader: Reader, texts: Texts) -> PlacementTurn:
    return PlacementTurn(
        kept_here=here.loss(plan, reader.layout.width) == 0,
        text_here=texts(f"rules.{here.id}.text"),
        source_here=texts(f"rules.{here.id}.source"),
        text_there=texts(f"rules.{there.id}.text"),
        source_there=texts(f"rules.{there.id}.source"),
    )
