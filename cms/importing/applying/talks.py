"""From a negotiation that was read to the fields of its page."""

from typing import Any

from cms.importing.reading.talk_types import Issue, NegotiationBody


def negotiation(body: NegotiationBody) -> dict[str, Any]:
    return {
        "own_name": body.you,
        "other_name": body.counterpart,
        "briefing": body.briefing_html,
        "instructions": body.instructions_html,
        "issues": [{"type": "issue", "id": issue.id, "value": _issue(issue)} for issue in body.issues],
        "own_reserve": body.reserve,
        "other_reserve": body.their_reserve,
        "rounds": body.rounds,
        "own_discount": body.discount,
        "other_discount": body.their_discount,
        "persona": body.persona,
        "listens": body.listens,
        "messages": [
            {
                "type": "message",
                "id": message.id,
                "value": {"type": message.type, "text": message.text, "reply": message.reply},
            }
            for message in body.messages
        ],
        "lines": [
            {"type": "line", "id": line.id, "value": {"event": line.event, "text": line.text}} for line in body.lines
        ],
        "claim": body.claim,
        "creation": body.creation,
        "fairness": body.fairness,
        "process": body.process,
        "why": body.why_html,
        "points": body.points,
    }


def _issue(issue: Issue) -> dict[str, Any]:
    options = [
        {
            "type": "item",
            "id": option.id,
            "value": {
                "text": option.text,
                "own": option.yours,
                "other": option.theirs,
                "forbidden": option.forbidden,
            },
        }
        for option in issue.options
    ]
    return {"text": issue.text, "options": options, "note": issue.note, "why": issue.why}
