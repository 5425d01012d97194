"""Taking a try of somebody's out: the question with its form, and the answer."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.selectors import OrganisationData
from assessments import services as assessment_services
from assessments.errors import ReasonError
from assessments.selectors import TryRow
from courses import selectors
from courses.selectors import PersonRow
from courses.views.access import learner_id
from courses.views.people import organisation_of, somebody_else


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def take_out(request: HttpRequest, organisation: str, person: uuid.UUID, attempt: uuid.UUID) -> HttpResponse:
    found = organisation_of(request, organisation)
    member, row = somebody_else(request, found, person)
    tries = (entry for _course, entries in selectors.tries_of_person(member.user_id, row) for entry in entries)
    entry = next((entry for entry in tries if entry.key == attempt), None)
    if entry is None:
        raise Http404
    problem, reason = "", request.POST.get("reason", "")
    if request.method == "POST":
        try:
            return _take_out(request, found, row, entry)
        except ReasonError as error:
            problem = str(error)
    elif entry.is_void:
        return redirect("people:person", found.slug, person)
    context = {"organisation": found, "row": row, "entry": entry, "problem": problem, "reason": reason}
    context["seen"] = request.POST.get("seen", entry.state)
    return render(request, "courses/take_out.html", context, status=422 if problem else 200)


def _take_out(request: HttpRequest, found: OrganisationData, row: PersonRow, entry: TryRow) -> HttpResponse:
    wanted = {"reason": request.POST.get("reason", ""), "seen": request.POST.get("seen", "")}
    names = {"number": entry.number, "title": entry.title, "name": row.name}
    if assessment_services.void_attempt(attempt_id=entry.attempt_id, by_id=learner_id(request), **wanted):
        messages.success(request, _("Try %(number)s of %(name)s at %(title)s is taken out.") % names)
    elif entry.is_void:
        messages.info(request, _("Try %(number)s of %(name)s at %(title)s was taken out already.") % names)
    else:
        told = _("Try %(number)s of %(name)s at %(title)s went on meanwhile. Nothing was taken out: look at it again.")
        messages.warning(request, told % names)
    return redirect("people:person", found.slug, row.key)
