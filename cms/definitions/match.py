"""Pairs to be matched: what was written → definition, and what is wrong with what was written."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from cms.definitions.authored import MatchAuthored, Pair
from cms.definitions.problems import AuthoringProblem
from cms.definitions.texts import same_words

SCORER = "match/1"
MIN_PAIRS = 3


def structure(authored: MatchAuthored) -> dict[str, Any]:
    targets = _targets(authored.pairs)
    return {
        "scorer": SCORER,
        "points": authored.points,
        "competency": authored.header.competency,
        "pairs": [{"id": pair.id, "target": targets[pair.id]} for pair in authored.pairs],
    }


def _targets(pairs: tuple[Pair, ...]) -> dict[str, str]:
    """Number the right sides by the alphabet: their ids reach browsers, and must not tell what they belong to."""
    ordered = sorted(pairs, key=lambda pair: (same_words(pair.match), pair.id))
    return {pair.id: f"t{number}" for number, pair in enumerate(ordered, start=1)}


def texts(authored: MatchAuthored) -> dict[str, str]:
    found = {"prompt_html": authored.prompt_html, "why_html": authored.why_html}
    for pair in authored.pairs:
        found[f"pairs.{pair.id}.text"] = pair.text
        found[f"pairs.{pair.id}.match"] = pair.match
        found[f"pairs.{pair.id}.why"] = pair.why
    return found


def problems(authored: MatchAuthored) -> list[AuthoringProblem]:
    found = []
    if len(authored.pairs) < MIN_PAIRS:
        found.append(AuthoringProblem("pairs", _("Write at least three pairs.")))
    return found + list(_repeated(authored.pairs))


def _repeated(pairs: tuple[Pair, ...]) -> Iterator[AuthoringProblem]:
    seen: set[tuple[str, str]] = set()
    for pair in pairs:
        for side, text in (("left", pair.text), ("right", pair.match)):
            words = (side, same_words(text))
            if words[1] and words in seen:
                message = _("“%(text)s” stands on the same side twice, so it could not be told which pair is meant.")
                yield AuthoringProblem("pairs", message % {"text": text}, pair.id)
            seen.add(words)
