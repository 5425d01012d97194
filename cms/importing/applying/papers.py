"""In-trays and red pens in the stored form of their pages; words and letters are named by their text there."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from cms.importing.applying import bodies
from cms.importing.applying.bodies import Raw
from cms.importing.reading.paper_types import Clause, IntrayBody, Judgement, Letter, RedpenBody, Turns, Word

_Names = Mapping[str, str]


def intray(body: IntrayBody, competency_keys: Mapping[str, UUID]) -> dict[str, Any]:
    """Give the fields of an in-tray."""
    names = _names((*body.actions, *body.owners))
    subjects = {letter.id: letter.subject for letter in body.letters}
    return {
        "actions": _words("action", body.actions),
        "owners": _words("owner", body.owners),
        "letters": [
            {"type": "letter", "id": letter.id, "value": _letter(letter, body, names)} for letter in body.letters
        ],
        "reply_to": subjects.get(body.reply_to, ""),
        "reply": bodies.questions(body.reply, competency_keys),
        **_turns(body.turns),
    }


def redpen(body: RedpenBody) -> dict[str, Any]:
    """Give the fields of a red pen."""
    names = _names(body.verbs)
    return {
        "document": body.document,
        "verbs": _words("verb", body.verbs),
        "clauses": [{"type": "clause", "id": clause.id, "value": _clause(clause, names)} for clause in body.clauses],
        **_turns(body.turns),
    }


def _names(words: Iterable[Word]) -> dict[str, str]:
    return {word.id: word.text for word in words}


def _words(kind: str, words: Iterable[Word]) -> Raw:
    effect = ("effect",) if kind == "verb" else ()
    return [
        {"type": kind, "id": word.id, "value": {name: getattr(word, name) for name in ("text", "about", *effect)}}
        for word in words
    ]


def _letter(letter: Letter, body: IntrayBody, names: _Names) -> dict[str, Any]:
    return {
        "form": letter.form,
        "sender": letter.sender,
        "date": letter.date,
        "subject": letter.subject,
        "body": letter.body_html,
        "action": _names(body.actions).get(letter.action, ""),
        "owner": _names(body.owners).get(letter.owner, ""),
        **_judgement(letter.id, letter.judgement, names),
    }


def _clause(clause: Clause, names: _Names) -> dict[str, Any]:
    return {
        "label": clause.label,
        "text": clause.text_html,
        "verb": names.get(clause.verb, ""),
        "wordings": [bodies.answer(wording) for wording in clause.wordings],
        **_judgement(clause.id, clause.judgement, names),
    }


def _judgement(owner: str, judgement: Judgement, names: _Names) -> dict[str, Any]:
    remarks = enumerate(judgement.feedback, start=1)
    return {
        "turn": judgement.turn,
        "why": judgement.why_html,
        "feedback": [
            bodies.item(f"{owner}-remark-{number}", {"choice": names.get(remark.choice, ""), "text": remark.text})
            for number, remark in remarks
        ],
        "points": judgement.points,
        "source": judgement.source,
    }


def _turns(turns: Turns) -> dict[str, Any]:
    return {"order_prompt": turns.prompt_html, "order_points": turns.points, "why": turns.why_html}
