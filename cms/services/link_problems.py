"""Finds links into the library that lead nowhere."""

import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any
from urllib.parse import unquote, urlsplit

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Locale
from wagtail.rich_text import expand_db_html

from cms.errors import PublishProblem
from cms.models import ReferencePage, ReferencesPage
from cms.services.leaves import leaves_of
from courses.enums import ReferenceKind

_expected: ContextVar[frozenset[str]] = ContextVar("addresses to be", default=frozenset())
_HREF = re.compile(r'<a\b[^>]*\bhref="([^"]*)"')


def link_problems(page: Any) -> list[PublishProblem]:
    """List links into the library that lead to no published page.

    Args:
        page: a page with the content that would go live.

    Returns:
        One problem for each link, in the order of the model's fields. A few statements more when there is any link.
    """
    top = reverse("library:library")
    links = [
        (leaf, address) for leaf in leaves_of(page) for address in _addresses(leaf.text) if address.startswith(top)
    ]
    there = _there() if links else frozenset()
    message = _("%(place)s: the link %(address)s leads to no published page of the library. Publish that page first.")
    return [
        PublishProblem(leaf.field, message % {"place": leaf.words, "address": address}, leaf.anchor)
        for leaf, address in links
        if address not in there
    ]


def address_of(kind: str, slug: str) -> str:
    """Return the address of a page of the library."""
    return reverse("library:reference", args=[kind, slug])


@contextmanager
def expecting(addresses: Collection[str]) -> Iterator[None]:
    """Take addresses for published that will be at the end of this import, or nothing of it is."""
    token = _expected.set(frozenset(addresses))
    try:
        yield
    finally:
        _expected.reset(token)


def _there() -> frozenset[str]:
    shelves = {reverse("library:shelf", args=[kind]) for kind in ReferenceKind.values}
    # The address of a translation is that of its source; without the page above it nothing is there.
    tops = ReferencesPage.objects.filter(live=True, locale=Locale.get_default())
    published = {
        address_of(*page)
        for top in tops
        for page in ReferencePage.objects.child_of(top).live().values_list("kind", "slug")
    }
    return _expected.get() | published | shelves | {reverse("library:library"), reverse("glossary")}


def _addresses(text: str) -> Iterator[str]:
    if "<a " in text:
        for parts in map(urlsplit, _HREF.findall(expand_db_html(text))):
            if not parts.netloc:
                yield unquote(parts.path)
