"""From partners that were read to the fields of their page."""

from typing import Any

from cms.importing.applying.bodies import item
from cms.importing.reading.network_types import Candidate, NetworkBody


def network(body: NetworkBody) -> dict[str, Any]:
    """Give the fields of a network lab; an instructor names candidates by their words, and lists line by line."""
    words = {candidate.id: candidate.text for candidate in body.candidates}
    return {
        "prompt": body.prompt_html,
        "hours": body.hours,
        "fee": body.fee,
        "currency": body.currency,
        "needs": [
            {
                "type": "need",
                "id": need.id,
                "value": {"group": need.group, "text": need.text, "about": need.about, "weight": need.weight},
            }
            for need in body.needs
        ],
        "candidates": [
            {"type": "candidate", "id": candidate.id, "value": _candidate(candidate, words)}
            for candidate in body.candidates
        ],
        "reach": body.reach,
        "why": body.why_html,
        "points": body.points,
    }


def _candidate(candidate: Candidate, words: dict[str, str]) -> dict[str, Any]:
    return {
        "text": candidate.text,
        "about": candidate.about,
        "hours": candidate.hours,
        "fee": candidate.fee,
        "topics": "\n".join(candidate.topics),
        "regions": "\n".join(candidate.regions),
        "languages": "\n".join(candidate.languages),
        "linked": [item(f"{candidate.id}-{name}", words.get(name, "")) for name in candidate.linked],
        "source": candidate.source,
        "as_of": candidate.as_of,
    }
