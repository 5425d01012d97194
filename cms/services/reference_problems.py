"""What a page of the library must be to be of use: facts with dates, papers that print, cards that fit on a page."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from cms.errors import PublishProblem
from cms.models import ReferencePage
from cms.services.field_problems import block_anchor, field_anchor
from cms.services.rendering import lesson_html
from cms.services.word import BLOCKS
from courses.enums import ReferenceKind

WITH_FACTS = (ReferenceKind.NETWORKS, ReferenceKind.COUNTRIES)
MOST_WORDS, MOST_BOXES = 400, 28
_WORD = re.compile(r"[^\W_]+")
_TAG = re.compile(r"<[^>]+>")


def reference_problems(page: ReferencePage) -> list[PublishProblem]:
    """List what keeps a page of the library from being what its kind promises.

    Args:
        page: with the content that would go live.

    Returns:
        Problems in the order of the editor.
    """
    # Where it stands its source says, whatever a translation says of itself.
    kind = page.source_page.kind
    found = list(_fact_problems(page, kind))
    if kind == ReferenceKind.TEMPLATES:
        found += _word_problems(page)
    if kind == ReferenceKind.CHECKLISTS:
        found += _card_problems(page)
    if not page.body and kind not in WITH_FACTS:
        found.append(_at(page, "body", _("Body: write it.")))
    return found


def _fact_problems(page: ReferencePage, kind: str) -> Iterator[PublishProblem]:
    if kind not in WITH_FACTS:
        return
    if not page.facts:
        yield _at(page, "facts", _("Facts: name at least one."))
    for fact in page.facts:
        if kind == ReferenceKind.COUNTRIES and not fact.value["as_of"]:
            message = _("%(name)s: say as of when. A country card without dates is worth nothing.")
            yield PublishProblem("facts", message % {"name": fact.value["name"]}, block_anchor(fact.id))
    if not any(block.block_type == "sources" for block in page.body):
        yield _at(page, "body", _("Body: name the sources of the facts in a block of sources."))


def _word_problems(page: ReferencePage) -> Iterator[PublishProblem]:
    for block in page.body:
        if block.block_type not in BLOCKS:
            message = _("%(label)s: this has no place in a .docx. Write it as text or as a table.")
            yield PublishProblem("body", message % {"label": block.block.label}, block_anchor(block.id))


def _card_problems(page: ReferencePage) -> Iterator[PublishProblem]:
    html = lesson_html(page)
    words, boxes = len(_WORD.findall(_TAG.sub(" ", html))), html.count("<li>")
    if words > MOST_WORDS or boxes > MOST_BOXES:
        message = _(
            "Body: a checklist fits on one printed page, with at most %(words)s words and %(boxes)s entries. "
            "This one has %(has_words)s and %(has_boxes)s."
        )
        values = {"words": MOST_WORDS, "boxes": MOST_BOXES, "has_words": words, "has_boxes": boxes}
        yield _at(page, "body", message % values)


def _at(page: ReferencePage, field: str, message: str) -> PublishProblem:
    return PublishProblem(field, message, field_anchor(page, field))
