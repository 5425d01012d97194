"""Negotiations, as the fields of their files."""

from typing import Any

from cms.definitions import Issue, NegotiationAuthored
from cms.exporting.collecting.sheet import Sheet, without_empty
from cms.exporting.collecting.vocabulary import Vocabulary

_Fields = dict[str, Any]


def negotiation_fields(authored: NegotiationAuthored, _page: Any, sheet: Sheet, _vocabulary: Vocabulary) -> _Fields:
    shares = authored.shares
    for name, reserve in (("reserve", authored.own_reserve), ("their_reserve", authored.other_reserve)):
        if reserve is None:
            sheet.note(name, "The least that this side may accept is missing. Write it.")
    fields = {
        "you": sheet.plain("you", authored.own_name),
        "counterpart": sheet.plain("counterpart", authored.other_name),
        "briefing": sheet.rich("briefing", authored.briefing_html),
        "instructions": sheet.rich("instructions", authored.instructions_html),
        "issues": [_issue(issue, sheet) for issue in authored.issues],
        "reserve": authored.own_reserve or 0,
        "their_reserve": authored.other_reserve or 0,
        "rounds": authored.rounds,
        "discount": authored.own_discount,
        "their_discount": authored.other_discount,
        "persona": authored.persona,
        "listens": authored.listens,
        "messages": [
            without_empty(
                {
                    "id": message.id,
                    "type": message.type,
                    "text": sheet.plain(f"message “{message.id}”, text", message.text),
                    "reply": sheet.plain(f"message “{message.id}”, reply", message.reply),
                },
                ["reply"],
            )
            for message in authored.messages
        ],
        "lines": [
            {"id": line.id, "event": line.event, "text": sheet.plain(f"line “{line.id}”, text", line.text)}
            for line in authored.lines
        ],
        "points": authored.points,
        "claim": shares.claim,
        "creation": shares.creation,
        "fairness": shares.fairness,
        "process": shares.process,
        "why": sheet.rich("why", authored.why_html),
    }
    return without_empty(fields, ["briefing", "discount", "their_discount", "listens", "messages", "lines", "why"])


def _issue(issue: Issue, sheet: Sheet) -> _Fields:
    where = f"issue “{issue.id}”"
    if any(None in (option.own, option.other) for option in issue.options):
        sheet.note(where, "An option has no worth. Write what it is worth to both sides.")
    fields = {
        "id": issue.id,
        "text": sheet.plain(f"{where}, text", issue.text),
        "note": sheet.plain(f"{where}, note", issue.note),
        "why": sheet.plain(f"{where}, why", issue.why),
        "options": [
            {
                "id": option.id,
                "text": sheet.plain(f"{where}, option", option.text),
                "yours": option.own or 0,
                "theirs": option.other or 0,
                "forbidden": option.forbidden,
            }
            for option in issue.options
        ],
    }
    return without_empty(fields, ["note", "why"])
