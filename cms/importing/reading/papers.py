"""Reads in-trays and red pens."""

from collections.abc import Collection

from cms.importing.reading.fields import Fields
from cms.importing.reading.paper_types import Clause, IntrayBody, Judgement, Letter, RedpenBody, Remark, Turns, Word
from cms.importing.reading.questions import LONG, read_options, read_questions
from cms.importing.reading.shared import Reading, log_repeated

FORMS = ("email", "letter", "call", "message")
EFFECTS = ("keep", "change", "strike", "ask")
SHORT, LABEL, NAME = 80, 120, 255
MAX_LETTERS = 30


def read_intray(reading: Reading, fields: Fields) -> IntrayBody:
    """Read an in-tray."""
    actions, owners = _words(fields, "actions", required=True), _words(fields, "owners", required=False)
    parts = [(item, _letter(item, actions, owners)) for item in fields.mappings("letters", required=True)]
    log_repeated(((letter.id, item) for item, letter in parts), "letters")
    log_repeated(((letter.subject, item) for item, letter in parts), "letters", "subject")
    if len(parts) > MAX_LETTERS:
        fields.problem("letters", f"There are at most {MAX_LETTERS} letters.")
    reply = read_questions(reading, fields, "reply", required=False)
    return IntrayBody(
        actions=actions,
        owners=owners,
        letters=tuple(letter for _, letter in parts),
        reply_to=_named(fields, "reply_to", [letter.id for _, letter in parts], required=bool(reply)),
        reply=reply,
        turns=_turns(fields),
    )


def read_redpen(_reading: Reading, fields: Fields) -> RedpenBody:
    """Read a red pen."""
    verbs = _words(fields, "verbs", required=True, with_effect=True)
    parts = [(item, _clause(item, verbs)) for item in fields.mappings("clauses", required=True)]
    log_repeated(((clause.id, item) for item, clause in parts), "clauses")
    return RedpenBody(
        document=fields.text("document", longest=NAME),
        verbs=verbs,
        clauses=tuple(clause for _, clause in parts),
        turns=_turns(fields),
    )


def _words(fields: Fields, name: str, *, required: bool, with_effect: bool = False) -> tuple[Word, ...]:
    parts = [(item, _word(item, with_effect=with_effect)) for item in fields.mappings(name, required=required)]
    log_repeated(((word.id, item) for item, word in parts), name)
    log_repeated(((word.text, item) for item, word in parts), name, "text")
    return tuple(word for _, word in parts)


def _word(fields: Fields, *, with_effect: bool) -> Word:
    word = Word(
        id=fields.id(),
        text=fields.text("text", longest=SHORT),
        about=fields.text("about", default="", longest=LONG),
        effect=fields.one_of("effect", EFFECTS) if with_effect else "",
    )
    fields.finish()
    return word


def _letter(fields: Fields, actions: tuple[Word, ...], owners: tuple[Word, ...]) -> Letter:
    letter = Letter(
        id=fields.id(),
        form=fields.one_of("form", FORMS, default="email"),
        sender=fields.text("sender", longest=NAME),
        date=fields.text("date", default="", longest=NAME),
        subject=fields.text("subject", longest=NAME),
        body_html=fields.markdown("body", required=True),
        action=_named(fields, "action", [word.id for word in actions], required=True),
        owner=_named(fields, "owner", [word.id for word in owners], required=False),
        judgement=_judgement(fields, (*actions, *owners)),
    )
    fields.finish()
    return letter


def _clause(fields: Fields, verbs: tuple[Word, ...]) -> Clause:
    clause = Clause(
        id=fields.id(),
        label=fields.text("label", default="", longest=LABEL),
        text_html=fields.markdown("text", required=True),
        verb=_named(fields, "verb", [word.id for word in verbs], required=True),
        wordings=read_options(fields, "wordings", required=False),
        judgement=_judgement(fields, verbs),
    )
    fields.finish()
    return clause


def _judgement(fields: Fields, words: tuple[Word, ...]) -> Judgement:
    ids = [word.id for word in words]
    return Judgement(
        turn=fields.whole("turn", low=1, high=100) if fields.has("turn") else None,
        points=fields.whole("points", low=1, high=100, default=1),
        why_html=fields.markdown("why"),
        source=fields.text("source", default="", longest=LONG),
        feedback=tuple(_remark(item, ids) for item in fields.mappings("feedback")),
    )


def _remark(fields: Fields, ids: Collection[str]) -> Remark:
    remark = Remark(_named(fields, "choice", ids, required=True), fields.text("text", longest=LONG))
    fields.finish()
    return remark


def _turns(fields: Fields) -> Turns:
    return Turns(
        prompt_html=fields.markdown("order_prompt"),
        points=fields.whole("order_points", low=1, high=100, default=4),
        why_html=fields.markdown("why"),
    )


def _named(fields: Fields, name: str, ids: Collection[str], *, required: bool) -> str:
    """Read the id of something that stands above."""
    found = fields.text(name) if required else fields.text(name, default="")
    if found and found not in ids:
        fields.problem(name, f"There is nothing with the id “{found}” above. Use one of: {', '.join(ids)}.")
    return found
