"""What a new version of an exercise changes for those who have answered an earlier one."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from assessments.rules import canon
from assessments.rules.types.kinds import ChangeClass, Definition, Kind

_SEEDS = [bytes(15) + bytes([number]) for number in range(8)]
# What a learner reads of points, and of how sure they are, is no part of the task.
_OF_POINTS = frozenset({"possible", "worth", "panel"})
# What tells which questions of a pool an attempt is asked.
BLUEPRINT_READS = ("items/*/competency",)

Path = Sequence[str]


def change_class(kind: Kind, old: Definition, new: Definition) -> ChangeClass:
    """Say what differs between two definitions of one kind.

    Args:
        kind: of both.
        old: a definition without problems.
        new: another one.

    Returns:
        As `registry.change_class`.

    Source:
        scoring.md 7.4.
    """
    if canon.digest(old) == canon.digest(new):
        return "same"
    if canon.structure_digest(old) == canon.structure_digest(new):
        return "text"
    drawn_by = BLUEPRINT_READS if "blueprint" in old else ()
    paths = [part.split("/") for part in (*kind.KEY_PARTS, "texts") if part not in drawn_by]
    is_same_task = canon.digest(_without(old, paths)) == canon.digest(_without(new, paths))
    return "key" if is_same_task and _looks_the_same(kind, old, new) else "structure"


def _without(value: Any, paths: Sequence[Path]) -> Any:
    """Leave out what only scoring reads; an empty name at the end of a path is the order of the list there."""
    if isinstance(value, list):
        entries = [_without(entry, _below(paths, "*")) for entry in value]
        return sorted(entries, key=canon.canonical) if [""] in paths else entries
    if not isinstance(value, dict):
        return value
    below = {name: _below(paths, name) for name in value}
    return {name: _without(entry, below[name]) for name, entry in value.items() if [] not in below[name]}


def _below(paths: Sequence[Path], name: str) -> list[Path]:
    return [path[1:] for path in paths if path and path[0] == name]


def _looks_the_same(kind: Kind, old: Definition, new: Definition) -> bool:
    """Compare what is dealt, and what is shown of it: in the words of each, or both in the words of the old one."""
    if any(_dealt(kind.draw(old, seed)) != _dealt(kind.draw(new, seed)) for seed in _SEEDS):
        return False
    variant = kind.draw(old, _SEEDS[0])
    languages = sorted({*old["texts"], *new["texts"]})
    shown = [_shown(kind, old, variant, language) for language in languages]
    reworded = {**new, "texts": old["texts"]}
    return any(shown == [_shown(kind, one, variant, language) for language in languages] for one in (reworded, new))


def _dealt(variant: Any) -> Any:
    """Leave out the order: that of things to be put in order follows from the key, so that it earns nothing."""
    if isinstance(variant, dict):
        return {name: _dealt(entry) for name, entry in variant.items()}
    return sorted(variant) if isinstance(variant, list) else variant


def _shown(kind: Kind, definition: Definition, variant: dict[str, Any], language: str) -> Any:
    return _task(asdict(kind.present(definition, variant, language, None)))


def _task(shown: Any) -> Any:
    if isinstance(shown, dict):
        return {name: _task(entry) for name, entry in shown.items() if name not in _OF_POINTS}
    return [_task(entry) for entry in shown] if isinstance(shown, list | tuple) else shown
