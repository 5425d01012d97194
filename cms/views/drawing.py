from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from cms.models import drawing as drawings
from cms.views.rehearsal import latest_draft


def drawing(request: HttpRequest, page_id: int) -> HttpResponse:
    """Draw the latest draft of an exercise of one of the kinds that are drawn."""
    page = latest_draft(request, page_id)
    if page.kind not in drawings.HEADINGS:
        raise Http404
    return render(request, drawings.TEMPLATE, {"drawing": drawings.draw(page), "page": page})
