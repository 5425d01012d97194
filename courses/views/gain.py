"""The assessments before and after a course, and what instructors read of the group's gain."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from assessments.errors import AssessmentError
from courses import selectors, services
from courses.enums import Moment
from courses.errors import GainError
from courses.views.access import enrolled_only, language, learner_id
from courses.views.marking import markers_only


@enrolled_only
def assessment(request: HttpRequest, course: str, moment: str) -> HttpResponse:
    """Begin the assessment, go on with it, or skip it."""
    if moment not in Moment.values:
        raise Http404
    page = reverse("courses:course", args=[course])
    if request.method != "POST":
        return redirect(page)
    enrolment_id = selectors.enrolment_in(course_slug=course, learner_id=learner_id(request))
    try:
        if "skip" in request.POST:
            services.skip_gain_try(enrolment_id=enrolment_id, moment=Moment(moment))
            return redirect(page)
        key = services.begin_gain_try(enrolment_id=enrolment_id, moment=Moment(moment))
    except (AssessmentError, GainError) as error:
        messages.error(request, str(error))
        return redirect(page)
    return redirect(f"{reverse('assessments:attempt', args=[key])}?{urlencode({'next': page})}")


@markers_only
@require_safe
def gains(request: HttpRequest) -> HttpResponse:
    return render(request, "courses/gains.html", {"gains": selectors.course_gains(language=language())})
