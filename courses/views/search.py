from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from courses import selectors
from courses.enums import DeskTask
from courses.views.access import language, reader_id


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    view = selectors.search(
        text=request.GET.get("q", ""),
        page=request.GET.get("page", "1"),
        learner_id=reader_id(request),
        language=language(),
    )
    return render(request, "courses/search.html", {"view": view, "tasks": DeskTask})
