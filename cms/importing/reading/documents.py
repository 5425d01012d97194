"""Reads what a download block says about its document."""

from uuid import UUID

from cms.importing.reading.fields import Fields
from cms.importing.reading.library_types import Document
from cms.importing.reading.shared import Reading
from cms.importing.reading.uploads import check_upload
from cms.rules.uploads import DOCUMENT_TYPES


def read_document(reading: Reading, course: str, fields: Fields, key: UUID, title: str) -> Document | None:
    """Read the file of a download; None, with a problem, when it may not be stored."""
    file = f"{course}/{fields.text('file')}"
    place = (fields.file, fields.line_of("file"))
    if not fields.has("file") or not check_upload(reading.folder, file, DOCUMENT_TYPES, reading.limits.document, place):
        return None
    return Document(key, file, title)
