"""What a learner sees of pairs to be matched after submitting."""

from assessments.rules.scorers.match.show import repeated, target_words
from assessments.rules.scorers.results import FLOOR
from assessments.rules.texts import Texts
from assessments.rules.types.debriefs import MatchDebrief, MatchPairDebrief
from assessments.rules.types.kinds import Definition, Variant
from assessments.rules.types.scores import ScoredResponse


def debrief(
    definition: Definition, _variant: Variant, language: str, scored: ScoredResponse, reveal: bool
) -> MatchDebrief:
    """Build what is shown after submitting.

    Args:
        definition: the definition that was scored.
        language: code of the reader's language.
        scored: the score.
        reveal: whether the key is due; until then nobody learns which pairs were right, only how many.

    Returns:
        How many pairs were right and, when the key is due, which, and why.
    """
    texts = Texts(definition, language)
    words = target_words(definition, texts)
    matches = scored.diagnostics.get("matches", {})
    twice = repeated(matches)
    pairs = tuple(
        MatchPairDebrief(
            id=pair["id"],
            number=number,
            text=texts(f"pairs.{pair['id']}.text"),
            given=words.get(matches.get(pair["id"], ""), ""),
            is_repeated=matches.get(pair["id"], "") in twice,
            is_right=matches.get(pair["id"]) == pair["target"] if reveal else None,
            answer=words[pair["target"]] if reveal else "",
            why=texts(f"pairs.{pair['id']}.why") if reveal else "",
        )
        for number, pair in enumerate(definition["pairs"], 1)
    )
    return MatchDebrief(
        title=texts("title"),
        reveal=reveal,
        state=scored.state,
        earned=scored.earned,
        possible=scored.possible,
        floor=sum(line.earned for line in scored.criteria if line.rule == FLOOR),
        prompt_html=texts("prompt_html"),
        matched=scored.diagnostics.get("right", 0),
        repeated=tuple(words[target] for target in sorted(twice)),
        pairs=pairs,
        why_html=texts("why_html") if reveal else "",
        sources_html=texts("sources_html") if reveal else "",
    )
