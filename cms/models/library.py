"""What the library holds and lessons show."""

from cms.models.documents import CourseDocument
from cms.models.pictures import Picture
from cms.models.recordings import Recording
from cms.models.terms import Term

LibraryItem = Picture | Recording | CourseDocument | Term
