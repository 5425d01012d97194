import uuid
from collections.abc import Iterable, Sequence
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts import selectors as account_selectors
from accounts.selectors import OrganisationData
from accounts.services import spreadsheets
from assessments import selectors as assessment_selectors
from assessments import services as assessment_services
from assessments.errors import AssessmentError
from assessments.selectors import PersonalTime
from courses import selectors, services
from courses.enums import CertificateState
from courses.errors import CourseError
from courses.forms import MoreTimeForm
from courses.selectors import CourseCard, PersonRow
from courses.views.access import language, learner_id

PER_PAGE = 50


def organisation_of(request: HttpRequest, slug: str) -> OrganisationData:
    """Find one of the coordinator's organisations; somebody else's is as unknown as one that does not exist."""
    mine = account_selectors.coordinated_organisations(cast("Any", request.user))
    if not mine:
        raise PermissionDenied
    found = next((organisation for organisation in mine if organisation.slug == slug), None)
    if found is None:
        raise Http404
    return found


def _people(request: HttpRequest, organisation: OrganisationData) -> QuerySet[Any]:
    return account_selectors.people_visible_in(cast("Any", request.user), organisation)


def _wanted_course(request: HttpRequest) -> str:
    return request.GET.get("course", "").replace("\0", "")


@login_required
@require_safe
def progress(request: HttpRequest, organisation: str) -> HttpResponse:
    found, course = organisation_of(request, organisation), _wanted_course(request)
    everybody = _people(request, found)
    people = selectors.enrolled_in(everybody, course) if course else everybody
    page = Paginator(people, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "organisation": found,
        "courses": selectors.courses_of_people(everybody, language()),
        "course": course,
        "page": page,
        "rows": selectors.people_rows(people=page.object_list, language=language(), course_slug=course),
    }
    return render(request, "courses/people.html", context)


@login_required
@require_safe
def progress_csv(request: HttpRequest, organisation: str) -> HttpResponse:
    found, course = organisation_of(request, organisation), _wanted_course(request)
    everybody = _people(request, found)
    people = selectors.enrolled_in(everybody, course) if course else everybody
    rows = selectors.people_rows(people=people, language=language(), course_slug=course)
    content = spreadsheets.write_csv(_header(), _lines(rows))
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="people-{found.slug}.csv"'
    return response


def _header() -> Sequence[str]:
    return (
        _("Name"),
        _("E-mail address"),
        _("Organisation"),
        _("Course"),
        _("Required lessons done"),
        _("Required lessons"),
        _("Result so far, in per cent"),
        _("Last activity"),
        _("Finished"),
        _("Certificate"),
    )


def _lines(rows: Iterable[PersonRow]) -> Iterable[Sequence[object]]:
    for row in rows:
        person = (row.name, row.email, row.organisation_name)
        if not row.courses:
            yield (*person, *[None] * 7)
        for item in row.courses:
            finished = item.finished_at.date().isoformat() if item.finished_at else None
            numbers = (item.progress.lessons_done, item.progress.lessons_required, item.result_percent)
            dates = (item.active_at.date().isoformat(), finished)
            yield (*person, item.course.title, *numbers, *dates, _certificate(item.certificate))


def _certificate(state: CertificateState) -> str:
    words = {
        CertificateState.ISSUED: _("issued"),
        CertificateState.EXPIRED: _("certificate expired"),
        CertificateState.REVOKED: _("revoked"),
    }
    return words.get(state, "")


def _offered(row: PersonRow) -> list[CourseCard]:
    taken = {item.course.slug for item in row.courses}
    return [card for card in selectors.offered_courses(language()) if card.slug not in taken]


def person_of(request: HttpRequest, organisation: OrganisationData, key: uuid.UUID) -> tuple[Any, PersonRow]:
    member = _people(request, organisation).filter(user__key=key).first()
    if member is None:
        raise Http404
    [row] = selectors.people_rows(people=[member], language=language())
    return member, row


def somebody_else(request: HttpRequest, organisation: OrganisationData, key: uuid.UUID) -> tuple[Any, PersonRow]:
    """Find somebody as `person_of`; nobody gives tries or time to themselves, or takes out a try of their own."""
    member, row = person_of(request, organisation, key)
    if member.user_id == learner_id(request):
        raise PermissionDenied
    return member, row


def personal_time(member: Any, row: PersonRow) -> PersonalTime:
    """Read a person's time in the exercises that the coordinator sees."""
    return assessment_selectors.personal_time(
        learner_id=member.user_id, exercise_ids=row.exercise_ids, organisation_id=member.organisation_id
    )


def choices_of(time: PersonalTime, row: PersonRow) -> list[tuple[str, str]]:
    everything = _("All exercises taken with %(name)s") % {"name": row.organisation_name}
    return [("all", everything), *((str(exercise.id), exercise.title) for exercise in time.exercises)]


@login_required
@require_safe
def person(request: HttpRequest, organisation: str, person: uuid.UUID) -> HttpResponse:
    found = organisation_of(request, organisation)
    member, row = person_of(request, found, person)
    time = personal_time(member, row)
    token = uuid.uuid4()
    context = {
        "organisation": found,
        "row": row,
        "is_self": member.user_id == learner_id(request),
        "courses": selectors.tries_of_person(member.user_id, row),
        "form_token": token,
        "offered": _offered(row),
        "time": time,
        "under_way": [(item, uuid.uuid4()) for item in time.under_way],
        "more_time": MoreTimeForm(choices_of(time, row), initial={"form_token": token}),
    }
    return render(request, "courses/person.html", context)


@login_required
@require_POST
def enrol(request: HttpRequest, organisation: str, person: uuid.UUID) -> HttpResponse:
    found = organisation_of(request, organisation)
    member, row = person_of(request, found, person)
    slug = request.POST.get("course", "")
    course = next((card for card in selectors.offered_courses(language()) if card.slug == slug), None)
    if course is None:
        raise Http404
    services.enrol_learner(course_id=course.course_id, learner_id=member.user_id, membership_id=member.pk)
    messages.success(request, _("%(name)s is enrolled in %(course)s.") % {"name": row.name, "course": course.title})
    return redirect("people:person", found.slug, person)


@login_required
@require_POST
def withdraw(request: HttpRequest, organisation: str, person: uuid.UUID) -> HttpResponse:
    found = organisation_of(request, organisation)
    _member, row = person_of(request, found, person)
    item = next((item for item in row.courses if item.course.slug == request.POST.get("course", "")), None)
    if item is None:
        raise Http404
    try:
        services.withdraw_enrolment(enrolment_id=item.enrolment_id, withdrawn_by_id=learner_id(request))
        messages.success(
            request, _("%(name)s is no longer in %(course)s.") % {"name": row.name, "course": item.course.title}
        )
    except CourseError as error:
        messages.error(request, str(error))
    return redirect("people:person", found.slug, person)


@login_required
@require_POST
def another_try(request: HttpRequest, organisation: str, person: uuid.UUID) -> HttpResponse:
    found = organisation_of(request, organisation)
    member, row = somebody_else(request, found, person)
    exercise_id, token = _asked_for(request)
    if not any(exercise_id in course.exercise_ids for course in row.courses):
        raise Http404
    used_up = {exercise.id: exercise for course in row.courses for exercise in course.used_up}
    try:
        assessment_services.grant_try(
            exercise_id=exercise_id,
            learner_id=member.user_id,
            granted_by_id=learner_id(request),
            form_token=token,
            anew=exercise_id in used_up and used_up[exercise_id].is_renewal,
        )
        messages.success(request, _("%(name)s can try once more.") % {"name": row.name})
    except AssessmentError as error:
        messages.error(request, str(error))
    return redirect("people:person", found.slug, person)


def _asked_for(request: HttpRequest) -> tuple[int, uuid.UUID]:
    try:
        return int(request.POST["exercise"]), uuid.UUID(request.POST["form_token"])
    except (KeyError, ValueError) as error:
        raise Http404 from error
