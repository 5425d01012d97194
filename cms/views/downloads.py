from uuid import UUID

from csp.constants import NONE
from csp.decorators import csp
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

from cms.models import CourseDocument
from cms.rules.uploads import DOCUMENT_TYPES, suffix_of
from cms.services import downloads


@require_safe
@csp({"default-src": [NONE], "sandbox": True})
def download(request: HttpRequest, document: UUID) -> FileResponse:
    """Hand over a document of a published lesson, to be kept; editors get every document."""
    found = downloads.document_for(request.user, key=document)
    if found and not all(rule.accept_request(request) for rule in found.collection.get_view_restrictions()):
        raise Http404
    content_type = DOCUMENT_TYPES.get(suffix_of(found.filename)) if found else None
    if found is None or content_type is None:
        raise Http404
    try:
        stream = found.file.storage.open(found.file.name)
    except FileNotFoundError:
        raise Http404 from None
    return FileResponse(stream, as_attachment=True, filename=found.filename, content_type=content_type)


def keep_from_strangers(document: CourseDocument, request: HttpRequest) -> None:  # noqa: ARG001  (the hook's signature)
    """Before Wagtail serves a document at its own address, which can be guessed: it does so for editors only."""
    if not downloads.may_edit(request.user):
        raise Http404
