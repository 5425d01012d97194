"""What differs between two definitions of an exercise, in the words of the editor."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.definitions.locate import locate

# What follows from the rest of a definition, or never changes.
LEFT_OUT = frozenset({"bounds", "format", "key", "kind", "target"})
LONGEST, LABEL = 160, 50
NAMES = {
    "amount": gettext_lazy("tolerance"),
    "body_html": gettext_lazy("text"),
    "competency": gettext_lazy("skill it shows"),
    "document": gettext_lazy("title of the document"),
    "factor": gettext_lazy("size of the unit"),
    "first_label": gettext_lazy("what the top means"),
    "half": gettext_lazy("half the points for what is nearly right"),
    "hard": gettext_lazy("must be kept"),
    "intro_html": gettext_lazy("introduction"),
    "last_label": gettext_lazy("what the bottom means"),
    "match": gettext_lazy("right side"),
    "mode": gettext_lazy("how it is answered"),
    "name": gettext_lazy("name"),
    "note": gettext_lazy("note"),
    "outcome_html": gettext_lazy("what happens then"),
    "panel": gettext_lazy("who rated"),
    "points": gettext_lazy("points"),
    "prompt_html": gettext_lazy("question or task"),
    "quality": gettext_lazy("how good it is"),
    "rank": gettext_lazy("place in the right order"),
    "ratings": gettext_lazy("ratings"),
    "right": gettext_lazy("right"),
    "scorer": gettext_lazy("what counts"),
    "shuffle": gettext_lazy("answers are mixed"),
    "source": gettext_lazy("source"),
    "sources_html": gettext_lazy("sources"),
    "text": gettext_lazy("text"),
    "title": gettext_lazy("title"),
    "to": gettext_lazy("where it leads"),
    "value": gettext_lazy("right number"),
    "weight": gettext_lazy("weight"),
    "why": gettext_lazy("explanation"),
    "why_html": gettext_lazy("explanation"),
}
_NOTHING = object()

Path = tuple[str, ...]
Found = tuple[Path, Any, Any]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs.

    Attributes:
        place: in the exercise, "" = the exercise as a whole.
        part: what of it, or what became of it.
        before: how it was, `after` how it is; both "" where that cannot be said in a few words.
    """

    place: str
    part: str
    before: str = ""
    after: str = ""


def differences(old: Mapping[str, Any], new: Mapping[str, Any], words: Mapping[str, str]) -> list[Difference]:
    """List what differs, in the order of the newer definition.

    Args:
        old: a definition without problems.
        new: another one of the same exercise; it may lack what follows from the rest.
        words: id → words for what is no part of a definition, such as skills.
    """
    known = {**words, **_labels(old), **_labels(new)}
    found = list(_walk(_without_texts(old), _without_texts(new), ()))
    apart = {side["id"] for _path, *sides in found if _NOTHING in sides for side in sides if side is not _NOTHING}
    told = [_told(old if one[2] is _NOTHING else new, one, known) for one in found]
    return told + list(_of_texts(old, new, apart))


def _without_texts(definition: Mapping[str, Any]) -> dict[str, Any]:
    return {name: part for name, part in definition.items() if name != "texts"}


def _walk(old: Any, new: Any, path: Path) -> Iterator[Found]:
    """Compare; entries are found by their ids; what one side lacks is `_NOTHING` there."""
    if isinstance(old, dict) and isinstance(new, dict):
        for name in dict.fromkeys([*new, *old]):
            if name not in LEFT_OUT:
                yield from _walk(old.get(name), new.get(name), (*path, name))
    elif _has_ids(old) and _has_ids(new):
        yield from _walk_entries(old, new, path)
    elif old != new:
        yield path, old, new


def _walk_entries(old: Sequence[Any], new: Sequence[Any], path: Path) -> Iterator[Found]:
    before = {entry["id"]: (str(place), entry) for place, entry in enumerate(old)}
    after = {entry["id"]: (str(place), entry) for place, entry in enumerate(new)}
    for key, (place, entry) in after.items():
        if key in before:
            yield from _walk(before[key][1], entry, (*path, place))
        else:
            yield (*path, place), _NOTHING, entry
    for key, (place, entry) in before.items():
        if key not in after:
            yield (*path, place), entry, _NOTHING
    kept = [key for key in before if key in after]
    if kept != [key for key in after if key in before] and not any("rank" in entry for entry in new):
        yield (*path, ""), None, None


def _has_ids(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(entry, dict) and "id" in entry for entry in value)


def _told(definition: Mapping[str, Any], found: Found, known: Mapping[str, str]) -> Difference:
    path, before, after = found
    place = _label(definition, path)
    if _NOTHING in (before, after):
        return Difference(place, _("new") if before is _NOTHING else _("removed"))
    name = next((part for part in reversed(path) if part and not part.isdecimal()), "")
    words = str(NAMES.get(name, name))
    if path[-1] == "":
        return Difference(place, _("order of “%(name)s”") % {"name": words})
    was, now = _said(before, known), _said(after, known)
    return Difference(place, words) if was is None or now is None else Difference(place, words, was, now)


def _said(value: Any, known: Mapping[str, str]) -> str | None:
    if value is None:
        return _("nothing")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list) and not any(isinstance(entry, dict | list) for entry in value):
        return Truncator(", ".join(known.get(str(entry), str(entry)) for entry in value)).chars(LONGEST)
    if isinstance(value, dict | list):
        return None
    return Truncator(known.get(str(value), str(value))).chars(LONGEST)


def _of_texts(old: Mapping[str, Any], new: Mapping[str, Any], apart: set[str]) -> Iterator[Difference]:
    for language in dict.fromkeys([*new["texts"], *old["texts"]]):
        before, after = old["texts"].get(language, {}), new["texts"].get(language, {})
        for path in dict.fromkeys([*after, *before]):
            was, now = (strip_tags(table.get(path, "")).strip() for table in (before, after))
            if before.get(path) == after.get(path) or apart.intersection(path.split(".")):
                continue
            place = locate(new if path in after else old, f"/texts/{language}/{path}").words
            name = path.rpartition(".")[2]
            part = str(NAMES.get(name, name))
            if language != next(iter(new["texts"])):
                part = _("%(part)s (language: %(language)s)") % {"part": part, "language": language}
            said = (Truncator(text).chars(LONGEST) or _("nothing") for text in (was, now))
            yield Difference(place, part, *said)


def _labels(definition: Mapping[str, Any]) -> dict[str, str]:
    """Name the entries that other parts of the definition refer to by their ids."""
    lists = ((name, part) for name, part in definition.items() if _has_ids(part))
    return {
        entry["id"]: _label(definition, (name, str(place))) for name, part in lists for place, entry in enumerate(part)
    }


def _label(definition: Mapping[str, Any], path: Path) -> str:
    """Name the innermost entry on the way: where it stands, and the beginning of its own words."""
    value: Any = definition
    base, inner = [], 0
    for depth, (holder, name) in enumerate(pairwise(("", *path)), 1):
        value = value[int(name)] if isinstance(value, list) and name.isdecimal() else _part(value, name)
        if isinstance(value, dict) and "id" in value:
            base += [holder, value["id"]]
            inner = depth
    if not base:
        return ""
    words = locate(definition, "/" + "/".join(path[:inner])).words
    table: Mapping[str, str] = next(iter(definition["texts"].values()))
    texts = (table.get(".".join([*base, name]), "") for name in ("text", "title", "name"))
    own = Truncator(strip_tags(next(filter(None, texts), "")).strip()).chars(LABEL)
    if not own or own in words:
        return words or str(base[-1])
    return _("%(place)s (“%(text)s”)") % {"place": words, "text": own} if words else _("“%(text)s”") % {"text": own}


def _part(value: Any, name: str) -> Any:
    return value.get(name) if isinstance(value, dict) else None
