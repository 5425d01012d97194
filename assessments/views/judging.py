from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from assessments import selectors, services
from assessments.views.requests import address_of, form_of, go, owner_of


@require_POST
def judge(request: HttpRequest, key: UUID) -> HttpResponse:
    """Keep what a learner thinks of their own text."""
    owner = owner_of(request)
    if owner is None:
        return redirect_to_login(address_of(request, "receipt", key))
    judgement = selectors.own_judgement(key=key, owner=owner, language=get_language())
    if judgement is None:
        raise Http404
    services.judge_own_text(attempt_id=judgement.attempt_id, levels=judgement.read_form(form_of(request)))
    return go(request, "receipt", key, fragment="judgement")
