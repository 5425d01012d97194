"""Who gets a document."""

from itertools import accumulate
from typing import Any
from uuid import UUID

from wagtail.models import Page, ReferenceIndex, get_default_page_content_type

from cms.models import CaseStudyPage, CourseDocument
from courses import selectors as course_selectors

INTRODUCTION = 0


def document_for(user: Any, *, key: UUID) -> CourseDocument | None:
    """Find a document for somebody who asks for it.

    Args:
        user: who asks; may be signed out.
        key: key of the document.

    Returns:
        The document when a published page of a published course offers it, or when the person may use the editor;
        otherwise None, as if there were none. What stands in an act of a case study is offered to those who have
        reached it. The number of statements does not grow with anything.
    """
    document: CourseDocument | None = CourseDocument.objects.filter(key=key).first()
    if document is None or not (may_edit(user) or _is_offered(document, user)):
        return None
    return document


def may_edit(user: Any) -> bool:
    """Say whether somebody may use the editor, and so see the whole library.

    Args:
        user: a person, or nobody.
    """
    return bool(user.is_active and user.has_perm("wagtailadmin.access_admin"))


def _is_offered(document: CourseDocument, user: Any) -> bool:
    references = ReferenceIndex.get_references_to(document).filter(base_content_type=get_default_page_content_type())
    found = [(int(page_id), path) for page_id, path in references.values_list("object_id", "content_path")]
    offering = _offering({page_id for page_id, _ in found})
    cases = CaseStudyPage.objects.in_bulk(offering)
    if offering - set(cases):
        return True
    acts = {page_id: _acts_of(case) for page_id, case in cases.items()}
    places = {
        (cases[page_id].translation_key, acts[page_id].get(_block_in(path), INTRODUCTION))
        for page_id, path in found
        if page_id in cases
    }
    if any(act == INTRODUCTION for _, act in places):
        return True
    return bool(places and user.is_authenticated) and course_selectors.has_reached(learner_id=user.pk, places=places)


def _offering(page_ids: set[int]) -> set[int]:
    """Keep the pages that are published, and everything above them."""
    pages = Page.objects.live().filter(pk__in=page_ids)
    above = {page.pk: {page.path[:end] for end in range(0, len(page.path), Page.steplen)} for page in pages}
    unpublished = Page.objects.filter(path__in=set().union(*above.values()), live=False, depth__gt=1)
    closed = set(unpublished.values_list("path", flat=True))
    return {page_id for page_id, paths in above.items() if not paths & closed}


def _acts_of(case: CaseStudyPage) -> dict[str, int]:
    """Map each block of a case study to its act; what is said at the end comes after the last."""
    headings = accumulate(block["type"] in {"act", "debrief"} for block in case.body.raw_data)
    return {block["id"]: number for block, number in zip(case.body.raw_data, headings, strict=True)}


def _block_in(content_path: str) -> str:
    """Find the block in a path such as "body.5e0c….document"."""
    return content_path.split(".")[1] if content_path.startswith("body.") else ""
