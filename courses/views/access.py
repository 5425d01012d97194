from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext as _

from courses.errors import NotEnrolledError

View = Callable[..., HttpResponse]


def reader_id(request: HttpRequest) -> int | None:
    return request.user.pk if request.user.is_authenticated else None


def learner_id(request: HttpRequest) -> int:
    return cast("int", request.user.pk)


def language() -> str:
    return translation.get_language() or "en"


def enrolled_only(view: View) -> View:
    """Send strangers to sign in, and people who are not enrolled to the course's page."""

    @login_required
    @wraps(view)
    def answer(request: HttpRequest, course: str, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, course, **kwargs)
        except NotEnrolledError:
            messages.info(request, _("Enrol in the course first: its lessons and exercises open then."))
            return redirect("courses:course", course)

    return answer
