"""What a learner may see of a choice of partners before the key is due."""

from collections.abc import Iterator, Mapping, Sequence
from math import cos, pi, sin
from typing import Any

from assessments.rules.scorers.network.coverage import Coverage
from assessments.rules.scorers.results import arranged
from assessments.rules.texts import Texts
from assessments.rules.types.kinds import Definition, Variant
from assessments.rules.types.network import (
    NetworkCandidate,
    NetworkCost,
    NetworkLink,
    NetworkMap,
    NetworkNeed,
    NetworkPresentation,
    NetworkResource,
)
from assessments.rules.types.scores import MICRO

_MIDDLE, _RADIUS = 500, 410
_LARGEST, _APART = 62, 0.42


def present(definition: Definition, variant: Variant, language: str, response: object) -> NetworkPresentation:
    """Build what may be shown before the key is due.

    Args:
        definition: a definition without problems.
        variant: what was drawn for the attempt.
        language: code of the reader's language.
        response: what has been saved so far; any JSON value, None for nothing.

    Returns:
        Budget, needs and candidates in the order drawn, with what was chosen and what follows from it.
    """
    texts = Texts(definition, language)
    chosen = _saved(definition, response)
    drawn = network_map(definition, variant, texts, chosen)
    return NetworkPresentation(
        title=texts("title"),
        intro_html=texts("intro_html"),
        possible=definition["points"] * MICRO,
        prompt_html=texts("prompt_html"),
        map=drawn,
        over=tuple(resource.text for resource in drawn.resources if resource.over),
        answered=len(chosen),
    )


def network_map(
    definition: Definition,
    variant: Variant,
    texts: Texts,
    chosen: Sequence[str],
    lost: Mapping[str, int] | None = None,
) -> NetworkMap:
    """Draw a choice with what follows from it.

    Args:
        definition: a definition without problems.
        variant: what was drawn for the attempt.
        texts: of the reader.
        chosen: ids of candidates.
        lost: need id → micro-points that it cost, None before scoring.

    Returns:
        Budget, needs, candidates on a ring in the order drawn, and the links between them.
    """
    coverage = Coverage(definition)
    positions = coverage.positions(chosen)
    covered = coverage.covered(positions)
    reached = {one for bit, one in enumerate(coverage.ids, len(definition["needs"])) if covered >> bit & 1}
    candidates = tuple(_candidates(definition, variant, texts, set(chosen), reached))
    return NetworkMap(
        resources=_resources(definition, texts, coverage.spent(positions)),
        needs=_needs(definition, texts, candidates, lost or {}),
        candidates=candidates,
        links=_links(definition, candidates),
        reach=definition["reach"],
        reached=len(reached),
        covered=coverage.weight(covered),
        total=coverage.total,
        spot=min(_LARGEST, round(_APART * 2 * pi * _RADIUS / len(candidates))),
    )


def _saved(definition: Definition, response: object) -> list[str]:
    given = response.get("chosen") if isinstance(response, dict) else None
    named = [one for one in given if isinstance(one, str)] if isinstance(given, list) else []
    return [candidate["id"] for candidate in definition["candidates"] if candidate["id"] in named]


def _resources(definition: Definition, texts: Texts, spent: Sequence[int]) -> tuple[NetworkResource, ...]:
    return tuple(
        NetworkResource(
            id=resource["id"],
            text=texts(f"resources.{resource['id']}.text"),
            limit=resource["limit"],
            spent=amount,
            left=max(0, resource["limit"] - amount),
            over=max(0, amount - resource["limit"]),
        )
        for resource, amount in zip(definition["resources"], spent, strict=True)
    )


def _needs(
    definition: Definition, texts: Texts, candidates: Sequence[NetworkCandidate], lost: Mapping[str, int]
) -> tuple[NetworkNeed, ...]:
    return tuple(
        NetworkNeed(
            id=need["id"],
            group=need["group"],
            text=texts(f"needs.{need['id']}.text"),
            about=texts(f"needs.{need['id']}.about"),
            weight=need["weight"],
            partners=tuple(one.text for one in candidates if one.is_chosen and need["id"] in one.meets),
            lost=lost.get(need["id"], 0),
        )
        for need in definition["needs"]
    )


def _candidates(
    definition: Definition, variant: Variant, texts: Texts, chosen: set[str], reached: set[str]
) -> Iterator[NetworkCandidate]:
    entries: Mapping[str, Any] = {candidate["id"]: candidate for candidate in definition["candidates"]}
    order = arranged(sorted(entries), variant.get("candidates"))
    for number, key in enumerate(order, 1):
        path, turn = f"candidates.{key}", 2 * pi * (number - 1) / len(order)
        linked = [one for one in order if [one, key] in definition["links"] or [key, one] in definition["links"]]
        yield NetworkCandidate(
            id=key,
            number=number,
            text=texts(f"{path}.text"),
            about=texts(f"{path}.about"),
            topics=texts(f"{path}.topics"),
            regions=texts(f"{path}.regions"),
            languages=texts(f"{path}.languages"),
            reference=texts(f"{path}.source"),
            as_of=texts(f"{path}.as_of"),
            costs=tuple(
                NetworkCost(resource["id"], texts(f"resources.{resource['id']}.text"), amount)
                for resource in definition["resources"]
                for amount in [entries[key]["costs"][resource["id"]]]
            ),
            meets=tuple(entries[key]["meets"]),
            linked=tuple(linked),
            linked_texts=tuple(texts(f"candidates.{one}.text") for one in linked),
            x=_MIDDLE + round(_RADIUS * sin(turn)),
            y=_MIDDLE - round(_RADIUS * cos(turn)),
            is_chosen=key in chosen,
            is_reached=key in reached - chosen,
        )


def _links(definition: Definition, candidates: Sequence[NetworkCandidate]) -> tuple[NetworkLink, ...]:
    spots = {one.id: (one.x, one.y) for one in candidates}
    return tuple(NetworkLink(first, second, *spots[first], *spots[second]) for first, second in definition["links"])
