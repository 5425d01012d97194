"""What a learner may see of pairs to be matched before the key is due."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from assessments.rules.scorers.match.forms import FIELD_PREFIX
from assessments.rules.scorers.results import arranged
from assessments.rules.texts import Texts
from assessments.rules.types.kinds import Definition, Variant
from assessments.rules.types.presentations import MatchItem, MatchPresentation, MatchTarget
from assessments.rules.types.scores import MICRO


def present(definition: Definition, variant: Variant, language: str, response: object) -> MatchPresentation:
    """Build what may be shown before the key is due.

    Args:
        definition: a definition without problems.
        variant: what was drawn for the attempt.
        language: code of the reader's language.
        response: what has been saved so far; any JSON value, None for nothing.

    Returns:
        The left sides with what was chosen for them, and the right sides in the order drawn.
    """
    texts = Texts(definition, language)
    words = target_words(definition, texts)
    shown = arranged(sorted(words), variant.get("targets"))
    matches = response.get("matches") if isinstance(response, dict) else None
    chosen = _chosen(definition, matches if isinstance(matches, dict) else {}, words)
    items = tuple(
        MatchItem(
            id=pair["id"],
            number=number,
            field=FIELD_PREFIX + pair["id"],
            text=texts(f"pairs.{pair['id']}.text"),
            chosen=chosen[pair["id"]],
            chosen_text=words.get(chosen[pair["id"]], ""),
            answered=bool(chosen[pair["id"]]),
        )
        for number, pair in enumerate(definition["pairs"], 1)
    )
    return MatchPresentation(
        title=texts("title"),
        intro_html=texts("intro_html"),
        possible=definition["points"] * MICRO,
        prompt_html=texts("prompt_html"),
        items=items,
        targets=tuple(MatchTarget(target, words[target]) for target in shown),
        repeated=tuple(words[target] for target in shown if target in repeated(chosen)),
        answered=sum(item.answered for item in items),
    )


def target_words(definition: Definition, texts: Texts) -> dict[str, str]:
    """Give the words of each right side.

    Args:
        definition: a definition without problems.
        texts: of the reader.

    Returns:
        Id of a right side → its text.
    """
    return {pair["target"]: texts(f"pairs.{pair['id']}.match") for pair in definition["pairs"]}


def repeated(matches: Mapping[str, str]) -> set[str]:
    """List what was given more than once.

    Args:
        matches: pair id → id of a right side, "" for none.

    Returns:
        Ids of right sides.
    """
    counts = Counter(target for target in matches.values() if target)
    return {target for target, count in counts.items() if count > 1}


def _chosen(definition: Definition, matches: Mapping[str, Any], words: Mapping[str, str]) -> dict[str, str]:
    found = {pair["id"]: matches.get(pair["id"]) for pair in definition["pairs"]}
    return {pair: target if isinstance(target, str) and target in words else "" for pair, target in found.items()}
