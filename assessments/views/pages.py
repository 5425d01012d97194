from collections.abc import Callable
from functools import wraps
from urllib.parse import urlencode
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from assessments import selectors
from assessments.rules.types import Owner
from assessments.views import changes, kept
from assessments.views.requests import NOTICES, address_of, documents_of, next_of, owner_of, way_on

OwnView = Callable[[HttpRequest, UUID, Owner], HttpResponse]


def owner_only(view: OwnView) -> Callable[[HttpRequest, UUID], HttpResponse]:
    """Send visitors who have neither signed in nor begun anything to the sign-in page; caches keep nothing."""

    @never_cache
    @require_safe
    @wraps(view)
    def answer(request: HttpRequest, key: UUID) -> HttpResponse:
        owner = owner_of(request)
        return redirect_to_login(request.get_full_path()) if owner is None else view(request, key, owner)

    return answer


def attempt(request: HttpRequest, key: UUID) -> HttpResponse:
    return changes.save_form(request, key) if request.method == "POST" else show(request, key)


@owner_only
def show(request: HttpRequest, key: UUID, owner: Owner) -> HttpResponse:
    draft = kept.answers(request, key)
    page = selectors.attempt_page(key=key, owner=owner, language=get_language(), draft=draft)
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
        "documents_url": documents_of(request),
        "way_on": way_on(request),
        "sign_in_query": urlencode({"next": address_of(request, "attempt", key)}),
        "notice": NOTICES.get(request.GET.get("notice", ""), ""),
        "missing": page.missing if asked else (),
        "checked": request.GET.get("checked") == "1",
        "is_draft": draft is not None,
    }
    return render(request, "assessments/attempt.html", context)


@owner_only
def receipt(request: HttpRequest, key: UUID, owner: Owner) -> HttpResponse:
    found = selectors.receipt(key=key, owner=owner, language=get_language())
    if found is None:
        return _ended(request, key, owner)
    context = {
        "receipt": found,
        "judgement": _judgement(key, owner, found.kind),
        "next": next_of(request),
        "lang": found.lang,
        "review_url": address_of(request, "review", key),
        "way_on": way_on(request),
    }
    return render(request, "assessments/receipt.html", context)


@owner_only
def review(request: HttpRequest, key: UUID, owner: Owner) -> HttpResponse:
    found = selectors.review(key=key, owner=owner, language=get_language())
    if found is None:
        return _without_result(request, key, owner)
    context = {
        "review": found,
        "judgement": _judgement(key, owner, found.kind),
        "lang": found.lang,
        "debrief": found.debrief,
        "receipt_url": address_of(request, "receipt", key),
        "appeal_url": address_of(request, "appeal", key),
        "way_on": way_on(request),
        "has_next": bool(next_of(request)),
        "next_sample": _next_sample(found.sample) if found.sample else None,
    }
    return render(request, "assessments/review.html", context)


def _judgement(key: UUID, owner: Owner, kind: str) -> selectors.OwnJudgement | None:
    if kind != "rubric":
        return None
    return selectors.own_judgement(key=key, owner=owner, language=get_language())


def _without_result(request: HttpRequest, key: UUID, owner: Owner) -> HttpResponse:
    """Lead from a result that does not exist yet to what does."""
    if selectors.receipt(key=key, owner=owner, language=get_language()) is not None:
        return redirect(address_of(request, "receipt", key))
    return _ended(request, key, owner)


def _ended(request: HttpRequest, key: UUID, owner: Owner) -> HttpResponse:
    """Say why there is neither a result nor a receipt."""
    ending = selectors.ending(key=key, owner=owner, language=get_language())
    if ending is None:
        raise Http404
    return render(request, "assessments/ended.html", {"ending": ending, "way_on": way_on(request)})


def _next_sample(slug: str) -> selectors.SampleCard | None:
    """Find the one to try after this one; after the last comes the first."""
    offered = selectors.samples(get_language())
    places = [place for place, card in enumerate(offered) if card.slug == slug]
    following = offered[(places[0] + 1) % len(offered)] if places else None
    return None if following is None or following.slug == slug else following
