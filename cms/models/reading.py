"""Takes what was written out of the fields of an exercise page, as the plain values of cms.definitions."""

from typing import Any

from wagtail.rich_text import RichText, expand_db_html

from cms.definitions import (
    Answer,
    BlueprintRow,
    Condition,
    Decision,
    Effect,
    Entry,
    Header,
    JudgedOption,
    NumberQuestion,
    OrderRule,
    Pair,
    Question,
    Scene,
    Situation,
    Unit,
    clean_html,
    is_blank_html,
    lines_of,
)


def rich(value: RichText | str | None) -> str:
    """Return stored rich text as clean HTML with its links resolved; "" when it says nothing."""
    source = value.source if isinstance(value, RichText) else value or ""
    html = clean_html(expand_db_html(source))
    return "" if is_blank_html(html) else html


def plain(value: Any) -> str:
    return str(value or "").strip()


def header(page: Any) -> Header:
    return Header(
        key=str(page.translation_key),
        title=page.title.strip(),
        intro_html=rich(page.intro),
        sources=lines_of(page.sources),
        competency=str(page.competency) if page.competency else None,
    )


def questions(stream: Any) -> tuple[Question, ...]:
    return tuple(
        Question(
            id=id_of(child, number),
            prompt_html=rich(child.value["prompt"]),
            mode=child.value["mode"] or "single",
            points=child.value["points"] or 0,
            competency=child.value["competency"] or None,
            why_html=rich(child.value["why"]),
            source=plain(child.value["source"]),
            options=answers(child.value["options"]),
            difficulty=child.value.get("difficulty") or "",
        )
        for number, child in enumerate(stream, start=1)
    )


def blueprint(stream: Any) -> tuple[BlueprintRow, ...]:
    return tuple(
        BlueprintRow(
            id=id_of(child, number),
            competency=child.value["competency"] or None,
            difficulty=child.value["difficulty"] or "",
            take=child.value["take"] or 0,
        )
        for number, child in enumerate(stream, start=1)
    )


def answers(items: Any) -> tuple[Answer, ...]:
    return tuple(
        Answer(
            id=id_of(child, number),
            text=plain(child.value["text"]),
            right=bool(child.value["right"]),
            why=plain(child.value["why"]),
        )
        for number, child in enumerate(items.bound_blocks, start=1)
    )


def numbers(stream: Any) -> tuple[NumberQuestion, ...]:
    return tuple(
        NumberQuestion(
            id=id_of(child, number),
            prompt_html=rich(child.value["prompt"]),
            value=child.value["value"],
            tolerance=child.value["tolerance"] or "exact",
            amount=child.value["amount"],
            half=bool(child.value["half"]),
            units=_units(child.value["units"]),
            points=child.value["points"] or 0,
            competency=child.value["competency"] or None,
            why_html=rich(child.value["why"]),
            source=plain(child.value["source"]),
        )
        for number, child in enumerate(stream, start=1)
    )


def _units(items: Any) -> tuple[Unit, ...]:
    return tuple(
        Unit(id=id_of(child, number), text=plain(child.value["text"]), factor=child.value["factor"])
        for number, child in enumerate(items.bound_blocks, start=1)
    )


def pairs(stream: Any) -> tuple[Pair, ...]:
    return tuple(
        Pair(
            id=id_of(child, number),
            text=plain(child.value["text"]),
            match=plain(child.value["match"]),
            why=plain(child.value["why"]),
        )
        for number, child in enumerate(stream, start=1)
    )


def entries(stream: Any) -> tuple[Entry, ...]:
    return tuple(
        Entry(
            id=id_of(child, number),
            text=plain(child.value["text"]),
            same_as_above=bool(child.value["same_as_above"]),
            note=plain(child.value["note"]),
        )
        for number, child in enumerate(stream, start=1)
    )


def left_out(stream: Any) -> tuple[Entry, ...]:
    return tuple(
        Entry(id=id_of(child, number), text=plain(child.value["text"]), note=plain(child.value["note"]))
        for number, child in enumerate(stream, start=1)
    )


def rules(stream: Any) -> tuple[OrderRule, ...]:
    return tuple(
        OrderRule(
            id=id_of(child, number),
            text=plain(child.value["text"]),
            higher=tuple(plain(name) for name in child.value["higher"]),
            lower=tuple(plain(name) for name in child.value["lower"]),
        )
        for number, child in enumerate(stream, start=1)
    )


def scenes(stream: Any) -> tuple[Scene, ...]:
    return tuple(
        Scene(
            id=id_of(child, number),
            title=plain(child.value["title"]),
            text_html=rich(child.value["text"]),
            options=_decisions(child.value["options"]),
        )
        for number, child in enumerate(stream, start=1)
    )


def _decisions(items: Any) -> tuple[Decision, ...]:
    return tuple(
        Decision(
            id=id_of(child, number),
            text=plain(child.value["text"]),
            quality=plain(child.value["quality"]),
            outcome_html=rich(child.value["outcome"]),
            why=plain(child.value["why"]),
            goes_on_to=plain(child.value["goes_on_to"]),
            when=conditions(child.value["when"]),
            effects=effects(child.value["effects"]),
        )
        for number, child in enumerate(items.bound_blocks, start=1)
    )


def conditions(items: Any) -> tuple[Condition, ...]:
    return tuple(
        Condition(
            variable=plain(value["variable"]),
            at_least=value["at_least"],
            at_most=value["at_most"],
            words=lines_of(value["words"] or ""),
        )
        for value in items
    )


def effects(items: Any) -> tuple[Effect, ...]:
    return tuple(Effect(plain(value["variable"]), value["add"], plain(value["set"])) for value in items)


def situations(stream: Any) -> tuple[Situation, ...]:
    return tuple(
        Situation(
            id=id_of(child, number),
            text_html=rich(child.value["text"]),
            question=plain(child.value["question"]),
            options=_judged(child.value["options"]),
        )
        for number, child in enumerate(stream, start=1)
    )


def _judged(items: Any) -> tuple[JudgedOption, ...]:
    return tuple(
        JudgedOption(
            id=id_of(child, number),
            text=plain(child.value["text"]),
            ratings=plain(child.value["ratings"]),
            why=plain(child.value["why"]),
        )
        for number, child in enumerate(items.bound_blocks, start=1)
    )


def ranks(text: str) -> tuple[tuple[str, ...], ...]:
    """Read names line by line; "=" joins those of the same rank."""
    return tuple(tuple(name.strip() for name in line.split("=") if name.strip()) for line in lines_of(text))


def id_of(child: Any, number: int) -> str:
    return child.id or f"new-{number}"
