"""Takes the variables, events and values at the end out of a branching case, as the plain values of cms.definitions."""

from typing import Any

from cms.definitions import CaseEvent, CaseVariable, CaseWord, EndingWorth, lines_of
from cms.models.reading import conditions, effects, id_of, plain, rich

ALWAYS = 100


def variables(stream: Any) -> tuple[CaseVariable, ...]:
    read = {"number": _number, "word": _word}
    return tuple(read[child.block_type](id_of(child, number), child.value) for number, child in enumerate(stream, 1))


def _number(variable_id: str, value: Any) -> CaseVariable:
    return CaseVariable(
        id=variable_id,
        name=plain(value["name"]),
        low=value["low"] or 0,
        high=value["high"] or 0,
        start=str(value["start"] or 0),
        unit=plain(value["unit"]),
        shown=bool(value["shown"]),
        stops=bool(value["stops"]),
    )


def _word(variable_id: str, value: Any) -> CaseVariable:
    words = enumerate(value["words"].bound_blocks, start=1)
    return CaseVariable(
        id=variable_id,
        name=plain(value["name"]),
        words=tuple(CaseWord(id_of(child, number), plain(child.value["text"])) for number, child in words),
        start=plain(value["start"]),
        shown=bool(value["shown"]),
    )


def events(stream: Any) -> tuple[CaseEvent, ...]:
    return tuple(
        CaseEvent(
            id=id_of(child, number),
            title=plain(child.value["title"]),
            text_html=rich(child.value["text"]),
            scenes=lines_of(child.value["scenes"] or ""),
            when=conditions(child.value["when"]),
            chance=child.value["chance"] or ALWAYS,
            effects=effects(child.value["effects"]),
            goes_on_to=plain(child.value["goes_on_to"]),
            why=plain(child.value["why"]),
        )
        for number, child in enumerate(stream, start=1)
    )


def worth(stream: Any) -> tuple[EndingWorth, ...]:
    return tuple(
        EndingWorth(
            id=id_of(child, number),
            text=plain(child.value["text"]),
            when=conditions(child.value["when"]),
            points=child.value["points"] or 0,
        )
        for number, child in enumerate(stream, start=1)
    )
