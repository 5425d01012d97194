"""Red pens: what was written → definition, and what is wrong with what was written."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from cms.definitions import papers
from cms.definitions.authored import Clause, RedpenAuthored, Word
from cms.definitions.problems import AuthoringProblem
from cms.definitions.texts import same_words

SCORER = "redpen/1"
CHANGE = "change"


def structure(authored: RedpenAuthored) -> dict[str, Any]:
    competency = authored.header.competency
    items = [
        papers.item(clause.id, clause.points, competency, _options(clause, authored.verbs))
        for clause in authored.clauses
    ]
    order = papers.ordering(authored.clauses, authored.order_points, competency)
    return {
        "scorer": SCORER,
        "points": papers.total(items, order),
        "verbs": [{"id": verb.id, "effect": verb.effect} for verb in authored.verbs],
        "items": items,
        "order": order,
    }


def _options(clause: Clause, verbs: tuple[Word, ...]) -> list[tuple[str, bool]]:
    """Give the verbs, with the other wordings in the place of the one that changes the text."""
    changes = _changes(clause, verbs)
    wordings = [(wording.id, changes and wording.right) for wording in clause.wordings]
    return papers.word_options(_offered(clause, verbs), clause.verb) + wordings


def _offered(clause: Clause, verbs: tuple[Word, ...]) -> list[Word]:
    return [verb for verb in verbs if not (clause.wordings and verb.effect == CHANGE)]


def _changes(clause: Clause, verbs: tuple[Word, ...]) -> bool:
    return same_words(clause.verb) in {same_words(verb.text) for verb in verbs if verb.effect == CHANGE}


def texts(authored: RedpenAuthored) -> dict[str, str]:
    found = papers.word_texts("verbs", authored.verbs) | {"document": authored.document}
    for clause in authored.clauses:
        path = f"items.{clause.id}"
        found |= {f"{path}.label": clause.label, f"{path}.prompt_html": clause.text_html}
        found |= {f"{path}.why_html": clause.why_html, f"{path}.source": clause.source}
        found |= papers.option_texts(clause.id, _offered(clause, authored.verbs), clause.feedback)
        for wording in clause.wordings:
            found[f"{path}.options.{wording.id}.text"] = wording.text
            found[f"{path}.options.{wording.id}.why"] = wording.why
    names = ((clause, clause.label) for clause in authored.clauses)
    return found | papers.order_texts(names, authored.order_prompt_html, authored.why_html)


def problems(authored: RedpenAuthored) -> list[AuthoringProblem]:
    found = list(papers.word_problems("verbs", authored.verbs))
    if len(authored.verbs) < papers.TWO:
        found.append(AuthoringProblem("verbs", _("Write at least two marks.")))
    if sum(verb.effect == CHANGE for verb in authored.verbs) > 1:
        found.append(AuthoringProblem("verbs", _("Only one mark can give the text another wording.")))
    for number, clause in enumerate(authored.clauses, start=1):
        for message in _clause_problems(clause, authored.verbs):
            text = _("Number %(number)s: %(message)s") % {"number": number, "message": message}
            found.append(AuthoringProblem("clauses", text, clause.id))
    found += papers.turn_problems("clauses", authored.clauses)
    with_wordings = [clause for clause in authored.clauses if clause.wordings]
    if with_wordings and all(_changes(clause, authored.verbs) for clause in with_wordings):
        message = _(
            "Other wordings stand only where the text is to be changed, and so give that away. Write some for a clause "
            "that is to stay as well."
        )
        found.append(AuthoringProblem("clauses", message))
    return found


def _clause_problems(clause: Clause, verbs: tuple[Word, ...]) -> Iterator[str]:
    if papers.unknown(clause.verb, verbs):
        yield _("no mark is called “%(name)s”.") % {"name": clause.verb}
    if clause.turn and not clause.label:
        yield _("give it a heading, by which it is put in order.")
    yield from papers.remark_problems(clause.feedback, verbs)
    if not clause.wordings:
        return
    if not any(verb.effect == CHANGE for verb in verbs):
        yield _("no mark gives the text another wording. Add one, or take the wordings out.")
    right = sum(wording.right for wording in clause.wordings)
    if _changes(clause, verbs):
        if right != 1:
            yield _("mark exactly one of the other wordings as right.")
    elif right:
        yield _("none of the other wordings can be right here.")
