"""Marking written work: the queue, the work beside its rubric, and the release of the marks."""

import re
import uuid
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import selectors as account_selectors
from assessments import selectors as assessment_selectors
from assessments import services as assessment_services
from assessments.enums import AttemptState
from assessments.errors import MarkedMeanwhileError, MarkingError, MarksDifferError
from assessments.selectors import MarkingPage, Opening, Work
from assessments.services import Draft
from courses import selectors
from courses.views import kept
from courses.views.access import language, learner_id

PER_PAGE = 25
LARGEST = 2**31 - 2

View = Callable[..., HttpResponse]


def markers_only(view: View) -> View:
    @never_cache
    @login_required
    @wraps(view)
    def answer(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not account_selectors.may_mark(cast("Any", request.user)):
            raise PermissionDenied
        return view(request, **kwargs)

    return answer


@markers_only
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    course = request.GET.get("course", "").replace("\0", "")
    shown = request.GET.get("show", "")
    shown = shown if shown in {"again", "marked", "looks"} else "waiting"
    everything = selectors.work_of(request.user, shown)
    chosen = selectors.work_of(request.user, shown, course_slug=course) if course else everything
    page = Paginator(chosen, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": selectors.queue_rows(list(page.object_list), marker_id=learner_id(request), language=language()),
        "courses": selectors.courses_to_mark(everything, language()),
        "course": course,
        "shown": shown,
        "is_marked": shown == "marked",
        "counts": {name: selectors.work_of(request.user, name).count() for name in ("again", "looks")},
    }
    return render(request, "courses/marking_queue.html", context)


def work(request: HttpRequest, submission: UUID) -> HttpResponse:
    """Show the work beside its rubric; a POST saves, and with action=release goes on to the question whether to."""
    if request.method == "POST" and not request.user.is_authenticated:
        return kept.sign_in_first(request, submission)
    return sheet(request, submission=submission)


def opened_only(view: View) -> View:
    """Ask whoever has not opened the work to do so first; what they sent is not read."""

    @markers_only
    @wraps(view)
    def answer(request: HttpRequest, submission: UUID) -> HttpResponse:
        opening = opening_of(request, submission)
        if not opening.is_opened:
            status = HTTPStatus.CONFLICT if request.method == "POST" else HTTPStatus.OK
            return render(request, "courses/marking_open.html", {"opening": opening}, status=status)
        return view(request, submission=submission)

    return answer


@opened_only
@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: HttpRequest, submission: UUID) -> HttpResponse:
    if request.method != "POST":
        unsaved = kept.marks(request, submission)
        context = {
            "page": _page(request, submission, unsaved),
            "is_kept": unsaved is not None,
            "asked": request.GET.get("missing") == "1",
            "sign_in_query": urlencode({"next": request.path}),
        }
        return render(request, "courses/marking.html", context)
    saved = _save(request, submission)
    if request.POST.get("action") == "release" and not saved.is_branch:
        return see(reverse("marking:release", args=[submission]))
    return see(f"{reverse('marking:work', args=[submission])}#sheet")


@markers_only
@require_POST
def open_work(request: HttpRequest, submission: UUID) -> HttpResponse:
    """Write down who reads the work, then show it."""
    opening = opening_of(request, submission)
    assessment_services.open_work(attempt_id=opening.attempt_id, reader_id=learner_id(request))
    return see(reverse("marking:appeal" if opening.is_appealed else "marking:work", args=[submission]))


def opening_of(request: HttpRequest, key: UUID) -> Opening:
    """Find a piece of work by what may be known before it is opened."""
    scope = selectors.marking_scope(request.user)
    found = assessment_selectors.opening(key=key, marker_id=learner_id(request), scope=scope)
    if found is None:
        raise Http404
    return found


@require_POST
def save(request: HttpRequest, submission: UUID) -> JsonResponse:
    """Save in the background; every refusal says in plain words that nothing is lost."""
    if not request.user.is_authenticated:
        message = _("You are signed out. Sign in again in a new tab; your marks stay on this page.")
        return JsonResponse({"message": message}, status=401)
    try:
        if not opening_of(request, submission).is_opened:
            return JsonResponse({"message": _("Open this work before you mark it.")}, status=404)
        saved = _save(request, submission)
    except Http404:
        return JsonResponse({"message": _("This work is not there to be marked by you.")}, status=404)
    return JsonResponse(
        {
            "version": saved.marking.version if saved.is_branch else saved.version,
            "saved_at": saved.saved_at.isoformat(),
            "time": time_format(timezone.localtime(saved.saved_at)),
            "is_branch": saved.is_branch,
        }
    )


def release(request: HttpRequest, submission: UUID) -> HttpResponse:
    """Ask whether the learner is to see the marks; a POST is the answer."""
    if request.method == "POST" and not request.user.is_authenticated:
        return kept.sign_in_first(request, submission)
    return question(request, submission=submission)


@opened_only
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, submission: UUID) -> HttpResponse:
    if request.method == "POST":
        return _release(request, submission)
    page = _page(request, submission)
    if page.outcome is None or page.saved_at is None:
        return redirect(f"{reverse('marking:work', args=[submission])}?missing=1#missing")
    asked = page.earlier.reason if page.earlier else ""
    context = {"page": page, "reason": kept.reason(request, submission) or asked}
    return render(request, "courses/marking_release.html", context)


def _release(request: HttpRequest, submission: UUID) -> HttpResponse:
    found = _work(request, submission)
    try:
        mark = assessment_services.release_marks(
            attempt_id=found.attempt_id,
            marker_id=learner_id(request),
            draft=_draft(request, found),
            number=_number(request.POST.get("number", "")),
            seen=request.POST.get("seen", ""),
            rubric=request.POST.get("rubric", ""),
            reason=" ".join(request.POST.get("reason", "").replace("\0", "").split())[:2000],
        )
    except (MarksDifferError, MarkedMeanwhileError) as error:
        messages.warning(request, str(error))
        return see(reverse("marking:work", args=[submission]))
    except MarkingError as error:
        messages.error(request, str(error))
        return see(reverse("marking:release", args=[submission]))
    kept.forget(request)
    is_held = mark.attempt.state == AttemptState.SCORED
    later = _("The marks are kept. The learner gets an e-mail when the exercise has closed for everybody.")
    messages.success(request, later if is_held else _("The marks are released. The learner gets an e-mail."))
    return see(reverse("marking:queue"))


def _page(request: HttpRequest, key: UUID, unsaved: kept.Fields | None = None) -> MarkingPage:
    scope = selectors.marking_scope(request.user)
    found = assessment_selectors.marking_page(
        key=key, marker_id=learner_id(request), scope=scope, language=language(), kept=unsaved
    )
    if found is None:
        raise Http404
    return found


def _work(request: HttpRequest, key: UUID) -> Work:
    """Find the work; what is not the marker's business is not found, the same as what does not exist."""
    scope = selectors.marking_scope(request.user)
    found = assessment_selectors.work(key=key, marker_id=learner_id(request), scope=scope)
    if found is None:
        raise Http404
    return found


def _save(request: HttpRequest, key: UUID) -> Any:
    found = _work(request, key)
    saved = assessment_services.save_marks(
        attempt_id=found.attempt_id, marker_id=learner_id(request), draft=_draft(request, found)
    )
    kept.forget(request)
    return saved


def _draft(request: HttpRequest, found: Work) -> Draft:
    seq = request.POST.get("client_seq", "")
    return Draft(
        client_seq=seq if re.fullmatch(r"[A-Za-z0-9-]{8,40}", seq) else uuid.uuid4().hex,
        base_version=_number(request.POST.get("base_version", "")),
        marks=found.read_form(kept.fields_of(request)),
    )


def _number(sent: str) -> int:
    return min(int(sent), LARGEST) if re.fullmatch(r"[0-9]{1,10}", sent) else 0


def see(address: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(address, status=303)
