import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from assessments.models import Attempt, ResponseSave
from assessments.rules import registry
from assessments.rules.types import (
    BranchPresentation,
    ChoiceItem,
    ChoicePresentation,
    HotspotPresentation,
    IntrayPresentation,
    MatchPresentation,
    NegotiationExchange,
    NegotiationPresentation,
    NetworkPresentation,
    NumericItem,
    NumericPresentation,
    OrderPresentation,
    PlacementPresentation,
    Presentation,
    RedpenPresentation,
    RubricPresentation,
    SjtItem,
    SjtPresentation,
)

Fields = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One thing a learner answered, in words.

    Attributes:
        label: plain text.
        prompt_html: trusted HTML of what was asked, "" when the label says it.
        answers: texts of what was chosen, () when nothing was.
        is_ordered: whether the sequence of the answers is the answer.
        is_prose: whether the answers are the paragraphs of one text.
    """

    label: str
    prompt_html: str
    answers: tuple[str, ...]
    is_ordered: bool = False
    is_prose: bool = False


def main_line(attempt: Attempt) -> ResponseSave | None:
    """Read the newest save of the main line.

    Args:
        attempt: any attempt.

    Returns:
        The save, None when nothing was saved. One statement.
    """
    return attempt.saves.filter(is_branch=False).order_by("-version").first()


def answered_at(attempt: Attempt) -> datetime.datetime | None:
    """Say when the answers that would be scored now were last changed.

    Args:
        attempt: with its version at hand.

    Returns:
        When the newest save of the main line was stored, or the last move made; None when there is none. One statement.
    """
    if registry.stepwise(attempt.version.definition):
        return attempt.moves.order_by("-step").values_list("made_at", flat=True).first()
    save = main_line(attempt)
    return None if save is None else save.saved_at


def moves_of(attempt: Attempt) -> list[Any]:
    """Read the moves made at an exercise whose answer grows move by move.

    Args:
        attempt: any attempt.

    Returns:
        The moves from the first on, as the rules of the kind read them. One statement.
    """
    return list(attempt.moves.order_by("step").values_list("content", flat=True))


def current_response(attempt: Attempt) -> Mapping[str, Any]:
    """Build the response that would be scored now.

    Args:
        attempt: with its version at hand.

    Returns:
        The newest save of the main line, or the moves made; an empty response when there is none. One statement.
    """
    definition = attempt.version.definition
    kind = registry.stepwise(definition)
    if kind is not None:
        return kind.response_of(moves_of(attempt))
    save = main_line(attempt)
    return registry.read_form(definition, {}) if save is None else save.response


def count_answered(presentation: Presentation) -> int:
    """Count what a learner has answered.

    Args:
        presentation: made with the response in question.

    Returns:
        Questions answered, decisions taken, or 1 for a confirmed order; 0 means an empty response.
    """
    if isinstance(presentation, OrderPresentation):
        return int(presentation.confirmed)
    if isinstance(presentation, BranchPresentation):
        return len(presentation.history)
    if isinstance(presentation, NegotiationPresentation):
        return len(presentation.talk)
    return presentation.answered


def answers_in_words(presentation: Presentation) -> tuple[AnswerLine, ...]:
    """List every answer in words.

    Args:
        presentation: made with the response in question.

    Returns:
        One line per question or decision, a single one for an order.
    """
    return _LINES[type(presentation)](presentation)


def form_fields(presentation: Presentation) -> tuple[tuple[str, str], ...]:
    """Turn answers back into form fields, so that a button can send them.

    Args:
        presentation: made with the response in question.

    Returns:
        (name, value) pairs that `registry.read_form` reads as the same response; () for a kind
        whose moves are stored one by one.
    """
    return _FIELDS[type(presentation)](presentation)


def clause_name(label: str, number: int) -> str:
    """Name a clause of a document.

    Args:
        label: what the author calls it, perhaps "".
        number: its number in the document, from 1.

    Returns:
        Plain text.
    """
    return label or _("Clause %(number)s") % {"number": number}


def _negotiation_label(turn: NegotiationExchange) -> str:
    words = {
        "offer": _("Move %(number)s, your offer"),
        "accept": _("Move %(number)s, you accept"),
        "walk": _("Move %(number)s, you walk away"),
    }
    return words[turn.move] % {"number": turn.number}


def _choice_lines(presentation: ChoicePresentation) -> tuple[AnswerLine, ...]:
    return tuple(
        AnswerLine(
            label=_("Question %(number)s") % {"number": item.number},
            prompt_html=item.prompt_html,
            answers=tuple(option.text for option in item.options if option.chosen),
        )
        for item in presentation.items
    )


def _numeric_lines(presentation: NumericPresentation) -> tuple[AnswerLine, ...]:
    return tuple(
        AnswerLine(
            label=_("Question %(number)s") % {"number": item.number},
            prompt_html=item.prompt_html,
            answers=_number_in_words(item),
        )
        for item in presentation.items
    )


def _number_in_words(item: NumericItem) -> tuple[str, ...]:
    units = [unit.text for unit in item.units if unit.chosen]
    return (" ".join([item.text, *units]),) if item.text else ()


def _numeric_fields(item: NumericItem) -> tuple[tuple[str, str], ...]:
    units = tuple((item.unit_field, unit.id) for unit in item.units if unit.chosen)
    return ((item.field, item.text), *units)


def _match_lines(presentation: MatchPresentation) -> tuple[AnswerLine, ...]:
    return tuple(
        AnswerLine(label=item.text, prompt_html="", answers=(item.chosen_text,) if item.chosen else ())
        for item in presentation.items
    )


def _sjt_lines(presentation: SjtPresentation) -> tuple[AnswerLine, ...]:
    label = _("Scenario %(number)s")
    return tuple(
        AnswerLine(label=label % {"number": item.number}, prompt_html=item.body_html, answers=_judged(item))
        for item in presentation.items
    )


def _judged(item: SjtItem) -> tuple[str, ...]:
    if item.scale:
        given = (option for option in item.options if option.given)
        return tuple(_("%(option)s: %(number)s") % {"option": o.text, "number": o.given} for o in given)
    texts = {option.id: option.text for option in item.options}
    best = (_("Best: %(option)s") % {"option": texts[item.best]},) if item.best else ()
    worst = (_("Worst: %(option)s") % {"option": texts[item.worst]},) if item.worst else ()
    return best + worst


def _sjt_fields(item: SjtItem) -> tuple[tuple[str, str], ...]:
    numbers = tuple((option.field, str(option.given)) for option in item.options if option.given)
    picks = ((item.best_field, item.best), (item.worst_field, item.worst))
    return numbers + tuple(pick for pick in picks if pick[1])


def _placement_lines(presentation: PlacementPresentation) -> tuple[AnswerLine, ...]:
    return tuple(
        AnswerLine(label=guest.text, prompt_html="", answers=(guest.place_text,) if guest.place else ())
        for guest in presentation.guests
        if not guest.is_fixed
    )


def _intray_lines(presentation: IntrayPresentation) -> tuple[AnswerLine, ...]:
    letters = tuple(
        AnswerLine(label=letter.subject, prompt_html="", answers=_chosen(letter.questions))
        for letter in presentation.letters
    )
    label = _("Reply to “%(subject)s”") % {"subject": presentation.reply_to}
    reply = (
        (AnswerLine(label=label, prompt_html="", answers=_chosen(presentation.reply)),) if presentation.reply else ()
    )
    return letters + reply + (_order_lines(presentation.order) if presentation.order else ())


def _redpen_lines(presentation: RedpenPresentation) -> tuple[AnswerLine, ...]:
    clauses = tuple(
        AnswerLine(
            label=clause_name(clause.label, clause.number),
            prompt_html=clause.text_html,
            answers=tuple(mark.text for mark in clause.verbs if mark.chosen)
            + tuple(
                _("%(mark)s: %(wording)s") % {"mark": clause.change_to, "wording": mark.text}
                for mark in clause.wordings
                if mark.chosen
            ),
        )
        for clause in presentation.clauses
    )
    return clauses + (_order_lines(presentation.order) if presentation.order else ())


def _chosen(items: Iterable[ChoiceItem]) -> tuple[str, ...]:
    return tuple(option.text for item in items for option in item.options if option.chosen)


def _rubric_lines(presentation: RubricPresentation) -> tuple[AnswerLine, ...]:
    return (AnswerLine(label=_("Your text"), prompt_html="", answers=presentation.paragraphs, is_prose=True),)


def _network_lines(presentation: NetworkPresentation) -> tuple[AnswerLine, ...]:
    chosen = tuple(candidate.text for candidate in presentation.map.candidates if candidate.is_chosen)
    return (AnswerLine(label=_("Your partners"), prompt_html=presentation.prompt_html, answers=chosen),)


def _hotspot_lines(presentation: HotspotPresentation) -> tuple[AnswerLine, ...]:
    chosen = tuple(region.text for region in presentation.regions if region.chosen)
    return (AnswerLine(label=_("Your places"), prompt_html=presentation.prompt_html, answers=chosen),)


def _order_lines(presentation: OrderPresentation) -> tuple[AnswerLine, ...]:
    label = _("Your order") if presentation.confirmed else _("Your order, not confirmed")
    listed = [entry for entry in presentation.entries if entry.level is not None]
    ranks = groupby(listed, key=lambda entry: entry.level)
    entries = tuple(" = ".join(entry.text for entry in rank) for _, rank in ranks)
    line = AnswerLine(label=label, prompt_html=presentation.prompt_html, answers=entries, is_ordered=True)
    out = tuple(entry.text for entry in presentation.entries if entry.level is None)
    left_out = AnswerLine(label=_("Not in this list"), prompt_html="", answers=out)
    return (line, left_out) if presentation.may_leave_out else (line,)


def _branch_lines(presentation: BranchPresentation) -> tuple[AnswerLine, ...]:
    return tuple(
        AnswerLine(
            label=_("Decision %(number)s: %(scene)s") % {"number": step.number, "scene": step.scene_title},
            prompt_html="",
            answers=(step.option_text,),
        )
        for step in presentation.history
    )


def _negotiation_lines(presentation: NegotiationPresentation) -> tuple[AnswerLine, ...]:
    return tuple(
        AnswerLine(label=_negotiation_label(turn), prompt_html="", answers=_said(turn)) for turn in presentation.talk
    )


def _said(turn: NegotiationExchange) -> tuple[str, ...]:
    terms = turn.offer.terms if turn.offer else ()
    said = (turn.message,) if turn.message else ()
    return (*(f"{term.issue}: {term.option}" for term in terms), *said)


def _choice_fields(presentation: ChoicePresentation) -> Fields:
    return tuple((item.field, option.id) for item in presentation.items for option in item.options if option.chosen)


def _intray_fields(presentation: IntrayPresentation) -> Fields:
    questions = (*(item for letter in presentation.letters for item in letter.questions), *presentation.reply)
    marks = ((item.field, option.id) for item in questions for option in item.options if option.chosen)
    return (*marks, *(_order_fields(presentation.order) if presentation.order else ()))


def _redpen_fields(presentation: RedpenPresentation) -> Fields:
    marks = (
        (clause.field, mark.id)
        for clause in presentation.clauses
        for mark in (*clause.verbs, *clause.wordings)
        if mark.chosen
    )
    return (*marks, *(_order_fields(presentation.order) if presentation.order else ()))


def _order_fields(presentation: OrderPresentation) -> Fields:
    confirmed = (("confirmed", "yes"),) if presentation.confirmed else ()
    marks = tuple((entry.field, entry.mark) for entry in presentation.entries if entry.mark)
    return tuple(("order", entry.id) for entry in presentation.entries) + marks + confirmed


def _match_fields(presentation: MatchPresentation) -> Fields:
    return tuple((item.field, item.chosen) for item in presentation.items if item.chosen)


def _placement_fields(presentation: PlacementPresentation) -> Fields:
    return tuple((guest.field, guest.place) for guest in presentation.guests if guest.place and not guest.is_fixed)


def _network_fields(presentation: NetworkPresentation) -> Fields:
    return tuple(("partner", candidate.id) for candidate in presentation.map.candidates if candidate.is_chosen)


def _hotspot_fields(presentation: HotspotPresentation) -> Fields:
    return tuple(("region", region.id) for region in presentation.regions if region.chosen)


_LINES: Mapping[type, Callable[[Any], tuple[AnswerLine, ...]]] = {
    BranchPresentation: _branch_lines,
    ChoicePresentation: _choice_lines,
    HotspotPresentation: _hotspot_lines,
    IntrayPresentation: _intray_lines,
    MatchPresentation: _match_lines,
    NegotiationPresentation: _negotiation_lines,
    NetworkPresentation: _network_lines,
    NumericPresentation: _numeric_lines,
    OrderPresentation: _order_lines,
    PlacementPresentation: _placement_lines,
    RedpenPresentation: _redpen_lines,
    RubricPresentation: _rubric_lines,
    SjtPresentation: _sjt_lines,
}
_FIELDS: Mapping[type, Callable[[Any], Fields]] = {
    BranchPresentation: lambda _presentation: (),
    NegotiationPresentation: lambda _presentation: (),
    ChoicePresentation: _choice_fields,
    HotspotPresentation: _hotspot_fields,
    IntrayPresentation: _intray_fields,
    MatchPresentation: _match_fields,
    NetworkPresentation: _network_fields,
    NumericPresentation: lambda shown: tuple(field for item in shown.items for field in _numeric_fields(item)),
    OrderPresentation: _order_fields,
    PlacementPresentation: _placement_fields,
    RedpenPresentation: _redpen_fields,
    RubricPresentation: lambda shown: ((shown.field, shown.text),),
    SjtPresentation: lambda shown: tuple(field for item in shown.items for field in _sjt_fields(item)),
}
