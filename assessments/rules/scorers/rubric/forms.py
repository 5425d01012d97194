"""Ways into written work: the draw, the learner's form, the marker's form and the key."""

import re
from typing import Any

from assessments.rules.types.kinds import Definition, Form

TEXT_FIELD = "text"
LEVEL_PREFIX = "level-"
COMMENT_PREFIX = "comment-"
PLACE_PREFIX = "place-"
COMMENT_FIELD = "comment"
_PLACE = re.compile(r"([0-9]{1,6})-([0-9]{1,6})")


def draw(_definition: Definition, _seed: bytes) -> dict[str, Any]:
    """Draw nothing: everybody gets the same task.

    Returns:
        {}.
    """
    return {}


def read_form(_definition: Definition, form: Form) -> dict[str, Any]:
    """Turn form fields into a response.

    Args:
        form: `text` → what was written; other fields are ignored.

    Returns:
        {"text": the text with plain line ends}.
    """
    return {"text": plain(_first(form, TEXT_FIELD))}


def read_marks(definition: Definition, form: Form) -> dict[str, Any]:
    """Turn the fields of a marker's form into marks.

    Args:
        definition: a definition without problems.
        form: `level-<criterion>`, `comment-<criterion>`, `place-<criterion>` (`<start>-<end>`), and `comment`.

    Returns:
        {"criteria": criterion → {"level", "comment", "span"}, "comment"}; a criterion has what was given for it, and
        what is wrong about it is for `marks_problems` to say.
    """
    criteria = {criterion["id"]: _read_mark(criterion["id"], form) for criterion in definition["criteria"]}
    return {
        "criteria": {criterion: mark for criterion, mark in criteria.items() if mark},
        "comment": plain(_first(form, COMMENT_FIELD)),
    }


def answer_key(definition: Definition) -> dict[str, Any]:
    """Return a response that can earn every point when a person marks it; for tests and seeding only.

    Args:
        definition: a definition without problems.

    Returns:
        A response of as many words as the task wants at least.
    """
    return {"text": " ".join(["word"] * definition["window"]["least"])}


def optimum(definition: Definition) -> dict[str, Any]:
    """Give a text with the marks that earn every point.

    Args:
        definition: a definition without problems.

    Returns:
        {"response", "marks"}.
    """
    best = definition["levels"][-1]["id"]
    marks = {criterion["id"]: {"level": best} for criterion in definition["criteria"]}
    return {"response": answer_key(definition), "marks": {"criteria": marks}}


def plain(text: str) -> str:
    """Write every line end in one way.

    Args:
        text: as a browser sends it.

    Returns:
        The text with line feeds only.
    """
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _read_mark(criterion: str, form: Form) -> dict[str, Any]:
    texts = {
        "level": _first(form, LEVEL_PREFIX + criterion),
        "comment": plain(_first(form, COMMENT_PREFIX + criterion)),
    }
    place = _first(form, PLACE_PREFIX + criterion)
    return {name: text for name, text in texts.items() if text} | ({"span": _read_place(place)} if place else {})


def _read_place(place: str) -> dict[str, int] | str:
    found = _PLACE.fullmatch(place)
    return {"start": int(found[1]), "end": int(found[2])} if found else place


def _first(form: Form, field: str) -> str:
    return next(iter(form.get(field, ())), "")
