from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from cms import selectors


@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    view = selectors.glossary_view(get_language() or "en", request.user.pk)
    return render(request, "cms/glossary.html", {"view": view})
