"""Answering a learner who asked for a second look at a result."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments import selectors as assessment_selectors
from assessments import services as assessment_services
from assessments.enums import AttemptState
from assessments.errors import AppealError, ReasonError
from assessments.selectors import AppealPage
from courses import selectors
from courses.views.access import language, learner_id
from courses.views.marking import markers_only, see


@markers_only
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, submission: UUID) -> HttpResponse:
    """Show what was asked, and take the answer: the result stands, or the try is taken out."""
    theirs: dict[str, Any] = {"marker_id": learner_id(request), "scope": selectors.marking_scope(request.user)}
    opening = assessment_selectors.opening(key=submission, **theirs)
    page = assessment_selectors.appeal_page(key=submission, **theirs, language=language())
    if page is None or opening is None:
        return _answered_before(request, submission)
    if not opening.is_opened:
        return render(request, "courses/marking_open.html", {"opening": opening})
    problem = ""
    if request.method == "POST":
        try:
            return _answered(request, page)
        except (ReasonError, AppealError) as error:
            problem = str(error)
    context = {"page": page, "problem": problem, "sent": request.POST}
    return render(request, "courses/appeal.html", context, status=422 if problem else 200)


def _answered(request: HttpRequest, page: AppealPage) -> HttpResponse:
    said, who = request.POST.get("answer", ""), learner_id(request)
    if request.POST.get("appeal") != str(page.appeal_id):
        raise AppealError(_("The learner has asked anew meanwhile: read the reason again."))
    if request.POST.get("outcome") == "void" and not page.by_rule:
        done = assessment_services.void_attempt(
            attempt_id=page.attempt_id, by_id=who, reason=said, seen=AttemptState.APPEALED
        )
        told = _("The try is taken out. The learner gets an e-mail with your answer.")
    elif request.POST.get("outcome") == "confirmed":
        done = assessment_services.confirm_score(attempt_id=page.attempt_id, by_id=who, answer=said)
        told = _("The result stands. The learner gets an e-mail that leads to your answer.")
    else:
        raise AppealError(_("Choose what becomes of the result."))
    if not done:
        return _answered_before(request, page.key)
    messages.success(request, told)
    return see(f"{reverse('marking:queue')}?show=looks")


def _answered_before(request: HttpRequest, submission: UUID) -> HttpResponse:
    """Tell who opened a request that somebody else was first; it was never there for anybody else."""
    who = learner_id(request)
    scope = selectors.marking_scope(request.user)
    by_id = assessment_selectors.answered_by(key=submission, marker_id=who, scope=scope)
    if by_id is None:
        raise Http404
    if by_id != who:
        messages.warning(request, _("Somebody else has given this second look already. Nothing of yours was sent."))
    return see(f"{reverse('marking:queue')}?show=looks")
