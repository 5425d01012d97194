from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from cms import selectors


@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    return render(request, "cms/glossary.html", {"view": selectors.glossary_view(get_language() or "en")})
