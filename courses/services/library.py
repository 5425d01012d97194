"""Taking over the published pages of the library from cms."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict

from django.db import transaction

from courses.models import Reference
from courses.rules.types import LibraryReference
from courses.services.search import store_reference_entries


@transaction.atomic
def sync_library(references: Sequence[LibraryReference]) -> None:
    """Make the library that is read equal to the library that was published.

    Args:
        references: all that is published, in the order of the pages.

    One transaction; nothing points at the rows, so all of them are replaced, and what the search finds with them.
    Safe to call twice.
    """
    Reference.objects.all().delete()
    rows = Reference.objects.bulk_create(row for reference in references for row in _rows(reference))
    store_reference_entries(rows)


def _rows(reference: LibraryReference) -> Iterator[Reference]:
    source = next(iter(reference.bodies))
    for language, body in reference.bodies.items():
        yield Reference(
            key=reference.key,
            kind=reference.kind,
            slug=reference.slug,
            language=language,
            is_source=language == source,
            title=body.title,
            summary=body.summary,
            themes=list(body.themes),
            facts=[asdict(fact) for fact in body.facts],
            body_html=body.body_html,
            owner=body.owner,
            reviewed=reference.reviewed,
            document=body.document,
        )
