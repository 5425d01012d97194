"""Brings rule sets up to date and publishes them: before the exercises that name them."""

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from cms.importing.applying.comparing import State
from cms.importing.applying.digests import digest_of
from cms.importing.applying.places import rule_set
from cms.importing.reading.place_types import RuleSetFile
from cms.importing.reading.problems import FileProblem
from cms.models import ImportRecord, RuleSet

STREAMS = ("sources", "rules")


def slug_problems(files: Sequence[RuleSetFile]) -> list[FileProblem]:
    """List rule sets whose slug belongs to another one here already."""
    taken = dict(RuleSet.objects.filter(slug__in=[found.slug for found in files]).values_list("slug", "key"))
    return [
        FileProblem(
            found.file,
            found.lines.get("/slug", 1),
            f"The slug “{found.slug}” belongs to another rule set here. Choose another word.",
        )
        for found in files
        if taken.get(found.slug, found.key) != found.key
    ]


def write_rule_sets(files: Sequence[RuleSetFile], overwrite: Collection[UUID]) -> list[str]:
    """Make, change and publish rule sets; return the names of those that are left alone because of the CMS."""
    keys = [found.key for found in files]
    stored = RuleSet.objects.in_bulk(keys, field_name="key")
    records = ImportRecord.by_key(keys)
    kept = []
    for found in files:
        state = _state(found, stored.get(found.key), records.get(found.key), forced=found.key in overwrite)
        if state.writes:
            _write(found, stored.get(found.key))
        elif state is not State.SAME:
            kept.append(f"rule set “{found.title}” ({found.key}) {state.value}.")
    return kept


def rule_set_ids(files: Sequence[RuleSetFile]) -> dict[UUID, int]:
    """Give the ids of this database by key."""
    return dict(RuleSet.objects.filter(key__in=[found.key for found in files]).values_list("key", "pk"))


def _state(found: RuleSetFile, stored: RuleSet | None, record: ImportRecord | None, *, forced: bool) -> State:
    if stored is None:
        return State.NEW
    if forced:
        return State.CHANGED
    if record is None or stored.latest_revision_id != record.revision_id or not stored.live:
        return State.KEPT
    return State.SAME if record.digest == digest_of(rule_set(found)) else State.CHANGED


def _write(found: RuleSetFile, stored: RuleSet | None) -> None:
    wanted = rule_set(found)
    target = stored or RuleSet(key=found.key, live=False)
    for name, value in _prepared(wanted).items():
        setattr(target, name, value)
    target.full_clean()
    if stored is None:
        target.save()
    revision = target.save_revision()
    revision.publish()
    values = {
        "title": f"rule set “{found.title}”",
        "path": found.file,
        "digest": digest_of(wanted),
        "revision_id": revision.pk,
    }
    ImportRecord.objects.update_or_create(key=found.key, language="", defaults=values)


def _prepared(wanted: Mapping[str, Any]) -> dict[str, Any]:
    return {name: json.dumps(value) if name in STREAMS else value for name, value in wanted.items()}
