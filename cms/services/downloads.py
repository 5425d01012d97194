"""Who gets a document."""

from typing import Any
from uuid import UUID

from wagtail.models import Page, ReferenceIndex, get_default_page_content_type

from cms.models import CourseDocument


def document_for(user: Any, *, key: UUID) -> CourseDocument | None:
    """Find a document for somebody who asks for it.

    Args:
        user: who asks; may be signed out.
        key: key of the document.

    Returns:
        The document when a published page of a published course offers it, or when the person may use the editor;
        otherwise None, as if there were none.
    """
    document: CourseDocument | None = CourseDocument.objects.filter(key=key).first()
    if document is None or not (may_edit(user) or _is_offered(document)):
        return None
    return document


def may_edit(user: Any) -> bool:
    """Say whether somebody may use the editor, and so see the whole library.

    Args:
        user: a person, or nobody.
    """
    return bool(user.is_active and user.has_perm("wagtailadmin.access_admin"))


def _is_offered(document: CourseDocument) -> bool:
    references = ReferenceIndex.get_references_to(document).filter(base_content_type=get_default_page_content_type())
    ids = {int(page_id) for page_id in references.values_list("object_id", flat=True)}
    pages = Page.objects.live().filter(pk__in=ids)
    return any(not page.get_ancestors().filter(live=False, depth__gt=1).exists() for page in pages)
