from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from courses import selectors, services
from courses.views.access import language, learner_id, reader_id
from courses.views.certificates import WITHHOLD


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    view = selectors.programme_view(learner_id=reader_id(request), language=language())
    if view is None:
        raise Http404
    return render(request, "courses/programme.html", {"view": view})


@require_safe
def path(request: HttpRequest, role: str) -> HttpResponse:
    found = selectors.path_view(slug=role, learner_id=reader_id(request), language=language())
    if found is None:
        return _elsewhere(role)
    programme, view = found
    return render(request, "courses/path.html", {"programme": programme, "view": view})


def _elsewhere(role: str) -> HttpResponse:
    """Lead on from the address that a path has in another language."""
    address = selectors.path_address(slug=role, language=language())
    if not address:
        raise Http404
    return redirect(address)


@login_required
def certificate(request: HttpRequest) -> HttpResponse:
    view = selectors.own_programme(learner_id=learner_id(request), language=language())
    if view is None:
        raise Http404
    action = request.POST.get("action", "")
    if action in WITHHOLD:
        services.set_programme_name_withheld(learner_id=learner_id(request), withheld=WITHHOLD[action])
        return redirect("programme:certificate")
    return render(request, "courses/programme_certificate.html", {"view": view})
