"""Ways into a negotiation: the draw, the form and the key."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from assessments.rules.prf import Stream
from assessments.rules.scorers.negotiation.counterpart import SEEDS
from assessments.rules.scorers.negotiation.domain import Domain, named_deal
from assessments.rules.scorers.negotiation.measures import Measures, bounds, bounds_in
from assessments.rules.scorers.negotiation.talk import MOVES, OFFER, Room, Talk
from assessments.rules.types.kinds import Definition, Form

FIELD_PREFIX = "issue-"


def draw(_definition: Definition, seed: bytes) -> dict[str, Any]:
    """Draw what decides between equally important issues, and which of several words the counterpart uses.

    Args:
        _definition: a definition without problems; it is not needed.
        seed: secret bytes of the attempt.

    Returns:
        {"seed": 0 to 2**32 - 1}.
    """
    return {"seed": Stream(seed, "negotiation").below(SEEDS)}


def moves_of(response: Mapping[str, Any]) -> list[Any]:
    """List the moves of a response.

    Args:
        response: as `read_form` gives it.

    Returns:
        As `read_move` gives them.
    """
    return list(response["moves"])


def read_move(definition: Definition, form: Form) -> dict[str, Any] | None:
    """Turn form fields into a move.

    Args:
        definition: a definition without problems.
        form: `move` → "offer", "accept" or "walk"; for an offer `issue-<issue id>` → option id and `message` → id of a
            message, "" for none.

    Returns:
        A move, possible or not; None when the form holds none, or an offer that says nothing on some issue.
    """
    kind = _sent(form, "move")
    if kind not in MOVES:
        return None
    if kind != OFFER:
        return {"type": kind}
    deal = _chosen(definition, form)
    if len(deal) < len(definition["issues"]):
        return None
    return {"type": OFFER, "deal": deal, "message": _sent(form, "message")}


def response_of(moves: Sequence[Any]) -> dict[str, Any]:
    """Build the response that these moves make.

    Args:
        moves: as `read_move` gives them.

    Returns:
        {"moves": the same}.
    """
    return {"moves": list(moves)}


def form_of(response: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Turn the moves made into form fields that `read_form` reads back.

    Args:
        response: as `read_form` gives it.

    Returns:
        (name, value) pairs.
    """
    return tuple(("moves", json.dumps(move)) for move in response["moves"])


def read_form(definition: Definition, form: Form) -> dict[str, Any]:
    """Turn form fields into a response.

    Args:
        definition: a definition without problems.
        form: `moves` → each move so far as JSON, and the fields of `read_move`; without a move the options chosen are
            an offer being prepared.

    Returns:
        {"moves": moves}, with "draft": issue id → option id where an offer is being prepared.
    """
    moves = [_parsed(text) for text in form.get("moves", ())]
    move = read_move(definition, form)
    if move is not None:
        return {"moves": [*moves, move]}
    draft = _chosen(definition, form)
    return {"moves": moves, "draft": draft} if draft else {"moves": moves}


def answer_key(definition: Definition) -> dict[str, Any]:
    """Return a response that earns every point; for tests and seeding only.

    Args:
        definition: a definition without problems.

    Returns:
        The best deal of each round, offered with a question until the counterpart takes it; where no deal is acceptable
        to both, one offer and a farewell.
    """
    domain, best = Domain(definition), definition["bounds"]["best"]
    question = next((message["id"] for message in definition["messages"] if message["type"] == "question"), "")
    if best is None:
        deal = domain.named(domain.frontier()[-1].deal)
        return {"moves": [{"type": OFFER, "deal": deal, "message": question}, {"type": "walk"}]}
    room = Room(definition, {})
    moves: list[dict[str, Any]] = []
    talk = Talk()
    while not talk.outcome:
        point = named_deal(domain, bounds_in(definition, len(moves) + 1)["best"])
        moves.append({"type": OFFER, "deal": domain.named(point.deal), "message": "" if moves else question})
        talk = room.talk(moves)
    return {"moves": moves}


def optimum(definition: Definition) -> dict[str, Any]:
    """Work out the possible deals again.

    Args:
        definition: a definition without problems.

    Returns:
        {"response": moves that earn every point, "bounds": as a definition stores them, "frontier": [own, other] worths
        of the deals that nothing betters, as far as they are acceptable to both in the first round}.
    """
    frontier = [[point.own, point.other] for point in Measures(Domain(definition)).rational]
    return {"response": answer_key(definition), "bounds": bounds(definition), "frontier": frontier}


def _sent(form: Form, name: str) -> str:
    return next(iter(form.get(name, ())), "")


def _chosen(definition: Definition, form: Form) -> dict[str, str]:
    sent = {issue["id"]: _sent(form, FIELD_PREFIX + issue["id"]) for issue in definition["issues"]}
    return {issue: option for issue, option in sent.items() if option}


def _parsed(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
