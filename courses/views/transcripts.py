from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from courses import selectors, services
from courses.errors import CertificateError
from courses.views.access import language, learner_id
from courses.views.certificates import WITHHOLD


@login_required
def transcripts(request: HttpRequest) -> HttpResponse:
    """List the learner's transcripts; a POST makes one, or hides or shows the name on one."""
    if request.method != "POST":
        view = selectors.transcripts_view(learner_id=learner_id(request), language=language())
        return render(request, "certificates/transcripts.html", {"view": view})
    action, code = request.POST.get("action", ""), request.POST.get("code", "")
    if action in WITHHOLD:
        services.set_transcript_name_withheld(learner_id=learner_id(request), code=code, withheld=WITHHOLD[action])
    elif action == "make":
        return _make(request)
    return redirect("transcripts")


def _make(request: HttpRequest) -> HttpResponse:
    try:
        certificate = services.make_transcript(learner_id=learner_id(request))
    except CertificateError as error:
        messages.error(request, str(error))
        return redirect("transcripts")
    messages.success(request, _("This is your transcript. Anyone you give its address to can check it."))
    return redirect("certificates:verify", certificate.code)
