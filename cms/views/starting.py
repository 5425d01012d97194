"""A new course in two clicks, and what a copy needs to stand on its own."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.models import Locale, Page

from cms.importing import starters
from cms.importing.errors import UnknownStarterError
from cms.models import CataloguePage, CoursePage
from cms.services import copying

FILE, COURSE = "file", "course"


@require_http_methods(["GET", "POST"])
def new_course(request: HttpRequest) -> HttpResponse:
    """List the templates; make a course out of the one that was chosen, once for each time the list was shown."""
    catalogue = get_object_or_404(CataloguePage, locale=Locale.get_default())
    if not catalogue.permissions_for_user(request.user).can_add_subpage():
        raise PermissionDenied
    if request.method == "GET":
        courses = CoursePage.objects.child_of(catalogue).order_by("path")
        context = {"starters": starters.starters(), "courses": courses, "key": uuid4(), "catalogue": catalogue}
        return render(request, "cms/admin/new_course.html", context)
    key = _uuid(request.POST.get("key", ""))
    if key is None:
        return _again(request)
    course = CoursePage.objects.filter(translation_key=key).first() or _make(request, catalogue, key)
    return redirect("wagtailadmin_pages:edit", course.pk) if course else _again(request)


def adopt_copy(request: HttpRequest, page: Page, new_page: Page) -> None:
    """After Wagtail copied a page."""
    copying.adopt(page, new_page, user=request.user)


def _make(request: HttpRequest, catalogue: CataloguePage, key: UUID) -> CoursePage | None:
    kind, _colon, name = request.POST.get("template", "").partition(":")
    if kind == COURSE and name.isdecimal():
        return _copy(request, catalogue, key, int(name))
    try:
        return starters.start_course(name=name, catalogue=catalogue, key=key, user=request.user)
    except UnknownStarterError:
        return None


def _copy(request: HttpRequest, catalogue: CataloguePage, key: UUID, course_id: int) -> CoursePage | None:
    course = CoursePage.objects.child_of(catalogue).filter(pk=course_id).first()
    if course is None or not course.permissions_for_user(request.user).can_copy_to(catalogue, recursive=True):
        return None
    return copying.copy_course(course, catalogue=catalogue, key=key, user=request.user)


def _again(request: HttpRequest) -> HttpResponse:
    messages.error(request, _("This template is not there any more. Choose another."))
    return redirect("cms:new_course")


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
