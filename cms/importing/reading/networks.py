"""Reads partners to be chosen."""

from cms.importing.reading.fields import Fields
from cms.importing.reading.network_types import Candidate, Need, NetworkBody
from cms.importing.reading.shared import Reading, log_repeated

GROUPS = ("topic", "region", "language")
MAX_COST = 1_000_000_000
LONG = 2_000


def read_network(_reading: Reading, fields: Fields) -> NetworkBody:
    """Read the needs, the candidates and the budget."""
    needs = [(item, _need(item)) for item in fields.mappings("needs", required=True)]
    log_repeated(((need.id, item) for item, need in needs), "needs")
    items = list(fields.mappings("candidates", required=True))
    candidates = [(item, _candidate(item)) for item in items]
    log_repeated(((candidate.id, item) for item, candidate in candidates), "candidates")
    log_repeated(((candidate.text, item) for item, candidate in candidates), "candidates", "text")
    known = {candidate.id for _, candidate in candidates}
    for item, candidate in candidates:
        for name in candidate.linked:
            if name not in known:
                item.problem("linked", f"There is no candidate “{name}”. Use the ids of the candidates.")
    body = NetworkBody(
        prompt_html=fields.markdown("prompt", required=True),
        points=fields.whole("points", low=1, high=1_000, default=20),
        hours=fields.whole("hours", low=0, high=MAX_COST),
        fee=fields.whole("fee", low=0, high=MAX_COST) if fields.has("fee") else None,
        currency=fields.text("currency", default="", longest=20),
        reach=fields.whole("reach", low=0, high=100, default=0),
        needs=tuple(need for _, need in needs),
        candidates=tuple(candidate for _, candidate in candidates),
        why_html=fields.markdown("why"),
    )
    fields.known.append("fee")
    return body


def _need(fields: Fields) -> Need:
    need = Need(
        id=fields.id(),
        group=fields.one_of("group", GROUPS),
        text=fields.text("text"),
        about=fields.text("about", default="", longest=LONG),
        weight=fields.whole("weight", low=1, high=100, default=1),
    )
    fields.finish()
    return need


def _candidate(fields: Fields) -> Candidate:
    candidate = Candidate(
        id=fields.id(),
        text=fields.text("text"),
        about=fields.text("about", default="", longest=LONG),
        hours=fields.whole("hours", low=0, high=MAX_COST, default=0),
        fee=fields.whole("fee", low=0, high=MAX_COST, default=0),
        topics=fields.texts("topics"),
        regions=fields.texts("regions"),
        languages=fields.texts("languages"),
        linked=fields.texts("linked"),
        source=fields.text("source", default="", longest=500),
        as_of=fields.text("as_of", default=""),
    )
    fields.finish()
    return candidate
