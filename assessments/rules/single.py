"""One question out of an exercise, as an exercise of its own: short enough to be asked again weeks later."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assessments.rules import registry
from assessments.rules.types import ChoicePresentation, Definition, Form, SjtPresentation

POINTS = 10
# No value that a form sends is longer: ids and numbers.
LONGEST = 80
# Where the questions of a kind stand in its definition.
LISTS = {"choice": "items", "sjt": "scenarios"}


@dataclass(frozen=True, slots=True)
class Single:
    """A question that can stand alone; `competency` is the key of what it is evidence of, "" for nothing."""

    id: str
    competency: str


def singles(definition: Definition) -> tuple[Single, ...]:
    """List the questions of an exercise that can be asked alone.

    Args:
        definition: a definition without problems, of any kind.

    Returns:
        Situations to judge, and questions with one right answer of which all are asked; () for any other exercise.
    """
    if definition["scorer"] not in {"select-net/1", "sjt-pairs/1"}:
        return ()
    whole = definition.get("competency") or ""
    questions = definition[LISTS[definition["kind"]]]
    return tuple(
        Single(entry["id"], entry.get("competency") or whole)
        for entry in questions
        if definition["kind"] == "sjt" or entry["mode"] == "single"
    )


def single_key(definition: Definition, question: str) -> uuid.UUID:
    """Name the exercise that one question makes, the same for every version of where it comes from.

    Args:
        definition: of the whole exercise.
        question: id of the question.

    Returns:
        A key.
    """
    return uuid.uuid5(uuid.NAMESPACE_URL, f"chancery:single:{definition['key']}:{question}")


def single(definition: Definition, question: str) -> dict[str, Any]:
    """Make an exercise of one question.

    Args:
        definition: a definition without problems.
        question: id of one of its `singles`.

    Returns:
        A definition of the same kind that asks this question alone, with its own key and only the texts it needs.

    Raises:
        KeyError: there is no such question.
    """
    name = LISTS[definition["kind"]]
    chosen = {entry["id"]: entry for entry in definition[name] if entry["id"] == question}[question]
    kept = (f"{name}.{question}.", "title", "sources_html")
    texts: dict[str, Mapping[str, str]] = {
        language: {path: text for path, text in table.items() if path.startswith(kept)}
        for language, table in definition["texts"].items()
    }
    points = chosen.get("points", POINTS)
    own = {"key": str(single_key(definition, question)), "points": points, name: [chosen], "texts": texts}
    return {**definition, **own}


def shown(
    alone: Definition, language: str, response: object = None, seed: str = ""
) -> ChoicePresentation | SjtPresentation:
    """Build what may be shown of it.

    Args:
        alone: what `single` made.
        language: code of the reader's language.
        response: what was answered so far; any JSON value, None for nothing.
        seed: what the order of the options is drawn from; "" for the order of the definition.

    Returns:
        A presentation with one item.
    """
    variant = registry.draw_variant(alone, seed.encode()) if seed else {}
    presentation = registry.present(alone, variant, language, response)
    if not isinstance(presentation, ChoicePresentation | SjtPresentation):
        raise TypeError(presentation.kind)
    return presentation


def read_form(alone: Definition, form: Form) -> dict[str, Any]:
    """Read a response, without what no page sends.

    Args:
        alone: what `single` made.
        form: field name → values.

    Returns:
        The response.
    """
    sent = {name: [it for it in values if it.isprintable() and len(it) <= LONGEST] for name, values in form.items()}
    return registry.read_form(alone, sent)


def firsts(definition: Definition, response: object) -> Sequence[str]:
    """Tell what a response to an exercise of one question puts first.

    Args:
        definition: what `single` made.
        response: any JSON value.

    Returns:
        Ids of the options chosen, picked as best, put in first place or rated highest; several where ratings are equal.
    """
    (entry,) = definition[LISTS[definition["kind"]]]
    answers = response.get("answers") if isinstance(response, dict) else None
    answer = answers.get(entry["id"]) if isinstance(answers, dict) else None
    known = [option["id"] for option in entry["options"]]
    if isinstance(answer, list):
        return [option for option in known if option in answer]
    if not isinstance(answer, dict):
        return []
    if definition["mode"] == "best-worst":
        return [option for option in known if option == answer.get("best")]
    numbers = {option: answer[option] for option in known if isinstance(answer.get(option), int)}
    foremost = (min if definition["mode"] == "rank" else max)(numbers.values(), default=0)
    return [option for option, number in numbers.items() if number == foremost]
