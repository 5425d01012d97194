from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import ngettext

from assessments import services


def claim_attempts(*, request: HttpRequest, user: Any, **_: Any) -> None:
    """Somebody signed in: what they tried as a guest becomes theirs."""
    number = services.claim_attempts(session=request.session, learner_id=user.pk)
    if number:
        text = ngettext(
            "The exercise you tried before signing up is kept for you, under “Try one now”.",
            "The %(number)s tries you made before signing up are kept for you, under “Try one now”.",
            number,
        )
        messages.success(request, text % {"number": number}, fail_silently=True)
