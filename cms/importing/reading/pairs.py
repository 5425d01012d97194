"""Reads pairs to be matched."""

from cms.importing.reading.fields import Fields
from cms.importing.reading.shared import Reading, log_repeated
from cms.importing.reading.types import MatchBody, MatchPair

MIN_PAIRS, MAX_PAIRS = 3, 20
LONG = 2_000


def read_match(_reading: Reading, fields: Fields) -> MatchBody:
    """Read the pairs."""
    parts = [(item, _pair(item)) for item in fields.mappings("pairs", required=True)]
    log_repeated(((pair.id, item) for item, pair in parts), "pairs")
    log_repeated(((pair.text, item) for item, pair in parts), "pairs", "text")
    log_repeated(((pair.match, item) for item, pair in parts), "pairs", "match")
    if not MIN_PAIRS <= len(parts) <= MAX_PAIRS:
        fields.problem("pairs", f"There must be from {MIN_PAIRS} to {MAX_PAIRS} pairs.")
    return MatchBody(
        prompt_html=fields.markdown("prompt", required=True),
        points=fields.whole("points", low=1, high=1_000, default=5),
        pairs=tuple(pair for _, pair in parts),
        why_html=fields.markdown("why"),
    )


def _pair(fields: Fields) -> MatchPair:
    pair = MatchPair(
        id=fields.id(),
        text=fields.text("text"),
        match=fields.text("match"),
        why=fields.text("why", default="", longest=LONG),
    )
    fields.finish()
    return pair
