from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from assessments import selectors, services
from assessments.errors import AppealError, ReasonError
from assessments.views.requests import address_of, go, own_attempt, owner_of


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def appeal(request: HttpRequest, key: UUID) -> HttpResponse:
    """Ask for a second look: what it means, and the form."""
    owner = owner_of(request)
    if owner is None:
        return redirect_to_login(address_of(request, "appeal", key))
    found = selectors.review(key=key, owner=owner, language=get_language())
    if found is None:
        raise Http404
    problem, reason = "", request.POST.get("reason", "")
    if request.method == "POST":
        try:
            services.ask_second_look(attempt_id=own_attempt(owner, key).attempt_id, reason=reason)
        except ReasonError as error:
            problem = str(error)
        except AppealError:
            pass  # asked and answered in another tab meanwhile: the page of the result says so
        if not problem:
            return go(request, "review", key, fragment="looks")
    elif not found.may_appeal:
        return redirect(address_of(request, "review", key))
    context = {
        "review": found,
        "lang": found.lang,
        "problem": problem,
        "reason": reason,
        "review_url": address_of(request, "review", key),
    }
    return render(request, "assessments/appeal.html", context, status=422 if problem else 200)
