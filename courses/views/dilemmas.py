"""The dilemma of the week: on its page for who is signed in, and by the link of a mail for who holds it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts.services import people
from assessments.errors import NothingChosenError
from assessments.rules.types import Form
from courses import selectors, services
from courses.errors import DilemmaError, LinkExpiredError
from courses.selectors import DilemmaView
from courses.views.access import language, learner_id

reading_and_sending = require_http_methods(["GET", "HEAD", "POST"])


@login_required
@reading_and_sending
def dilemma(request: HttpRequest) -> HttpResponse:
    who = learner_id(request)

    def answer(form: Form) -> None:
        services.answer_own_dilemma(learner_id=who, asks=request.POST.get("asks", ""), form=form)

    def read(form: Form | None) -> DilemmaView:
        return selectors.own_dilemma(learner_id=who, language=language(), form=form)

    return _page(request, read, answer)


@never_cache
@reading_and_sending
def mailed(request: HttpRequest, link: str) -> HttpResponse:
    """Show the question of a mail and take its answer, whoever is signed in; nobody is signed in by it."""
    try:
        dilemma_id = selectors.read_mail_link(link)
    except LinkExpiredError:
        return render(request, "courses/dilemma_expired.html", status=410)
    if dilemma_id is None:
        raise Http404

    def answer(form: Form) -> None:
        services.answer_mailed_dilemma(dilemma_id=dilemma_id, form=form)

    def read(form: Form | None) -> DilemmaView:
        view = selectors.mailed_dilemma(dilemma_id=dilemma_id, language=language(), form=form)
        if view is None:
            raise Http404
        return view

    return _page(request, read, answer, is_mailed=True)


def _page(
    request: HttpRequest, read: Callable[[Form | None], DilemmaView], answer: Callable[[Form], None], **more: Any
) -> HttpResponse:
    if request.method != "POST":
        return _render(request, read(None), **more)
    form: Form = {name: [str(value) for value in values] for name, values in request.POST.lists()}
    try:
        answer(form)
    except NothingChosenError as error:
        return _render(request, read(form), status=422, problem=str(error), **more)
    except DilemmaError as error:
        messages.warning(request, str(error))
    return HttpResponseRedirect(request.path, status=303)


def _render(request: HttpRequest, view: DilemmaView, *, status: int = 200, **more: Any) -> HttpResponse:
    return render(request, "courses/dilemma.html", {"view": view, **more}, status=status)


# Mail programs send this form themselves (RFC 8058): without a session, so without its token. The link is the proof.
@csrf_exempt
@never_cache
@reading_and_sending
def stop(request: HttpRequest, link: str) -> HttpResponse:
    person = selectors.read_stop_link(link)
    if person is None:
        raise Http404
    if request.method == "POST":
        people.stop_dilemma_mail(key=person)
    return render(request, "courses/dilemma_stop.html", {"is_stopped": request.method == "POST"})
