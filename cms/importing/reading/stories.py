"""Reads the variables, events and values at the end of a branching case, and what options ask for and change."""

from collections.abc import Iterator, Mapping

from cms.importing.reading.fields import Fields
from cms.importing.reading.shared import log_repeated, same_words
from cms.importing.reading.story_types import CaseEvent, CaseVariable, CaseWord, Condition, Effect, EndingWorth

TURN = "turn"
LOWEST, HIGHEST = -1000, 1000
WORTH = 6
ALWAYS = 100
SHORT, LONG = 150, 2_000

Variables = Mapping[str, CaseVariable]
_NOTHING: tuple[str, ...] = ()


def read_variables(fields: Fields) -> tuple[CaseVariable, ...]:
    """Read the variables of a case."""
    parts = [(item, _variable(item)) for item in fields.mappings("variables")]
    log_repeated(((variable.id, item) for item, variable in parts), "variables")
    log_repeated(((variable.name, item) for item, variable in parts), "variables", "name", same_words)
    return tuple(variable for _, variable in parts)


def _variable(fields: Fields) -> CaseVariable:
    words = tuple(_words(fields))
    variable = CaseVariable(
        id=fields.id(),
        name=fields.text("name", longest=80),
        words=words,
        low=0 if words else fields.whole("low", low=LOWEST, high=HIGHEST, default=0),
        high=0 if words else fields.whole("high", low=LOWEST, high=HIGHEST, default=10),
        start=_start(fields, words),
        unit="" if words else fields.text("unit", default="", longest=30),
        shown=fields.flag("shown", default=True),
        stops=not words and fields.flag("stops", default=False),
    )
    if variable.id == TURN:
        fields.problem("id", "“turn” stands for the number of decisions taken. Use another id.")
    fields.finish()
    return variable


def _words(fields: Fields) -> Iterator[CaseWord]:
    parts = [(item, CaseWord(item.id(), item.text("text", longest=80))) for item in fields.mappings("words")]
    log_repeated(((word.id, item) for item, word in parts), "words")
    log_repeated(((word.text, item) for item, word in parts), "words", "text", same_words)
    for item, word in parts:
        item.finish()
        yield word


def _start(fields: Fields, words: tuple[CaseWord, ...]) -> str:
    if words:
        return fields.one_of("start", [word.id for word in words])
    return str(fields.whole("start", low=LOWEST, high=HIGHEST))


def read_events(fields: Fields, variables: Variables, scenes: Mapping[str, object]) -> tuple[CaseEvent, ...]:
    """Read what happens by itself."""
    parts = [(item, _event(item, variables, scenes)) for item in fields.mappings("events")]
    log_repeated(((event.id, item) for item, event in parts), "events")
    return tuple(event for _, event in parts)


def _event(fields: Fields, variables: Variables, scenes: Mapping[str, object]) -> CaseEvent:
    event = CaseEvent(
        id=fields.id(),
        title=fields.text("title", longest=SHORT),
        body_html=fields.markdown("body", required=True),
        scenes=fields.texts("scenes"),
        when=read_conditions(fields, variables),
        chance=fields.whole("chance", low=1, high=ALWAYS, default=ALWAYS),
        effects=read_effects(fields, variables),
        next=fields.text("next", default=""),
        why=fields.text("why", default="", longest=LONG),
    )
    for name, wanted in (("scenes", event.scenes), ("next", (event.next,) if event.next else _NOTHING)):
        for scene in wanted:
            if scene not in scenes:
                fields.problem(name, f"There is no scene “{scene}”. Write the id of a scene.")
    fields.finish()
    return event


def read_worth(fields: Fields, variables: Variables) -> tuple[EndingWorth, ...]:
    """Read what counts at the end."""
    parts = [(item, _worth(item, variables)) for item in fields.mappings("worth")]
    log_repeated(((worth.id, item) for item, worth in parts), "worth")
    return tuple(worth for _, worth in parts)


def _worth(fields: Fields, variables: Variables) -> EndingWorth:
    worth = EndingWorth(
        id=fields.id(),
        text=fields.text("text", longest=250),
        when=read_conditions(fields, variables),
        points=fields.whole("points", low=-WORTH, high=WORTH),
    )
    fields.finish()
    return worth


def read_conditions(fields: Fields, variables: Variables) -> tuple[Condition, ...]:
    """Read what something asks for."""
    return tuple(_condition(item, variables) for item in fields.mappings("when"))


def _condition(fields: Fields, variables: Variables) -> Condition:
    name = fields.text("variable")
    words = () if name == TURN else _known(fields, name, variables)
    limits = {
        limit: fields.whole(limit, low=LOWEST, high=HIGHEST) if fields.has(limit) and not words else None
        for limit in ("at_least", "at_most")
    }
    wanted = fields.texts("is", required=True) if words else ()
    for word in wanted:
        if word not in words:
            fields.problem("is", f"“{name}” has no word “{word}”. Use: {', '.join(words)}.")
    if not words and limits == {"at_least": None, "at_most": None}:
        fields.problem("variable", "Write at_least, at_most or both.")
    fields.finish()
    return Condition(name, limits["at_least"], limits["at_most"], wanted)


def read_effects(fields: Fields, variables: Variables) -> tuple[Effect, ...]:
    """Read what something changes."""
    return tuple(_effect(item, variables) for item in fields.mappings("effects"))


def _effect(fields: Fields, variables: Variables) -> Effect:
    name = fields.text("variable")
    words = _known(fields, name, variables)
    add, becomes = None, ""
    if words:
        becomes = fields.one_of("set", words)
    elif fields.has("set"):
        becomes = str(fields.whole("set", low=LOWEST, high=HIGHEST))
    else:
        add = fields.whole("add", low=LOWEST, high=HIGHEST)
    fields.finish()
    return Effect(name, add, becomes)


def _known(fields: Fields, name: str, variables: Variables) -> tuple[str, ...]:
    """Give the words of a variable, () for a number; log a name that means nothing."""
    variable = variables.get(name)
    if variable is None:
        fields.problem("variable", f"There is no variable “{name}”. Write the id of one.")
        return ()
    return tuple(word.id for word in variable.words)
