"""Brings the words that all courses share up to date: competencies and key terms."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from assessments import selectors as assessment_selectors
from assessments import services as assessment_services
from cms.importing.applying.comparing import State
from cms.importing.applying.pages import digest_of
from cms.importing.reading.problems import FileProblem
from cms.importing.reading.types import CompetencyEntry, TermEntry
from cms.models import ImportRecord, Term

COMPETENCIES = "competencies.yaml"
TERMS = "terms.yaml"


def competency_problems(entries: Sequence[CompetencyEntry]) -> list[FileProblem]:
    """List competencies whose slug belongs to another one here already."""
    taken = {item.slug: item.key for item in assessment_selectors.competencies()}
    return [
        FileProblem(
            COMPETENCIES, 1, f"The slug “{entry.slug}” belongs to another competency here. Choose another word."
        )
        for entry in entries
        if taken.get(entry.slug, entry.key) != entry.key
    ]


def write_competencies(entries: Sequence[CompetencyEntry]) -> None:
    wanted = [
        assessment_selectors.CompetencyData(entry.key, entry.slug, entry.title, entry.description) for entry in entries
    ]
    if set(wanted) - set(assessment_selectors.competencies()):
        assessment_services.sync_competencies(wanted)


def write_terms(entries: Sequence[TermEntry], overwrite: Collection[UUID]) -> list[str]:
    """Make and change key terms; return the names of those that were changed in the CMS and are kept."""
    keys = [entry.key for entry in entries]
    stored = Term.objects.in_bulk(keys, field_name="key")
    records = ImportRecord.by_key(keys)
    kept = []
    for entry in entries:
        term, record = stored.get(entry.key), records.get(entry.key)
        if term is None or entry.key in overwrite or _is_untouched(term, record, entry):
            _write(term or Term(key=entry.key), record, entry)
        else:
            kept.append(f"term “{entry.term}” ({entry.key}) {State.KEPT.value}.")
    return kept


def term_ids(entries: Sequence[TermEntry]) -> dict[UUID, int]:
    keys = [entry.key for entry in entries]
    return dict(Term.objects.filter(key__in=keys).values_list("key", "pk"))


def _is_untouched(term: Term, record: ImportRecord | None, entry: TermEntry) -> bool:
    now = digest_of(_stored(term))
    return now == digest_of(_wanted(entry)) or (record is not None and now == record.digest)


def _write(term: Term, record: ImportRecord | None, entry: TermEntry) -> None:
    wanted = _wanted(entry)
    digest = digest_of(wanted)
    if term.pk is None or _stored(term) != wanted:
        for name, value in wanted.items():
            setattr(term, name, value)
        term.save()
    if record is None or record.digest != digest:
        values = {"title": f"term “{entry.term}”", "path": TERMS, "digest": digest}
        ImportRecord.objects.update_or_create(key=entry.key, language="", defaults=values)


def _wanted(entry: TermEntry) -> dict[str, Any]:
    return {
        "term": entry.term,
        "language": entry.language,
        "definition": entry.definition,
        "origin_language": entry.origin,
    }


def _stored(term: Term) -> dict[str, Any]:
    return {name: getattr(term, name) for name in ("term", "language", "definition", "origin_language")}
