"""What may happen to an attempt, and the chain that its events form."""

import datetime
from collections.abc import Mapping
from typing import Any

from assessments.rules import canon

_HAS_SCORE = frozenset({"scored", "released", "appealed"})
_ALIVE = _HAS_SCORE | {"open", "submitted", "expired"}
STATES = _ALIVE | {"void"}

# Kind of event → the states it may happen in, and the state it leads to; none where the state stays.
ARROWS: Mapping[str, tuple[frozenset[str], str | None]] = {
    "begun": (frozenset(), "open"),
    "submitted": (frozenset({"open"}), "submitted"),
    "expired": (frozenset({"open"}), "expired"),
    "scored": (frozenset({"submitted"}), "scored"),
    "released": (frozenset({"scored"}), "released"),
    "appealed": (frozenset({"released"}), "appealed"),
    "answered": (frozenset({"appealed"}), "released"),
    "void": (_ALIVE, "void"),
    "corrected": (_HAS_SCORE, None),
    "rescored": (_HAS_SCORE, None),
    "rescoring_undone": (_HAS_SCORE, None),
    "extended": (frozenset({"open"}), None),
    "paused": (frozenset({"open"}), None),
    "read": (STATES, None),
    "claimed": (STATES, None),
}


def states_after(kind: str, states: frozenset[str] | None) -> frozenset[str]:
    """Follow an event of an attempt.

    Args:
        kind: of the event.
        states: those the attempt can have been in before; None before its first event. Where that is not its beginning,
            the attempt is older than its events, and may have been in any state.

    Returns:
        The states it can be in now; none when the event cannot have happened.

    Source:
        ADR 0013.
    """
    if states is None and kind == "begun":
        return frozenset({"open"})
    befores, after = ARROWS.get(kind, (frozenset(), None))
    possible = (STATES if states is None else states) & befores
    return frozenset({after}) if after and possible else possible


def link(previous: str, event: Mapping[str, Any], at: datetime.datetime) -> str:
    """Chain an event to the one before it.

    Args:
        previous: digest of the event before; of the first, any text that names what the chain belongs to.
        event: number, kind, by (a row id or none) and details (the digest of the details, so that these can be erased).
        at: when it happened, aware.

    Returns:
        sha256, 64 hexadecimal digits.

    Source:
        scoring.md 5, audit.
    """
    moment = at.astimezone(datetime.UTC).isoformat()
    return canon.digest({**event, "at": moment, "previous": previous})
