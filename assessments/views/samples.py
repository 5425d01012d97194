"""Exercises that anybody may try without an account."""

import uuid

from allauth.core import ratelimit
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from assessments import selectors, services
from assessments.errors import AssessmentError
from assessments.rules.types import Owner
from assessments.views.requests import owner_of

WAIT_MINUTES = 60


@never_cache
@require_safe
def sample_list(request: HttpRequest) -> HttpResponse:
    owner = owner_of(request)
    tried = selectors.tried_samples(owner=owner, language=get_language()) if owner else ()
    return render(request, "assessments/samples.html", {"samples": selectors.samples(get_language()), "tried": tried})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sample(request: HttpRequest, sample: str) -> HttpResponse:
    """Say what it is; a POST begins it and leads straight into the attempt."""
    if request.method == "POST":
        return _start(request, sample)
    card = selectors.sample(slug=sample, language=get_language())
    if card is None:
        raise Http404
    owner = owner_of(request)
    tried = selectors.tried_samples(owner=owner, language=get_language()) if owner else ()
    context = {"sample": card, "tried": [entry for entry in tried if entry.slug == sample]}
    return render(request, "assessments/sample.html", context)


def _start(request: HttpRequest, slug: str) -> HttpResponse:
    owner = owner_of(request) or Owner(guest=uuid.uuid4())
    if owner.guest and not ratelimit.consume(request, action="try_now", key=owner.guest.hex):
        return _come_back_later(request)
    try:
        attempt = services.start_sample(slug=slug, owner=owner)
    except AssessmentError as error:
        messages.error(request, str(error))
        return redirect("samples:list")
    if owner.guest:
        services.remember_guest(session=request.session, guest=owner.guest)
    query = urlencode({"next": reverse("samples:list")})
    return HttpResponseRedirect(f"{reverse('assessments:attempt', args=[attempt.key])}?{query}", status=303)


def _come_back_later(request: HttpRequest) -> HttpResponse:
    response = render(request, "assessments/too_many.html", {"minutes": WAIT_MINUTES}, status=429)
    response["Retry-After"] = str(WAIT_MINUTES * 60)
    return response
