"""A coordinator gives a person more time. Why is neither asked nor stored."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from assessments import services
from assessments.errors import AssessmentError
from courses.forms import MinutesForm, MoreTimeForm
from courses.views.access import learner_id
from courses.views.people import choices_of, organisation_of, personal_time, somebody_else

MINUTES_A_DAY = 1440


@login_required
@require_POST
def more_time(request: HttpRequest, organisation: str, person: uuid.UUID) -> HttpResponse:
    found = organisation_of(request, organisation)
    member, row = somebody_else(request, found, person)
    form = MoreTimeForm(choices_of(personal_time(member, row), row), request.POST)
    if not form.is_valid():
        return _refused(request, form, organisation, person)
    services.accommodate(
        learner_id=member.user_id,
        exercise_id=form.cleaned_data["exercise"],
        organisation_id=member.organisation_id,
        factor_percent=form.cleaned_data["factor_percent"],
        window_minutes=form.cleaned_data["days"] * MINUTES_A_DAY,
        granted_by_id=learner_id(request),
        form_token=form.cleaned_data["form_token"],
    )
    messages.success(request, _("The time of %(name)s is changed, at once for tries under way.") % {"name": row.name})
    return redirect("people:person", found.slug, person)


@login_required
@require_POST
def give_minutes(request: HttpRequest, organisation: str, person: uuid.UUID) -> HttpResponse:
    found = organisation_of(request, organisation)
    member, row = somebody_else(request, found, person)
    form = MinutesForm(request.POST)
    if not form.is_valid():
        return _refused(request, form, organisation, person)
    attempt_id, minutes = form.cleaned_data["attempt"], form.cleaned_data["minutes"]
    if all(attempt_id != item.attempt_id for item in personal_time(member, row).under_way):
        raise Http404
    try:
        services.pause_attempt(
            attempt_id=attempt_id,
            minutes=minutes,
            granted_by_id=learner_id(request),
            form_token=form.cleaned_data["form_token"],
        )
        messages.success(request, _("%(name)s has %(minutes)s minutes more.") % {"name": row.name, "minutes": minutes})
    except AssessmentError as error:
        messages.error(request, str(error))
    return redirect("people:person", found.slug, person)


def _refused(request: HttpRequest, form: Form, organisation: str, person: uuid.UUID) -> HttpResponse:
    """Say what was wrong with each field; nothing is stored."""
    for name, errors in form.errors.items():
        messages.error(request, f"{form.fields[name].label}: {' '.join(map(str, errors))}")
    return redirect("people:person", organisation, person)
