"""What a learner sees of a negotiation after submitting."""

from collections.abc import Mapping, Sequence

from assessments.rules.scorers.negotiation.disclosure import key_shown
from assessments.rules.scorers.negotiation.measures import CRITERIA, PROCESS
from assessments.rules.scorers.negotiation.show import offer_shown, opening, talk_shown
from assessments.rules.scorers.negotiation.talk import Room
from assessments.rules.scorers.results import CAP, UNAVOIDABLE
from assessments.rules.texts import Texts
from assessments.rules.types.kinds import Definition, Variant
from assessments.rules.types.negotiation import (
    NegotiationCriterion,
    NegotiationDebrief,
    NegotiationReason,
)
from assessments.rules.types.scores import Criterion, ScoredResponse


def debrief(
    definition: Definition, variant: Variant, language: str, scored: ScoredResponse, reveal: bool
) -> NegotiationDebrief:
    """Build what is shown after submitting.

    Args:
        definition: the definition that was scored.
        variant: what was drawn for the attempt.
        language: code of the reader's language.
        scored: the score.
        reveal: whether the key is due; otherwise nothing of the other side's table is in the result.

    Returns:
        The talk with its points, one thing to try next time and, once due, both sides' worths and the picture.

    Source:
        scoring.md 3e.
    """
    texts = Texts(definition, language)
    secret = texts if reveal else Texts({"texts": {}}, language)
    found = scored.diagnostics
    room = Room(definition, variant)
    talk = room.talk(found.get("moves", ()))
    agreement = offer_shown(room.domain.at(talk.round), talk.agreement, texts) if talk.agreement else None
    criteria = _criteria(scored, reveal)
    return NegotiationDebrief(
        title=texts("title"),
        reveal=reveal,
        state=scored.state,
        earned=scored.earned,
        possible=scored.possible,
        own_name=texts("own.name"),
        other_name=texts("other.name"),
        outcome=found.get("outcome", ""),
        reserve=definition["own_reserve"],
        discount=room.domain.discounts[0],
        rounds=found.get("rounds", 0),
        criteria=criteria,
        talk=talk_shown(definition, variant, room.domain, talk, texts),
        opening=opening(definition, variant, texts),
        agreement=agreement,
        is_below=agreement is not None and agreement.is_below,
        forbidden=tuple(term for term in agreement.terms if term.is_forbidden) if agreement else (),
        questions=found.get("questions", 0),
        packages=found.get("packages", 0),
        advice=_advice(criteria, found.get("outcome", "")),
        key=key_shown(definition, room.domain, talk, texts) if reveal else None,
        why_html=secret("why_html"),
        sources_html=secret("sources_html"),
    )


def _criteria(scored: ScoredResponse, reveal: bool) -> tuple[NegotiationCriterion, ...]:
    lines = {line.id: line for line in scored.criteria}
    return tuple(_criterion(lines[name], lines, reveal) for name in CRITERIA if name in lines)


def _criterion(line: Criterion, lines: Mapping[str, Criterion], reveal: bool) -> NegotiationCriterion:
    back, capped = (
        lines[name].earned if name in lines else 0 for name in (f"{UNAVOIDABLE}.{line.id}", f"{CAP}.{line.id}")
    )
    return NegotiationCriterion(
        id=line.id,
        earned=line.earned + back + capped,
        possible=line.possible,
        given_back=back,
        capped=capped,
        reasons=tuple(
            NegotiationReason(entry.key, _numbers(entry.params) if reveal else {}, entry.lost)
            for entry in line.evidence
        ),
    )


def _numbers(params: Mapping[str, object]) -> dict[str, int]:
    return {name: value for name, value in params.items() if type(value) is int}


def _advice(criteria: Sequence[NegotiationCriterion], outcome: str) -> str:
    """Name the one thing that would gain most."""
    reasons = {reason.key.rpartition(".")[2]: reason.lost for line in criteria for reason in line.reasons}
    worst = max(criteria, key=lambda line: line.possible - line.earned)
    lost = worst.possible - worst.earned
    if not lost:
        return ""
    if "mandate" in reasons:
        return "mandate"
    if not outcome or worst.id == PROCESS:
        talked = bool(outcome) and "no_offer" not in reasons
        return _advice_on_process(reasons, lost) if talked else "talk"
    return "walk" if "walked" in reasons else worst.id


def _advice_on_process(reasons: Mapping[str, int], lost: int) -> str:
    return "question" if 2 * reasons.get("no_question", 0) >= lost else "steps"
