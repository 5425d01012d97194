import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from courses import selectors
from courses.enums import ReferenceKind
from courses.views.access import language

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _today() -> datetime.date:
    return timezone.localdate()


@require_safe
def library(request: HttpRequest) -> HttpResponse:
    return _list(request, None)


@require_safe
def shelf(request: HttpRequest, kind: str) -> HttpResponse:
    if kind not in ReferenceKind.values:
        raise Http404
    return _list(request, ReferenceKind(kind))


def _list(request: HttpRequest, kind: ReferenceKind | None) -> HttpResponse:
    view = selectors.library_view(
        kind=kind,
        text=request.GET.get("q", ""),
        theme=request.GET.get("theme", ""),
        language=language(),
        today=_today(),
    )
    return render(request, "courses/library.html", {"view": view, "kind": kind})


@require_safe
def reference(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    view = selectors.reference_view(kind=kind, slug=slug, language=language(), today=_today())
    if view is None:
        raise Http404
    return render(request, "courses/reference.html", {"view": view})


@require_safe
def document(request: HttpRequest, slug: str) -> HttpResponse:  # noqa: ARG001  (a view's signature)
    content = selectors.reference_document(slug=slug, language=language())
    if not content:
        raise Http404
    headers = {"Content-Disposition": f'attachment; filename="{slug}.docx"'}
    return HttpResponse(content, content_type=DOCX, headers=headers)
