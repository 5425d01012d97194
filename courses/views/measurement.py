"""How exactly the results of courses measure, for who marks."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from courses import selectors
from courses.views.access import language
from courses.views.marking import markers_only


@markers_only
@require_safe
def certainties(request: HttpRequest) -> HttpResponse:
    return render(request, "courses/certainties.html", {"courses": selectors.course_certainties(language=language())})
