"""A negotiation: what was written → definition, and what is wrong with what was written."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from django.utils.translation import gettext as _

from cms.definitions.negotiated import Issue, IssueOption, NegotiationAuthored, SpokenLine, TableMessage
from cms.definitions.problems import AuthoringProblem
from cms.definitions.texts import same_words

SCORER = "negotiation/1"


def structure(authored: NegotiationAuthored) -> dict[str, Any]:
    return {
        "scorer": SCORER,
        "points": authored.points,
        "competency": authored.header.competency,
        "issues": [_issue(issue) for issue in authored.issues],
        "own_reserve": authored.own_reserve,
        "other_reserve": authored.other_reserve,
        "rounds": authored.rounds,
        **({"own_discount": authored.own_discount} if authored.own_discount else {}),
        **({"other_discount": authored.other_discount} if authored.other_discount else {}),
        "counterpart": {
            "persona": authored.persona,
            **({"model": "frequency"} if authored.listens else {}),
            "lines": [{"id": line.id, "event": line.event} for line in _lines(authored)],
        },
        "messages": [{"id": message.id, "type": message.type} for message in _messages(authored)],
        "criteria": asdict(authored.shares),
    }


def texts(authored: NegotiationAuthored) -> dict[str, str]:
    found = {
        "instructions_html": authored.instructions_html,
        "briefing_html": authored.briefing_html,
        "own.name": authored.own_name,
        "other.name": authored.other_name,
        "why_html": authored.why_html,
    }
    for issue in authored.issues:
        path = f"issues.{issue.id}"
        found |= {f"{path}.text": issue.text, f"{path}.note": issue.note, f"{path}.why": issue.why}
        found |= {f"{path}.options.{option.id}.text": option.text for option in issue.options}
    for message in _messages(authored):
        found |= {f"messages.{message.id}.text": message.text, f"messages.{message.id}.reply": message.reply}
    return found | {f"lines.{line.id}.text": line.text for line in _lines(authored)}


def problems(authored: NegotiationAuthored) -> list[AuthoringProblem]:
    found = [problem for issue in authored.issues for problem in _option_problems(issue)]
    repeated = _repeated([issue.text for issue in authored.issues])
    for issue in authored.issues:
        if same_words(issue.text) in repeated:
            message = _("“%(text)s” stands in the list twice.") % {"text": issue.text}
            found.append(AuthoringProblem("issues", message, issue.id))
    return found


def _issue(issue: Issue) -> dict[str, Any]:
    options = [
        {"id": option.id, "own": option.own, "other": option.other, "forbidden": option.forbidden}
        for option in issue.options
    ]
    return {"id": issue.id, "options": options}


def _option_problems(issue: Issue) -> Iterator[AuthoringProblem]:
    repeated = _repeated([option.text for option in issue.options])
    for option in issue.options:
        named = {"issue": issue.text, "option": option.text}
        if same_words(option.text) in repeated:
            message = _("%(issue)s: “%(option)s” stands in the list twice.")
            yield AuthoringProblem("issues", message % named, issue.id)
    if issue.options and all(option.forbidden for option in issue.options):
        message = _("%(issue)s: the mandate forbids every option. Leave at least one.")
        yield AuthoringProblem("issues", message % {"issue": issue.text}, issue.id)


def _repeated(texts: list[str]) -> set[str]:
    words = [same_words(text) for text in texts if text.strip()]
    return {text for text in words if words.count(text) > 1}


def _messages(authored: NegotiationAuthored) -> tuple[TableMessage, ...]:
    """Give the author's menu, or the usual one; its questions are answered truly, by the worth of the issues."""
    if authored.messages:
        return authored.messages
    most, least = _weightiest(authored), _lightest(authored)
    matters = _("Most of all: %(issue)s.") % {"issue": most.text} if most else ""
    easy = _("What matters least to us: %(issue)s.") % {"issue": least.text} if least else ""
    return (
        TableMessage("usual-1", "question", _("What matters most to you?"), matters),
        TableMessage("usual-2", "question", _("Where could you move most easily?"), easy),
        TableMessage(
            "usual-3", "reason", _("Our council has to be able to agree to this."), _("So has ours, we are afraid.")
        ),
        TableMessage(
            "usual-4", "concern", _("This is hard for us. Please look at it again."), _("We have taken note of it.")
        ),
        TableMessage(
            "usual-5",
            "package",
            _("Take it as a whole: we move here so that you can move there."),
            _("Then we look at it as a whole."),
        ),
        TableMessage("usual-6", "thanks", _("Thank you. That was a step towards us."), ""),
    )


def _weightiest(authored: NegotiationAuthored) -> Issue | None:
    return max(authored.issues, key=_range, default=None)


def _lightest(authored: NegotiationAuthored) -> Issue | None:
    return min(authored.issues, key=_range, default=None)


def _range(issue: Issue) -> int:
    """Say how much there is to win or lose in an issue for the other side."""
    worths = [_worth(option) for option in issue.options] or [0]
    return max(worths) - min(worths)


def _worth(option: IssueOption) -> int:
    return option.other or 0


def _lines(authored: NegotiationAuthored) -> tuple[SpokenLine, ...]:
    """Give the author's lines, and the usual ones of the events that have none."""
    spoken = {line.event for line in authored.lines}
    return (*authored.lines, *(line for line in _usual_lines() if line.event not in spoken))


def _usual_lines() -> tuple[SpokenLine, ...]:
    said = (
        ("open", _("Welcome. We have read your letter. Let us hear what you have in mind.")),
        ("first", _("Thank you. This is how we see it.")),
        ("hold", _("We cannot move on that.")),
        ("hold", _("We hear you. Our offer stands.")),
        ("move", _("We can go a little way towards you. Here is what we offer.")),
        ("move", _("Then let us try it like this.")),
        ("last", _("We have to close the papers now. This is our last offer.")),
        ("accept", _("Agreed. We can sign that.")),
        ("end", _("Then we are agreed. Thank you.")),
        ("leave", _("A pity. Perhaps another year.")),
    )
    return tuple(SpokenLine(f"usual-{number}", event, text) for number, (event, text) in enumerate(said, 1))
