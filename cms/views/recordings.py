from pathlib import Path

from csp.constants import NONE, SELF
from csp.decorators import csp
from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils._os import safe_join
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.responders import StaticFile

from cms.rules.uploads import STREAMED_TYPES, suffix_of

A_DAY = "public, max-age=86400"


@csp({"default-src": [NONE], "media-src": [SELF]})
def recording(request: HttpRequest, path: str) -> HttpResponseBase:
    """Serve a recording or its captions, in parts where a player asks for parts, so that one can move about in it.

    Its address holds a random part that nobody guesses.
    """
    content_type = STREAMED_TYPES.get(suffix_of(path))
    if request.method not in {"GET", "HEAD"} or content_type is None:
        raise Http404
    try:
        found = Path(safe_join(Path(settings.MEDIA_ROOT) / "recordings", path))
    except SuspiciousFileOperation:
        raise Http404 from None
    if not found.is_file():
        raise Http404
    headers = {"Content-Type": content_type, "Cache-Control": A_DAY, "Accept-Ranges": "bytes"}
    response: HttpResponseBase = WhiteNoiseMiddleware.serve(StaticFile(str(found), list(headers.items())), request)
    return response
