from pathlib import Path

from csp.constants import NONE, UNSAFE_INLINE
from csp.decorators import csp
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.static import serve

# A picture shows itself and does nothing else, whatever somebody hid in an SVG.
PICTURE_POLICY = {"default-src": [NONE], "style-src": [UNSAFE_INLINE], "sandbox": True}


@csp(PICTURE_POLICY)
def picture(request: HttpRequest, path: str) -> HttpResponseBase:
    """Serve a rendition of a picture; originals and documents stay behind Wagtail's own checks."""
    response = serve(request, path, document_root=str(Path(settings.MEDIA_ROOT) / "images"))
    response.headers["Cache-Control"] = "public, max-age=86400"
    return response
