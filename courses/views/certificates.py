from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from courses import selectors, services
from courses.errors import CourseError
from courses.forms import NameForm, SignedFileForm
from courses.selectors import NameView
from courses.views.access import language, learner_id, reader_id
from courses.views.strangers import come_back_later, limited, may_go_on, never_kept, unknown

# What the holder chose -> whether the name is hidden.
WITHHOLD = {"withhold": True, "show": False}


@limited
@require_safe
def verify(request: HttpRequest, code: str) -> HttpResponse:
    found = selectors.verified(code=code, reader_id=reader_id(request), now=timezone.now())
    if found is None:
        return unknown()
    view, check = found
    return never_kept(render(request, "certificates/verify.html", {"view": view, "check": check}))


def check(request: HttpRequest) -> HttpResponse:
    """Say whether a file that somebody was given is what was signed here; nothing of it is kept."""
    form, found = SignedFileForm(), None
    if request.method == "POST":
        form = SignedFileForm(request.POST, request.FILES)
        if not may_go_on(request, "check_file"):
            return come_back_later()
        if form.is_valid():
            found = selectors.file_view(form.cleaned_data["file"].read())
    return never_kept(render(request, "certificates/check.html", {"form": form, "found": found}))


@limited
@require_safe
def pdf(request: HttpRequest, code: str) -> HttpResponse:
    content = selectors.certificate_pdf(code=code, reader_id=reader_id(request))
    if content is None:
        return unknown()
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = 'inline; filename="certificate.pdf"'
    return never_kept(response)


@login_required
def certificate_name(request: HttpRequest, course: str) -> HttpResponse:
    view = selectors.name_view(course_slug=course, learner_id=learner_id(request), language=language())
    if view is None:
        raise Http404
    if request.method == "POST":
        return _change(request, view)
    name = view.printed_name or view.learner_name
    form = NameForm(initial={"printed_name": name, "latin_name": view.latin_name})
    return render(request, "courses/certificate_name.html", {"view": view, "form": form})


def _change(request: HttpRequest, view: NameView) -> HttpResponse:
    action = request.POST.get("action", "")
    if action in WITHHOLD:
        services.set_name_withheld(enrolment_id=view.enrolment_id, withheld=WITHHOLD[action])
        return redirect("courses:certificate_name", view.course_slug)
    form = NameForm(request.POST)
    if not form.is_valid():
        return render(request, "courses/certificate_name.html", {"view": view, "form": form})
    names = form.cleaned_data
    try:
        services.confirm_printed_name(
            enrolment_id=view.enrolment_id, name=names["printed_name"], latin_name=names["latin_name"]
        )
        messages.success(request, _("The name is confirmed."))
    except CourseError as error:
        messages.error(request, str(error))
    return redirect("courses:certificate_name", view.course_slug)


@login_required
def renew(request: HttpRequest, course: str) -> HttpResponse:
    view = selectors.name_view(course_slug=course, learner_id=learner_id(request), language=language())
    if view is None:
        raise Http404
    if request.method == "POST":
        try:
            services.begin_renewal(enrolment_id=view.enrolment_id)
        except CourseError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("You can take the final assessment again now."))
            return redirect(view.renewal.final_url if view.renewal else "courses:certificate_name", view.course_slug)
    return redirect("courses:certificate_name", view.course_slug)
