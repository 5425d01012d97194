from urllib.parse import urlencode
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from assessments import selectors
from assessments.views import changes, kept
from assessments.views.requests import NOTICES, address_of, learner_id_of, next_of, way_on


def attempt(request: HttpRequest, key: UUID) -> HttpResponse:
    return changes.save_form(request, key) if request.method == "POST" else show(request, key)


@login_required
@require_safe
def show(request: HttpRequest, key: UUID) -> HttpResponse:
    draft = kept.answers(request, key)
    page = selectors.attempt_page(key=key, learner_id=learner_id_of(request), language=get_language(), draft=draft)
    if page is None:
        raise Http404
    if not page.is_open:
        return redirect(address_of(request, "review", key))
    asked = request.GET.get("unanswered") == "1"
    context = {
        "page": page,
        "lang": page.lang,
        "presentation": page.presentation,
        "next": next_of(request),
        "way_on": way_on(request),
        "sign_in_query": urlencode({"next": address_of(request, "attempt", key)}),
        "notice": NOTICES.get(request.GET.get("notice", ""), ""),
        "missing": page.missing if asked else (),
        "is_draft": draft is not None,
    }
    return render(request, "assessments/attempt.html", context)


@login_required
@require_safe
def receipt(request: HttpRequest, key: UUID) -> HttpResponse:
    found = selectors.receipt(key=key, learner_id=learner_id_of(request), language=get_language())
    if found is None:
        raise Http404
    context = {
        "receipt": found,
        "lang": found.lang,
        "review_url": address_of(request, "review", key),
        "way_on": way_on(request),
    }
    return render(request, "assessments/receipt.html", context)


@login_required
@require_safe
def review(request: HttpRequest, key: UUID) -> HttpResponse:
    found = selectors.review(key=key, learner_id=learner_id_of(request), language=get_language())
    if found is None:
        raise Http404
    context = {
        "review": found,
        "lang": found.lang,
        "debrief": found.debrief,
        "receipt_url": address_of(request, "receipt", key),
        "way_on": way_on(request),
        "has_next": bool(next_of(request)),
    }
    return render(request, "assessments/review.html", context)
