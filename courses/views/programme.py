from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from courses import selectors
from courses.views.access import language, reader_id


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    view = selectors.programme_view(learner_id=reader_id(request), language=language())
    if view is None:
        raise Http404
    return render(request, "courses/programme.html", {"view": view})


@require_safe
def path(request: HttpRequest, role: str) -> HttpResponse:
    found = selectors.path_view(slug=role, learner_id=reader_id(request), language=language())
    if found is None:
        raise Http404
    programme, view = found
    return render(request, "courses/path.html", {"programme": programme, "view": view})
