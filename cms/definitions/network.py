"""Partners to be chosen: what was written → definition, and what is wrong with what was written."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from cms.definitions.authored import NetworkAuthored
from cms.definitions.partners import Candidate, Need
from cms.definitions.problems import AuthoringProblem
from cms.definitions.texts import same_words

SCORER = "network/1"


def structure(authored: NetworkAuthored) -> dict[str, Any]:
    limits = _limits(authored)
    return {
        "scorer": SCORER,
        "points": authored.points,
        "competency": authored.header.competency,
        "resources": [{"id": name, "limit": limit} for name, limit in limits.items()],
        "needs": [{"id": need.id, "group": need.group, "weight": need.weight} for need in authored.needs],
        "candidates": [
            {
                "id": candidate.id,
                "costs": {name: getattr(candidate, name) for name in limits},
                "meets": [need.id for need in authored.needs if _offers(candidate, need)],
            }
            for candidate in authored.candidates
        ],
        "links": _links(authored),
        "reach": authored.reach,
    }


def texts(authored: NetworkAuthored) -> dict[str, str]:
    names = {
        "hours": _("Staff hours a year"),
        "fee": _("Money a year, %(currency)s") % {"currency": authored.currency},
    }
    found = {"prompt_html": authored.prompt_html, "why_html": authored.why_html}
    found |= {f"resources.{name}.text": names[name] for name in _limits(authored)}
    for need in authored.needs:
        found |= {f"needs.{need.id}.text": need.text, f"needs.{need.id}.about": need.about}
    for candidate in authored.candidates:
        path = f"candidates.{candidate.id}"
        found |= {f"{path}.{name}": getattr(candidate, name) for name in ("text", "about", "source", "as_of")}
        found |= {f"{path}.{name}": ", ".join(getattr(candidate, name)) for name in ("topics", "regions", "languages")}
    return found


def problems(authored: NetworkAuthored) -> list[AuthoringProblem]:
    return [
        *_repeated("needs", [(need.id, need.text) for need in authored.needs]),
        *_unmet(authored),
        *_repeated("candidates", [(candidate.id, candidate.text) for candidate in authored.candidates]),
        *_strange_links(authored),
    ]


def _limits(authored: NetworkAuthored) -> dict[str, int]:
    return {"hours": authored.hours} | ({} if authored.fee is None else {"fee": authored.fee})


def _offers(candidate: Candidate, need: Need) -> bool:
    offered = {"topic": candidate.topics, "region": candidate.regions, "language": candidate.languages}
    return same_words(need.text) in map(same_words, offered.get(need.group, ()))


def _links(authored: NetworkAuthored) -> list[list[str]]:
    """Pair the ids of linked candidates, each pair once."""
    ids = {same_words(candidate.text): candidate.id for candidate in authored.candidates}
    pairs = [
        tuple(sorted((candidate.id, ids.get(same_words(name), ""))))
        for candidate in authored.candidates
        for name in candidate.linked
    ]
    return [[first, second] for first, second in dict.fromkeys(pairs) if first and first != second]


def _repeated(field: str, named: Sequence[tuple[str, str]]) -> Iterator[AuthoringProblem]:
    seen: set[str] = set()
    for key, text in named:
        words = same_words(text)
        if words and words in seen:
            yield AuthoringProblem(field, _("“%(text)s” stands in the list twice.") % {"text": text}, key)
        seen.add(words)


def _unmet(authored: NetworkAuthored) -> Iterator[AuthoringProblem]:
    for need in authored.needs:
        if need.text and not any(_offers(candidate, need) for candidate in authored.candidates):
            message = _("No candidate offers “%(text)s”. Write it with one of them in the same words.")
            yield AuthoringProblem("needs", message % {"text": need.text}, need.id)


def _strange_links(authored: NetworkAuthored) -> Iterator[AuthoringProblem]:
    known = {same_words(candidate.text) for candidate in authored.candidates}
    for candidate in authored.candidates:
        for name in candidate.linked:
            if same_words(name) not in known:
                message = _("No candidate is called “%(name)s”.") % {"name": name}
                yield AuthoringProblem("candidates", message, candidate.id)
            elif same_words(name) == same_words(candidate.text):
                message = _("“%(name)s” cannot be linked with itself.") % {"name": name}
                yield AuthoringProblem("candidates", message, candidate.id)
