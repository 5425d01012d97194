"""Badges: pictures of a certificate that carry its credential, made anew for each download."""

import functools
from collections.abc import Callable, Mapping

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from courses.credentials.bake import bake_png, bake_svg
from courses.selectors.credentials import SignedView
from courses.services.typesetting import typeset

TEMPLATE = "badge.typ"
PPI = 130
BAKE: Mapping[str, Callable[[bytes, str], bytes]] = {"png": bake_png, "svg": bake_svg}


def badge(view: SignedView, kind: str) -> bytes:
    """Make the picture of a certificate, with its credential in it.

    Args:
        view: what was signed.
        kind: png or svg.

    Returns:
        The picture; it shows no name of a person.
    """
    with translation.override(view.language):
        words = (view.language, view.issuer, view.title, _("Certificate"))
        note = _("Demonstration") if view.is_demonstration else ""
    return BAKE[kind](_picture(kind, *words, note), view.document)


@functools.lru_cache(maxsize=64)
def _picture(kind: str, language: str, issuer: str, title: str, heading: str, note: str) -> bytes:
    data = {"language": language, "issuer": issuer, "title": title, "heading": heading, "demonstration": note}
    return typeset(TEMPLATE, data, made_at=timezone.now(), kind=kind, ppi=PPI)
