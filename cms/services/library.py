"""Reads the published pages of the library and puts them together as courses takes them."""

from cms.definitions import lines_of
from cms.models import ReferencePage, ReferencesPage
from cms.services.outline import PageTree
from cms.services.rendering import lesson_html
from cms.services.word import word_file
from courses.enums import ReferenceKind
from courses.rules.types import LibraryReference, ReferenceBody


def references_of(page: ReferencesPage) -> tuple[LibraryReference, ...]:
    """Put together what is published of the library.

    Args:
        page: the library in the source language, as stored; it is empty while its page is not live.

    Returns:
        Its pages in the order of the tree. Writes nothing.
    """
    tree = PageTree(page)
    offered = tree.published(page, ReferencePage) if page.live else []
    return tuple(_reference(tree, found) for found in offered)


def _reference(tree: PageTree, page: ReferencePage) -> LibraryReference:
    bodies = {language: _body(written, page.kind) for language, written in tree.in_languages(page).items()}
    return LibraryReference(page.translation_key, page.kind, page.slug, page.reviewed, bodies)


def _body(page: ReferencePage, kind: str) -> ReferenceBody:
    return ReferenceBody(
        title=page.title,
        summary=page.summary,
        themes=lines_of(page.themes),
        facts=page.listed_facts(),
        body_html=lesson_html(page),
        owner=page.keeper,
        document=word_file(page) if kind == ReferenceKind.TEMPLATES else b"",
    )
