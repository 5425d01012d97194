import uuid
from collections.abc import Collection
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assessments import selectors as assessment_selectors
from courses import selectors, services
from courses.errors import NoteError
from courses.selectors import RecordView
from courses.views import unsent
from courses.views.access import language, learner_id
from courses.views.people import organisation_of, person_of

PER_PAGE = 20
EVERYTHING = 2000


def _own(request: HttpRequest) -> RecordView:
    return selectors.own_record(learner_id=learner_id(request), name=str(request.user), language=language())


def _tries(request: HttpRequest, learner: int, exercise_ids: Collection[int] | None = None) -> dict[str, Any]:
    """Cut the attempts into pages; on paper they stand on one."""
    attempts = assessment_selectors.attempt_history(learner_id=learner, exercise_ids=exercise_ids)
    is_whole = request.GET.get("tries") == "all"
    page = Paginator(attempts, EVERYTHING if is_whole else PER_PAGE).get_page(request.GET.get("page"))
    return {"page": page, "tries": assessment_selectors.history_lines(page.object_list), "is_whole": is_whole}


def _page(request: HttpRequest, key: uuid.UUID, text: str = "", problem: str = "") -> HttpResponse:
    context = {"view": _own(request), "note_key": key, "text": text, "problem": problem}
    context |= _tries(request, learner_id(request))
    return render(request, "courses/record.html", context, status=422 if problem else 200)


def _key(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError as error:
        raise Http404 from error


@login_required
@require_safe
def own(request: HttpRequest) -> HttpResponse:
    note = unsent.take(request, shown_at=request.path)
    if not note:
        return _page(request, uuid.uuid4())
    messages.warning(request, _("You were signed out, so your note is not kept yet. Its words stand below."))
    return _page(request, _key(note["note_key"]), note["text"])


@require_POST
def keep_note(request: HttpRequest) -> HttpResponse:
    key, text = _key(request.POST.get("note_key", "")), request.POST.get("text", "")
    if not request.user.is_authenticated:
        return unsent.sign_in_first(request, ("note_key", "text"), shown_at=reverse("record:own"))
    try:
        services.keep_note(learner_id=learner_id(request), key=key, text=text)
    except NoteError as error:
        return _page(request, key, text, str(error))
    messages.success(request, _("Your note is kept."))
    return redirect(f"{reverse('record:own')}#notes-title")


@require_POST
def delete_note(request: HttpRequest, note: uuid.UUID) -> HttpResponse:
    if not request.user.is_authenticated:
        return redirect_to_login(reverse("record:own"))
    if services.delete_note(learner_id=learner_id(request), key=note):
        messages.success(request, _("The note is deleted."))
    return redirect(f"{reverse('record:own')}#notes-title")


@login_required
@require_safe
def own_json(request: HttpRequest) -> HttpResponse:
    attempts = assessment_selectors.attempt_history(learner_id=learner_id(request))
    lines = assessment_selectors.reasoned_lines(attempts)
    document = selectors.record_document(_own(request), lines, timezone.now())
    response = JsonResponse(document, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response.headers["Content-Disposition"] = 'attachment; filename="progress-record.json"'
    return response


@login_required
@require_safe
def of_person(request: HttpRequest, organisation: str, person: uuid.UUID) -> HttpResponse:
    found = organisation_of(request, organisation)
    member, row = person_of(request, found, person)
    view = selectors.record_of_person(learner_id=member.user_id, row=row)
    tries = _tries(request, member.user_id, row.exercise_ids)
    return render(request, "courses/record.html", {"view": view, "organisation": found, "row": row, **tries})
