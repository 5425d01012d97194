"""The words that all courses share: competencies and key terms."""

from collections import Counter
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from assessments import selectors as assessment_selectors
from cms.exporting.collecting.sheet import ExportProblem, Sheet, without_empty
from cms.models import Term


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The two lists, and how other files name what stands in them, by key."""

    competencies: list[dict[str, Any]]
    terms: list[dict[str, Any]]
    competency_names: dict[str, str]
    term_names: dict[UUID, str]


def collect(problems: list[ExportProblem]) -> Vocabulary:
    """Read competencies and terms, in the order of their words."""
    found = sorted(assessment_selectors.competencies(), key=lambda item: item.slug)
    terms = sorted(Term.objects.all(), key=lambda term: (term.term.casefold(), str(term.key)))
    words = Counter(word_of(term.term) for term in terms)
    return Vocabulary(
        competencies=[_competency(item, Sheet(f"competency “{item.title}”", problems)) for item in found],
        terms=[_term(term, Sheet(f"term “{term.term}”", problems)) for term in terms],
        competency_names={str(item.key): item.slug for item in found},
        term_names={
            term.key: word_of(term.term) if words[word_of(term.term)] == 1 else str(term.key) for term in terms
        },
    )


def competency_name(key: str | None, sheet: Sheet, vocabulary: Vocabulary) -> str:
    if not key:
        return ""
    if key not in vocabulary.competency_names:
        sheet.note("competency", "The skill that was chosen here is gone. Choose another or none.")
    return vocabulary.competency_names.get(key, "")


def word_of(term: str) -> str:
    """Return the word by which lessons name a term."""
    return "-".join(term.lower().split())


def _competency(item: assessment_selectors.CompetencyData, sheet: Sheet) -> dict[str, Any]:
    fields = {
        "key": str(item.key),
        "slug": item.slug,
        "title": sheet.plain("title", item.title),
        "description": sheet.plain("description", item.description),
    }
    return without_empty(fields, ["description"])


def _term(term: Term, sheet: Sheet) -> dict[str, Any]:
    fields = {
        "key": str(term.key),
        "term": sheet.plain("term", term.term),
        "language": term.language,
        "origin": sheet.plain("origin", term.origin_language),
        "definition": sheet.plain("definition", term.definition),
    }
    return without_empty(fields, ["origin"])
