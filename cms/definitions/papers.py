"""What in-trays and red pens share: words to choose, remarks on wrong choices, and a few things to put in order."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from cms.definitions.authored import Clause, Letter, Remark, Word
from cms.definitions.problems import AuthoringProblem
from cms.definitions.texts import same_words

TWO = 2


def item(item_id: str, points: int, competency: str | None, options: Iterable[tuple[str, bool]]) -> dict[str, Any]:
    """Make a question with one right option."""
    listed = [{"id": option, "right": right} for option, right in options]
    return {"id": item_id, "mode": "single", "points": points, "competency": competency, "options": listed}


def word_options(words: Sequence[Word], wanted: str) -> list[tuple[str, bool]]:
    return [(word.id, same_words(word.text) == same_words(wanted)) for word in words]


def word_texts(name: str, words: Iterable[Word]) -> dict[str, str]:
    texts = {f"{name}.{word.id}.text": word.text for word in words}
    return texts | {f"{name}.{word.id}.about": word.about for word in words}


def option_texts(item_id: str, words: Iterable[Word], feedback: Iterable[Remark]) -> dict[str, str]:
    """Give the words of the options; where there is no remark on one, say what it means."""
    said = {same_words(remark.choice): remark.text for remark in feedback}
    texts: dict[str, str] = {}
    for word in words:
        texts[f"items.{item_id}.options.{word.id}.text"] = word.text
        texts[f"items.{item_id}.options.{word.id}.why"] = said.get(same_words(word.text), word.about)
    return texts


def ordering(parts: Sequence[Letter | Clause], points: int, competency: str | None) -> dict[str, Any] | None:
    """Give the part that is put in order; None when nothing has a turn."""
    entries = [{"id": part.id, "rank": part.turn} for part in parts if part.turn]
    return {"points": points, "competency": competency, "entries": entries, "rules": []} if entries else None


def total(items: Iterable[dict[str, Any]], order: dict[str, Any] | None) -> int:
    return sum(found["points"] for found in items) + (order["points"] if order else 0)


def order_texts(names: Iterable[tuple[Letter | Clause, str]], prompt_html: str, why_html: str) -> dict[str, str]:
    """Give the texts of the part that is put in order."""
    prompt = prompt_html or "<p>" + _("Which of these comes first?") + "</p>"
    texts = {"prompt_html": prompt, "why_html": why_html, "first_label": _("First"), "last_label": _("Last")}
    return texts | {f"entries.{part.id}.text": name for part, name in names if part.turn}


def word_problems(field: str, words: Sequence[Word]) -> Iterator[AuthoringProblem]:
    """Find words that are the same."""
    seen: set[str] = set()
    for word in words:
        words_alone = same_words(word.text)
        if words_alone and words_alone in seen:
            message = _("“%(text)s” stands in the list twice.") % {"text": word.text}
            yield AuthoringProblem(field, message, word.id)
        seen.add(words_alone)


def unknown(name: str, words: Iterable[Word]) -> bool:
    """Say whether a word is named that is not in the list."""
    return bool(name) and same_words(name) not in {same_words(word.text) for word in words}


def remark_problems(feedback: Iterable[Remark], words: Sequence[Word]) -> Iterator[str]:
    for remark in feedback:
        if unknown(remark.choice, words):
            yield _("a remark is about “%(name)s”, which is in no list above.") % {"name": remark.choice}


def turn_problems(field: str, parts: Sequence[Letter | Clause]) -> Iterator[AuthoringProblem]:
    turns = {part.turn for part in parts if part.turn}
    if len(turns) == 1:
        yield AuthoringProblem(field, _("Give at least two of them different turns, or none a turn."))
