"""In-trays and red pens, as the fields of their files."""

from collections.abc import Iterable, Mapping
from typing import Any

from cms.definitions import Clause, IntrayAuthored, Letter, RedpenAuthored, Word
from cms.definitions.texts import same_words
from cms.exporting.collecting.questions import option_fields, question_fields
from cms.exporting.collecting.sheet import Sheet, without_empty
from cms.exporting.collecting.vocabulary import Vocabulary

_Fields = dict[str, Any]
_Ids = Mapping[str, str]


def intray_fields(authored: IntrayAuthored, _page: Any, sheet: Sheet, vocabulary: Vocabulary) -> _Fields:
    actions, owners = _ids(authored.actions), _ids(authored.owners)
    subjects = {same_words(letter.subject): letter.id for letter in authored.letters}
    fields = {
        "actions": [_word(word, "actions", sheet) for word in authored.actions],
        "owners": [_word(word, "owners", sheet) for word in authored.owners],
        "letters": [_letter(letter, actions, owners, sheet) for letter in authored.letters],
        "reply_to": _named(authored.reply_to, subjects, "reply_to", sheet),
        "reply": [question_fields(question, sheet, vocabulary) for question in authored.reply],
        **_turns(authored, sheet),
    }
    return without_empty(fields, ["owners", "reply_to", "reply", "order_prompt", "why"])


def redpen_fields(authored: RedpenAuthored, _page: Any, sheet: Sheet, _vocabulary: Vocabulary) -> _Fields:
    verbs = _ids(authored.verbs)
    fields = {
        "document": sheet.plain("document", authored.document),
        "verbs": [_word(word, "verbs", sheet) for word in authored.verbs],
        "clauses": [_clause(clause, verbs, sheet) for clause in authored.clauses],
        **_turns(authored, sheet),
    }
    return without_empty(fields, ["order_prompt", "why"])


def _ids(words: Iterable[Word]) -> dict[str, str]:
    return {same_words(word.text): word.id for word in words}


def _named(name: str, ids: _Ids, where: str, sheet: Sheet) -> str:
    if name and same_words(name) not in ids:
        sheet.note(where, f"Nothing is called “{name}”. Choose something of the list.")
    return ids.get(same_words(name), "")


def _word(word: Word, name: str, sheet: Sheet) -> _Fields:
    where = f"{name}, “{word.id}”"
    fields = {
        "id": word.id,
        "text": sheet.plain(f"{where}, text", word.text),
        "effect": word.effect,
        "about": sheet.plain(f"{where}, about", word.about),
    }
    return without_empty(fields, ["effect", "about"])


def _letter(letter: Letter, actions: _Ids, owners: _Ids, sheet: Sheet) -> _Fields:
    where = f"letter “{letter.id}”"
    fields = {
        "id": letter.id,
        "form": letter.form,
        "sender": sheet.plain(f"{where}, sender", letter.sender),
        "date": sheet.plain(f"{where}, date", letter.date),
        "subject": sheet.plain(f"{where}, subject", letter.subject),
        "body": sheet.rich(f"{where}, body", letter.body_html),
        "action": _named(letter.action, actions, f"{where}, action", sheet),
        "owner": _named(letter.owner, owners, f"{where}, owner", sheet),
        **_judgement(letter, {**owners, **actions}, where, sheet),
    }
    return without_empty(fields, ["date", "owner", *_OPTIONAL])


def _clause(clause: Clause, verbs: _Ids, sheet: Sheet) -> _Fields:
    where = f"clause “{clause.id}”"
    fields = {
        "id": clause.id,
        "label": sheet.plain(f"{where}, label", clause.label),
        "text": sheet.rich(f"{where}, text", clause.text_html),
        "verb": _named(clause.verb, verbs, f"{where}, verb", sheet),
        "wordings": [option_fields(wording, where, sheet) for wording in clause.wordings],
        **_judgement(clause, verbs, where, sheet),
    }
    return without_empty(fields, ["label", "wordings", *_OPTIONAL])


_OPTIONAL = ("turn", "why", "source", "feedback")


def _judgement(part: Letter | Clause, ids: _Ids, where: str, sheet: Sheet) -> _Fields:
    remarks = [
        {
            "choice": _named(remark.choice, ids, f"{where}, feedback", sheet),
            "text": sheet.plain(f"{where}, feedback", remark.text),
        }
        for remark in part.feedback
    ]
    return {
        "turn": part.turn,
        "points": part.points,
        "why": sheet.rich(f"{where}, why", part.why_html),
        "source": sheet.plain(f"{where}, source", part.source),
        "feedback": remarks,
    }


def _turns(authored: IntrayAuthored | RedpenAuthored, sheet: Sheet) -> _Fields:
    return {
        "order_prompt": sheet.rich("order_prompt", authored.order_prompt_html),
        "order_points": authored.order_points,
        "why": sheet.rich("why", authored.why_html),
    }
