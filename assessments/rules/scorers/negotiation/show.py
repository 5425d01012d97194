"""What a learner may see of a negotiation before the key is due."""

from collections.abc import Mapping
from typing import Any

from assessments.rules.scorers.negotiation.counterpart import seed_of
from assessments.rules.scorers.negotiation.domain import Deal, Domain, Point
from assessments.rules.scorers.negotiation.forms import FIELD_PREFIX
from assessments.rules.scorers.negotiation.talk import OFFER, Room, Talk, Turn, moves_of
from assessments.rules.texts import Texts
from assessments.rules.types.kinds import Definition, Variant
from assessments.rules.types.negotiation import (
    NegotiationExchange,
    NegotiationIssue,
    NegotiationMessage,
    NegotiationOffer,
    NegotiationOption,
    NegotiationPresentation,
    NegotiationTerm,
)
from assessments.rules.types.scores import MICRO


def present(definition: Definition, variant: Variant, language: str, response: object) -> NegotiationPresentation:
    """Build what may be shown before the key is due.

    Args:
        definition: a definition without problems.
        variant: what was drawn for the attempt.
        language: code of the reader's language.
        response: what has been saved so far; any JSON value, None for nothing. What is not possible is left out.

    Returns:
        The talk so far and the learner's side of the table.
    """
    texts = Texts(definition, language)
    room = Room(definition, variant)
    talk = room.talk(moves_of(response))
    chosen = _chosen(room.domain, response, talk)
    whole = room.domain.read(chosen)
    upcoming = room.domain.at(min(len(talk.offered) + 1, room.rounds))
    return NegotiationPresentation(
        title=texts("title"),
        intro_html=texts("intro_html"),
        possible=definition["points"] * MICRO,
        instructions_html=texts("instructions_html"),
        briefing_html=texts("briefing_html"),
        own_name=texts("own.name"),
        other_name=texts("other.name"),
        reserve=definition["own_reserve"],
        least=upcoming.own_reserve,
        discount=room.domain.discounts[0],
        most=_most(definition),
        rounds=room.rounds,
        rounds_left=room.rounds - len(talk.offered),
        issues=tuple(_issue(number, issue, chosen, texts) for number, issue in enumerate(definition["issues"], 1)),
        messages=tuple(
            NegotiationMessage(message["id"], message["type"], texts(f"messages.{message['id']}.text"))
            for message in definition["messages"]
        ),
        prepared=offer_shown(upcoming, room.domain.point(whole), texts) if whole else None,
        opening=opening(definition, variant, texts),
        talk=talk_shown(definition, variant, room.domain, talk, texts),
        standing=_standing(room.domain, talk, texts),
        can_offer=room.can_offer(talk),
        can_accept=talk.standing is not None and not talk.outcome,
        finished=bool(talk.outcome),
        outcome=talk.outcome,
    )


def terms_of(domain: Domain, deal: Deal, texts: Texts) -> tuple[NegotiationTerm, ...]:
    """Put a deal into words.

    Args:
        domain: the tables.
        deal: position of the option of each issue.
        texts: of the reader.

    Returns:
        One term for each issue.
    """
    named = domain.named(deal).items()
    return tuple(
        NegotiationTerm(texts(f"issues.{issue}.text"), texts(f"issues.{issue}.options.{option}.text"), row[place])
        for (issue, option), place, row in zip(named, deal, domain.forbidden, strict=True)
    )


def offer_shown(domain: Domain, point: Point, texts: Texts) -> NegotiationOffer:
    """Show an offer to the learner.

    Args:
        domain: the tables of the round.
        point: the deal.
        texts: of the reader.

    Returns:
        Its terms and its worth to them.
    """
    return NegotiationOffer(
        terms_of(domain, point.deal, texts), point.own, domain.own_reserve, point.own < domain.own_reserve
    )


def opening(definition: Definition, variant: Variant, texts: Texts) -> str:
    """Say what the counterpart says first.

    Args:
        definition: a definition without problems.
        variant: what was drawn for the attempt.
        texts: of the reader.

    Returns:
        Its words, "" when the author wrote none.
    """
    return _line(definition, variant, texts, "open", 0)


def talk_shown(
    definition: Definition, variant: Variant, domain: Domain, talk: Talk, texts: Texts
) -> tuple[NegotiationExchange, ...]:
    """Show a talk.

    Args:
        definition: a definition without problems.
        variant: what was drawn for the attempt.
        domain: the tables.
        talk: as far as it has come.
        texts: of the reader.

    Returns:
        Every move with its answer.
    """
    return tuple(
        _exchange(number, turn, domain, texts, _line(definition, variant, texts, turn.event, number))
        for number, turn in enumerate(talk.turns, 1)
    )


def _exchange(number: int, turn: Turn, domain: Domain, texts: Texts, says: str) -> NegotiationExchange:
    path, here = f"messages.{turn.message}", domain.at(number if turn.move == OFFER else max(1, number - 1))
    return NegotiationExchange(
        number=number,
        move=turn.move,
        offer=offer_shown(here, turn.offer, texts) if turn.offer else None,
        message=texts(f"{path}.text") if turn.message else "",
        told=texts(f"{path}.reply") if turn.message else "",
        event=turn.event,
        says=says,
        counter=offer_shown(here, turn.counter, texts) if turn.counter else None,
    )


def _standing(domain: Domain, talk: Talk, texts: Texts) -> NegotiationOffer | None:
    return offer_shown(domain.at(talk.round), talk.standing, texts) if talk.standing and not talk.outcome else None


def _line(definition: Definition, variant: Variant, texts: Texts, event: str, number: int) -> str:
    """Choose among the words for an event; neighbouring rounds get different ones."""
    lines = [line["id"] for line in definition["counterpart"]["lines"] if line["event"] == event]
    return texts(f"lines.{lines[(seed_of(variant) + number) % len(lines)]}.text") if lines else ""


def _chosen(domain: Domain, response: object, talk: Talk) -> dict[str, str]:
    """Read the offer being prepared, or the learner's last one."""
    draft = response.get("draft") if isinstance(response, dict) else None
    if not isinstance(draft, dict):
        return domain.named(talk.offers[-1].deal) if talk.offers else {}
    known = dict(zip(domain.issues, domain.options, strict=True))
    return {
        issue: option
        for issue, option in draft.items()
        if isinstance(issue, str) and isinstance(option, str) and option in known.get(issue, ())
    }


def _issue(number: int, issue: Mapping[str, Any], chosen: Mapping[str, str], texts: Texts) -> NegotiationIssue:
    path = f"issues.{issue['id']}"
    return NegotiationIssue(
        id=issue["id"],
        number=number,
        field=FIELD_PREFIX + issue["id"],
        text=texts(f"{path}.text"),
        about=texts(f"{path}.note"),
        options=tuple(
            NegotiationOption(
                id=option["id"],
                text=texts(f"{path}.options.{option['id']}.text"),
                worth=option["own"],
                is_forbidden=option["forbidden"],
            )
            for option in issue["options"]
        ),
        chosen=chosen.get(issue["id"], ""),
    )


def _most(definition: Definition) -> int:
    return sum(
        max(option["own"] for option in issue["options"] if not option["forbidden"]) for issue in definition["issues"]
    )
