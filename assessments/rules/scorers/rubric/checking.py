"""`checks/1`: what can be found in a text without judging it; deterministic, formative, never points.

Every check says found, not found or cannot tell, and shows its evidence. Built-in words are English and French, because
a text may be in either whatever the page is in.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from assessments.rules.scorers.rubric import dates, phrases, references
from assessments.rules.scorers.rubric.phrases import Spans
from assessments.rules.scorers.rubric.reading import paragraphs_in, words_in
from assessments.rules.texts import Texts
from assessments.rules.types.kinds import Definition
from assessments.rules.types.rubric import CheckFinding, CheckPlace

MOST_PLACES = 20
LONGEST_QUOTE = 80
EDGE = 3
"""Paragraphs that count as the opening of a text, or as its closing."""

Params = dict[str, int | str]


@dataclass(frozen=True, slots=True)
class Seen:
    """What a check saw.

    Attributes:
        outcome: "found", "not_found" or "cannot_tell".
        is_good: whether that is as it should be, None when it cannot tell.
        message: message key.
        spans: evidence.
        params: JSON values that fill the message.
    """

    outcome: str
    is_good: bool | None
    message: str
    spans: Spans = ()
    params: Params | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A text and what an author wants to see in it."""

    text: str
    place: str
    wanted: tuple[str, ...]


def check(definition: Definition, language: str, text: str) -> tuple[CheckFinding, ...]:
    """Look a text through.

    Args:
        definition: a definition without problems.
        language: code of the reader's language; the author's words to look for come from its table.
        text: what was written.

    Returns:
        One finding per check: the length, the checks of the definition in their order, then placeholders left.

    Source:
        scoring.md 3f, automatic checks.
    """
    texts = Texts(definition, language)
    found = [_finding(text, "length", "length", "", _length(definition["window"], text))]
    for entry in definition["checks"]:
        base = f"checks.{entry['id']}"
        wanted = phrases.lines_of(texts(f"{base}.phrases"))
        seen = _looked(CHECKS[entry["check"]], Asked(text, entry.get("place", "anywhere"), wanted))
        found.append(_finding(text, entry["id"], entry["check"], texts(f"{base}.name"), seen))
    left = _looked(_placeholders, Asked(text, "anywhere", ()))
    return (*found, _finding(text, "placeholders", "placeholders", "", left))


def _looked(look: Callable[[Asked], Seen], asked: Asked) -> Seen:
    return look(asked) if asked.text.strip() else Seen("cannot_tell", None, "checks.empty")


def _finding(text: str, key: str, name: str, words: str, seen: Seen) -> CheckFinding:
    paragraphs = paragraphs_in(text)
    places = tuple(_place(text, span, paragraphs) for span in list(seen.spans)[:MOST_PLACES])
    params = dict(seen.params or {})
    return CheckFinding(key, name, words, seen.outcome, seen.is_good, seen.message, params, places)


def _place(text: str, span: tuple[int, int], paragraphs: list[tuple[int, int]]) -> CheckPlace:
    start, end = span
    quote = " ".join(text[start:end].split())
    short = quote if len(quote) <= LONGEST_QUOTE else f"{quote[: LONGEST_QUOTE - 1].rstrip()}…"
    return CheckPlace(start, end, short, sum(first <= start for first, _ in paragraphs))


def _length(window: Mapping[str, Any], text: str) -> Seen:
    words = words_in(text)
    params: Params = {"words": len(words), "least": window["least"], "most": window["most"]}
    if len(words) < window["least"]:
        return Seen("not_found", False, "checks.length.short", (), params)
    if len(words) > window["most"]:
        beyond = words[window["most"]]
        return Seen("not_found", False, "checks.length.long", (beyond,), params)
    return Seen("found", True, "checks.length", (), params)


def _part(asked: Asked) -> Seen:
    if not asked.wanted:
        return Seen("cannot_tell", None, "checks.part.unknown")
    spans = PLACES[asked.place](asked.text, phrases.find(asked.text, asked.wanted))
    return _wanted("checks.part", spans[:1])


def _banned(asked: Asked) -> Seen:
    if not asked.wanted:
        return Seen("cannot_tell", None, "checks.part.unknown")
    return _unwanted("checks.banned", phrases.find(asked.text, asked.wanted))


def _third_person(asked: Asked) -> Seen:
    return _unwanted("checks.third_person", phrases.first_person(asked.text))


def _salutation(asked: Asked) -> Seen:
    return _wanted("checks.salutation", _opening(asked.text, phrases.salutations(asked.text)))


def _close(asked: Asked) -> Seen:
    return _wanted("checks.close", _closing(asked.text, phrases.closes(asked.text)))


def _placeholders(asked: Asked) -> Seen:
    return _unwanted("checks.placeholders", phrases.placeholders(asked.text))


def _deadline(asked: Asked) -> Seen:
    dated = dates.days_in(asked.text)
    due = [span for span in dated if phrases.is_due(asked.text, span)]
    if due:
        return _wanted("checks.deadline", due)
    return Seen("cannot_tell", None, "checks.deadline.only_dates", dated) if dated else _wanted("checks.deadline", ())


def _dates(asked: Asked) -> Seen:
    seen = dates.read(asked.text)
    if seen.impossible:
        return Seen("found", False, "checks.dates.impossible", seen.impossible)
    if seen.wrong_days:
        return Seen("found", False, "checks.dates.weekday", seen.wrong_days)
    if seen.ambiguous:
        return Seen("cannot_tell", None, "checks.dates.ambiguous", seen.ambiguous)
    if not seen.dated:
        return Seen("cannot_tell", None, "checks.dates.none")
    return Seen("not_found", True, "checks.dates", seen.dated)


def _annexes(asked: Asked) -> Seen:
    seen = references.annexes(asked.text)
    if not seen.spans:
        return Seen("cannot_tell", None, "checks.annexes.none")
    if seen.is_mixed:
        return Seen("found", False, "checks.annexes.mixed", seen.spans)
    if seen.missing:
        return Seen("found", False, "checks.annexes.missing", seen.spans, {"numbers": ", ".join(seen.missing)})
    return Seen("not_found", True, "checks.annexes", seen.spans)


def _terms(asked: Asked) -> Seen:
    seen = references.terms(asked.text)
    if not seen.defined:
        return Seen("cannot_tell", None, "checks.terms.none")
    if seen.twice:
        return Seen("found", False, "checks.terms.twice", seen.twice)
    return _unwanted("checks.terms", seen.unused, clean=seen.defined)


def _wanted(message: str, spans: Spans) -> Seen:
    return Seen("found", True, message, spans) if spans else Seen("not_found", False, f"{message}.missing")


def _unwanted(message: str, spans: Spans, clean: Spans = ()) -> Seen:
    return Seen("found", False, f"{message}.found", spans) if spans else Seen("not_found", True, message, clean)


def _anywhere(_text: str, spans: Spans) -> Spans:
    return spans


def _line(text: str, spans: Spans) -> Spans:
    return tuple(span for span in spans if not text[text.rfind("\n", 0, span[0]) + 1 : span[0]].strip())


def _opening(text: str, spans: Spans) -> Spans:
    return _within(spans, paragraphs_in(text)[:EDGE])


def _closing(text: str, spans: Spans) -> Spans:
    return _within(spans, paragraphs_in(text)[-EDGE:])


def _within(spans: Spans, paragraphs: Iterable[tuple[int, int]]) -> Spans:
    edges = list(paragraphs)
    return tuple(span for span in spans if any(start <= span[0] < end for start, end in edges))


PLACES: Mapping[str, Callable[[str, Spans], Spans]] = {
    "anywhere": _anywhere,
    "closing": _closing,
    "line": _line,
    "opening": _opening,
}
CHECKS: Mapping[str, Callable[[Asked], Seen]] = {
    "annexes": _annexes,
    "banned": _banned,
    "close": _close,
    "dates": _dates,
    "deadline": _deadline,
    "part": _part,
    "salutation": _salutation,
    "terms": _terms,
    "third_person": _third_person,
}
"""The checks that an author can ask for."""
