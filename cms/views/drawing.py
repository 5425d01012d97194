from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cms.models import BranchExercisePage
from cms.models import drawing as drawings
from cms.views.rehearsal import latest_draft


def drawing(request: HttpRequest, page_id: int) -> HttpResponse:
    """Draw the latest draft of a branching case."""
    page = latest_draft(request, page_id, BranchExercisePage)
    return render(request, drawings.TEMPLATE, {"drawing": drawings.draw(page), "page": page})
