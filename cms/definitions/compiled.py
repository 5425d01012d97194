"""From what was written to the definition that assessments stores."""

from collections.abc import Mapping
from types import ModuleType
from typing import Any

from django.utils import translation

from cms.definitions import (
    branch,
    choice,
    hotspot,
    intray,
    match,
    negotiation,
    network,
    numeric,
    order,
    placement,
    redpen,
    rubric,
    sjt,
)
from cms.definitions.authored import (
    Authored,
    BranchAuthored,
    ChoiceAuthored,
    IntrayAuthored,
    MatchAuthored,
    NetworkAuthored,
    NumericAuthored,
    OrderAuthored,
    RedpenAuthored,
    RubricAuthored,
    SjtAuthored,
)
from cms.definitions.negotiated import NegotiationAuthored
from cms.definitions.pointed import HotspotAuthored
from cms.definitions.problems import AuthoringProblem
from cms.definitions.seated import PlacementAuthored
from cms.definitions.texts import filled, listed

FORMAT = 1
KINDS: dict[type, tuple[str, ModuleType]] = {
    ChoiceAuthored: ("choice", choice),
    OrderAuthored: ("order", order),
    BranchAuthored: ("branch", branch),
    NumericAuthored: ("numeric", numeric),
    MatchAuthored: ("match", match),
    SjtAuthored: ("sjt", sjt),
    PlacementAuthored: ("placement", placement),
    IntrayAuthored: ("intray", intray),
    RedpenAuthored: ("redpen", redpen),
    RubricAuthored: ("rubric", rubric),
    NegotiationAuthored: ("negotiation", negotiation),
    NetworkAuthored: ("network", network),
    HotspotAuthored: ("hotspot", hotspot),
}


def compile_definition(
    authored: Authored, language: str, translations: Mapping[str, Authored] | None = None
) -> dict[str, Any]:
    """Make a definition; an unfinished exercise gives an unfinished definition, never an error.

    The structure comes from `authored`. A translation gives texts only, and what it lacks is taken from `authored`, so
    that every language is complete.
    """
    kind, module = KINDS[type(authored)]
    own = _table(authored, language)
    tables = {language: own}
    for code, translated in (translations or {}).items():
        tables[code] = own | {path: text for path, text in _table(translated, code).items() if path in own}
    return {
        "format": FORMAT,
        "kind": kind,
        "key": authored.header.key,
        "texts": tables,
        **module.structure(authored),
    }


def _table(authored: Authored, language: str) -> dict[str, str]:
    """Give the texts; names that are ours, such as those of places, in the language of the table."""
    with translation.override(language):
        return filled(_texts(authored))


def _texts(authored: Authored) -> dict[str, str]:
    header = authored.header
    common = {"title": header.title, "intro_html": header.intro_html, "sources_html": listed(header.sources)}
    return common | KINDS[type(authored)][1].texts(authored)


def authoring_problems(authored: Authored) -> list[AuthoringProblem]:
    """List what is wrong with the exercise as a whole, beyond fields left empty."""
    found: list[AuthoringProblem] = KINDS[type(authored)][1].problems(authored)
    return found
