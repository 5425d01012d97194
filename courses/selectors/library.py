"""The library: reference pages that anybody opens without enrolling."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.urls import reverse

from courses.enums import ReferenceKind
from courses.models import Reference
from courses.rules.search import Query, read_query
from courses.rules.types import STALE_AFTER, Fact
from courses.selectors.outline import foreign
from courses.selectors.search import HEAVY, found_references


@dataclass(frozen=True, slots=True)
class ReferenceCard:
    """A page in a list. `lang` is empty in the reader's language."""

    title: str
    lang: str
    summary: str
    themes: tuple[str, ...]
    reviewed: datetime.date
    is_stale: bool
    url: str
    document_url: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """The pages of one kind. `cards` are those that were asked for, `count` is the number of all."""

    kind: ReferenceKind
    count: int
    cards: tuple[ReferenceCard, ...]
    url: str


@dataclass(frozen=True, slots=True)
class LibraryView:
    """The library, or one shelf of it. `theme` is the chosen one or empty; `found` counts the cards that are left."""

    shelves: tuple[Shelf, ...]
    themes: tuple[str, ...]
    theme: str
    query: Query

    @property
    def is_asked(self) -> bool:
        return bool(self.theme or self.query.wanted)

    @property
    def found(self) -> int:
        return sum(len(shelf.cards) for shelf in self.shelves)


@dataclass(frozen=True, slots=True)
class ReferenceView:
    """A page of the library. `body_html` is trusted; `lang` is empty in the reader's language."""

    kind: ReferenceKind
    title: str
    lang: str
    summary: str
    themes: tuple[str, ...]
    facts: tuple[Fact, ...]
    body_html: str
    owner: str
    reviewed: datetime.date
    is_stale: bool
    url: str
    document_url: str


def library_view(
    *, kind: ReferenceKind | None, text: str, theme: str, language: str, today: datetime.date
) -> LibraryView:
    """List the library, or one shelf of it.

    Args:
        kind: of the shelf; None for all.
        text: words that all must stand in a page.
        theme: which a page must have; one that no page has is passed over.
        language: the reader's.
        today: by which pages are old.

    Returns:
        Shelves in the order of their kinds, cards by title. Two statements at any number of pages.
    """
    query = read_query(text)
    rows = _in_language(language).defer(*(name.removeprefix("reference__") for name in HEAVY))
    if kind:
        rows = rows.filter(kind=kind)
    everything = _best(rows, language)
    themes = tuple(sorted({name for row in everything for name in row.themes}, key=str.casefold))
    chosen = theme if theme in themes else ""
    found = set(found_references(query).values_list("reference_id", flat=True)) if query.wanted else None
    wanted = [row for row in everything if (found is None or row.pk in found) and (not chosen or chosen in row.themes)]
    kinds = [kind] if kind else list(ReferenceKind)
    return LibraryView(
        shelves=tuple(_shelf(each, everything, wanted, language, today) for each in kinds),
        themes=themes,
        theme=chosen,
        query=query,
    )


def reference_view(*, kind: str, slug: str, language: str, today: datetime.date) -> ReferenceView | None:
    """Show a page of the library.

    Args:
        kind: its kind, as in its address.
        slug: its slug.
        language: the reader's; where it is not translated, the language that it was written in.
        today: by which it is old.

    Returns:
        The page; None when there is none. One statement.
    """
    row = next(iter(_best(_in_language(language).filter(kind=kind, slug=slug).defer("document"), language)), None)
    if row is None:
        return None
    return ReferenceView(
        kind=ReferenceKind(row.kind),
        title=row.title,
        lang=foreign(row.language, language),
        summary=row.summary,
        themes=tuple(row.themes),
        facts=tuple(Fact(**fact) for fact in row.facts),
        body_html=row.body_html,
        owner=row.owner,
        reviewed=row.reviewed,
        is_stale=_is_stale(row, today),
        url=_url(row),
        document_url=_document_url(row),
    )


def reference_document(*, slug: str, language: str) -> bytes:
    """Give a template as a .docx.

    Args:
        slug: of the template.
        language: the reader's, as for reference_view.

    Returns:
        The file; b"" when there is none. One statement.
    """
    rows = _in_language(language).filter(kind=ReferenceKind.TEMPLATES, slug=slug)
    return next((bytes(row.document) for row in _best(rows, language)), b"")


def _in_language(language: str) -> QuerySet[Reference]:
    return Reference.objects.filter(Q(language=language) | Q(is_source=True))


def _best(rows: Iterable[Reference], language: str) -> list[Reference]:
    """Keep one row for each page, in the reader's language where there is one, by title."""
    found: dict[object, Reference] = {}
    for row in rows:
        if row.key not in found or row.language == language:
            found[row.key] = row
    return sorted(found.values(), key=lambda row: (row.title.casefold(), row.slug))


def _shelf(
    kind: ReferenceKind,
    everything: Iterable[Reference],
    wanted: Iterable[Reference],
    language: str,
    today: datetime.date,
) -> Shelf:
    return Shelf(
        kind=kind,
        count=sum(row.kind == kind for row in everything),
        cards=tuple(_card(row, language, today) for row in wanted if row.kind == kind),
        url=reverse("library:shelf", args=[kind.value]),
    )


def _card(row: Reference, language: str, today: datetime.date) -> ReferenceCard:
    return ReferenceCard(
        title=row.title,
        lang=foreign(row.language, language),
        summary=row.summary,
        themes=tuple(row.themes),
        reviewed=row.reviewed,
        is_stale=_is_stale(row, today),
        url=_url(row),
        document_url=_document_url(row),
    )


def _is_stale(row: Reference, today: datetime.date) -> bool:
    return row.reviewed < today - STALE_AFTER


def _url(row: Reference) -> str:
    return reverse("library:reference", args=[row.kind, row.slug])


def _document_url(row: Reference) -> str:
    return reverse("library:document", args=[row.slug]) if row.kind == ReferenceKind.TEMPLATES else ""
