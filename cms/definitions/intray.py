"""In-trays: what was written → definition, and what is wrong with what was written."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from cms.definitions import choice, papers
from cms.definitions.authored import ChoiceAuthored, IntrayAuthored, Letter
from cms.definitions.problems import AuthoringProblem
from cms.definitions.texts import same_words

SCORER = "intray/1"


def structure(authored: IntrayAuthored) -> dict[str, Any]:
    competency = authored.header.competency
    listed = [(letter, _items(letter, authored)) for letter in authored.letters]
    reply = choice.structure(_reply(authored))["items"]
    items = [item for _, own in listed for item in own] + reply
    order = papers.ordering(authored.letters, authored.order_points, competency)
    subjects = {same_words(letter.subject): letter.id for letter in authored.letters}
    to = subjects.get(same_words(authored.reply_to), "")
    return {
        "scorer": SCORER,
        "points": papers.total(items, order),
        "actions": [{"id": word.id} for word in authored.actions],
        "owners": [{"id": word.id} for word in authored.owners],
        "items": items,
        "letters": [
            {"id": letter.id, "form": letter.form, "items": [item["id"] for item in own]} for letter, own in listed
        ],
        "reply": {"letter": to, "items": [item["id"] for item in reply]} if reply else None,
        "order": order,
    }


def _items(letter: Letter, authored: IntrayAuthored) -> list[dict[str, Any]]:
    competency = authored.header.competency
    action = papers.word_options(authored.actions, letter.action)
    items = [papers.item(_do(letter), letter.points, competency, action)]
    if letter.owner:
        owner = papers.word_options(authored.owners, letter.owner)
        items.append(papers.item(_who(letter), letter.points, competency, owner))
    return items


def _do(letter: Letter) -> str:
    return f"{letter.id}-do"


def _who(letter: Letter) -> str:
    return f"{letter.id}-who"


def _reply(authored: IntrayAuthored) -> ChoiceAuthored:
    """Take the reply for a knowledge check of its own."""
    questions = tuple(replace(question, mode="single") for question in authored.reply)
    return ChoiceAuthored(authored.header, questions)


def texts(authored: IntrayAuthored) -> dict[str, str]:
    found = papers.word_texts("actions", authored.actions) | papers.word_texts("owners", authored.owners)
    for letter in authored.letters:
        path = f"letters.{letter.id}"
        found |= {f"{path}.sender": letter.sender, f"{path}.date": letter.date, f"{path}.subject": letter.subject}
        found[f"{path}.body_html"] = letter.body_html
        found |= _question_texts(letter, authored)
    names = ((letter, f"{letter.sender}: {letter.subject}") for letter in authored.letters)
    found |= papers.order_texts(names, authored.order_prompt_html, authored.why_html)
    return found | choice.texts(_reply(authored))


def _question_texts(letter: Letter, authored: IntrayAuthored) -> dict[str, str]:
    do, who = _do(letter), _who(letter)
    found = {f"items.{do}.prompt_html": "<p>" + _("What do you do with it?") + "</p>"}
    found |= papers.option_texts(do, authored.actions, letter.feedback)
    if letter.owner:
        found[f"items.{who}.prompt_html"] = "<p>" + _("Whose is it?") + "</p>"
        found |= papers.option_texts(who, authored.owners, letter.feedback)
    last = who if letter.owner else do
    return found | {f"items.{last}.why_html": letter.why_html, f"items.{last}.source": letter.source}


def problems(authored: IntrayAuthored) -> list[AuthoringProblem]:
    found = [*papers.word_problems("actions", authored.actions), *papers.word_problems("owners", authored.owners)]
    if len(authored.actions) < papers.TWO:
        found.append(AuthoringProblem("actions", _("Write at least two actions.")))
    for number, letter in enumerate(authored.letters, start=1):
        for message in _letter_problems(letter, authored):
            text = _("Number %(number)s: %(message)s") % {"number": number, "message": message}
            found.append(AuthoringProblem("letters", text, letter.id))
    found += papers.turn_problems("letters", authored.letters)
    return found + list(_reply_problems(authored))


def _letter_problems(letter: Letter, authored: IntrayAuthored) -> Iterator[str]:
    if papers.unknown(letter.action, authored.actions):
        yield _("no action is called “%(name)s”.") % {"name": letter.action}
    if papers.unknown(letter.owner, authored.owners):
        yield _("nobody in the list is called “%(name)s”.") % {"name": letter.owner}
    if letter.owner and len(authored.owners) < papers.TWO:
        yield _("to ask whose it is, write at least two offices or persons.")
    yield from papers.remark_problems(letter.feedback, (*authored.actions, *authored.owners))


def _reply_problems(authored: IntrayAuthored) -> Iterator[AuthoringProblem]:
    subjects = {same_words(letter.subject) for letter in authored.letters}
    if authored.reply and same_words(authored.reply_to) not in subjects:
        message = _("Name what is replied to: one of the subjects above.")
        yield AuthoringProblem("reply_to", message)
    for problem in choice.problems(_reply(authored)):
        yield replace(problem, field="reply")
