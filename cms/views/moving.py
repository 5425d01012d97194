"""Lessons that would get the address of another one stay where they are, and the editor says why."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page

from cms.services import moving


def refuse_move(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    """Before one page is moved."""
    return _refuse(request, [page], destination)


def refuse_bulk_move(request: HttpRequest, action: str, pages: Sequence[Page], view: Any) -> HttpResponse | None:
    """Before several pages are moved."""
    if action != "move":
        return None
    return _refuse(request, pages, view.cleaned_form.cleaned_data["chooser"])


def _refuse(request: HttpRequest, pages: Sequence[Page], destination: Page) -> HttpResponse | None:
    slugs = moving.taken_slugs(pages, destination)
    if not slugs:
        return None
    text = _(
        "Nothing was moved. Two lessons of one course cannot have the same address: %(slugs)s. "
        "Change the address of one of them first (tab “Address and dates”)."
    )
    messages.error(request, text % {"slugs": ", ".join(slugs)})
    return redirect("wagtailadmin_explore", pages[0].get_parent().pk)
