from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cms.changes import said_change
from cms.services import versions as page_versions
from cms.views.rehearsal import latest_draft
from courses import selectors as course_selectors


def versions(request: HttpRequest, page_id: int) -> HttpResponse:
    """List the versions of an exercise: what each changed, and whose answers rest on it."""
    page = latest_draft(request, page_id)
    found = page_versions.versions_of(page)
    draft = found.draft if found else None
    told = said_change(draft.change, found.under_way, found.results) if found and draft and draft.change else ""
    may_publish = page.permissions_for_user(request.user).can_publish()
    may_rescore = may_publish and not course_selectors.is_private(page.translation_key)
    context = {"page": page, "found": found, "told": told, "may_rescore": may_rescore}
    return render(request, "cms/admin/versions.html", context)
