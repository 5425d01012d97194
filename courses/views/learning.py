from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assessments.errors import AssessmentError
from courses import selectors, services
from courses.enums import DeskTask
from courses.errors import CourseError, LessonError, TooManyReportsError
from courses.forms import ReportForm
from courses.selectors import CourseView, ExerciseView, LessonView
from courses.views.access import enrolled_only, language, learner_id, reader_id


@login_required
@require_safe
def dashboard(request: HttpRequest) -> HttpResponse:
    view = selectors.dashboard(learner_id=learner_id(request), language=language())
    waiting = selectors.waiting_count(request.user) if request.session.get("marks") else 0
    return render(request, "courses/dashboard.html", {"view": view, "waiting": waiting})


@require_safe
def desk(request: HttpRequest, task: str) -> HttpResponse:
    if task not in DeskTask.values:
        raise Http404
    view = selectors.desk_view(task=DeskTask(task), language=language())
    return render(request, "courses/desk.html", {"view": view, "tasks": DeskTask})


def _course(request: HttpRequest, slug: str) -> CourseView:
    view = selectors.course_view(slug=slug, learner_id=reader_id(request), language=language())
    if view is None:
        raise Http404
    return view


@require_safe
def course(request: HttpRequest, course: str) -> HttpResponse:
    return render(request, "courses/course.html", {"view": _course(request, course)})


def enrol(request: HttpRequest, course: str) -> HttpResponse:
    page = reverse("courses:course", args=[course])
    if not request.user.is_authenticated:
        return redirect_to_login(page)
    if request.method == "POST":
        view = _course(request, course)
        try:
            services.enrol_learner(course_id=view.course_id, learner_id=learner_id(request))
            messages.success(request, _("You are enrolled in %(course)s.") % {"course": view.title})
        except CourseError as error:
            messages.error(request, str(error))
    return redirect(page)


def _lesson(request: HttpRequest, course: str, lesson: str) -> LessonView:
    view = selectors.lesson_view(
        course_slug=course, lesson_slug=lesson, learner_id=learner_id(request), language=language()
    )
    if view is None:
        raise Http404
    return view


@enrolled_only
@require_safe
def lesson(request: HttpRequest, course: str, lesson: str) -> HttpResponse:
    return render(request, "courses/lesson.html", {"view": _lesson(request, course, lesson)})


@enrolled_only
@require_safe
def documents(request: HttpRequest, course: str, lesson: str) -> HttpResponse:
    view = _lesson(request, course, lesson)
    if not view.documents_url:
        raise Http404
    return render(request, "courses/documents.html", {"view": view})


@enrolled_only
def lesson_done(request: HttpRequest, course: str, lesson: str) -> HttpResponse:
    view = _lesson(request, course, lesson)
    if request.method != "POST":
        return redirect(view.url)
    try:
        services.mark_lesson_done(enrolment_id=view.enrolment_id, lesson_id=view.lesson_id)
    except CourseError as error:
        messages.error(request, str(error))
        return redirect(view.url)
    messages.success(request, _("Done: %(lesson)s") % {"lesson": view.title})
    return redirect(view.next.url if view.next else view.course.url)


@enrolled_only
def report(request: HttpRequest, course: str, lesson: str) -> HttpResponse:
    view = _lesson(request, course, lesson)
    form = ReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _report(request, view, form)
    return render(request, "courses/report.html", {"view": view, "form": form})


def _report(request: HttpRequest, view: LessonView, form: ReportForm) -> HttpResponse:
    text = form.cleaned_data["text"]
    try:
        services.report_lesson(lesson_id=view.lesson_id, reporter_id=learner_id(request), text=text)
    except TooManyReportsError as error:
        form.add_error(None, str(error))
        return render(request, "courses/report.html", {"view": view, "form": form}, status=429)
    messages.success(request, _("Thank you. Your report is on its way to the instructors of this course."))
    return redirect(view.url)


def _exercise(request: HttpRequest, course: str, lesson: str, exercise: str) -> ExerciseView:
    view = selectors.exercise_view(
        course_slug=course,
        lesson_slug=lesson,
        exercise_slug=exercise,
        learner_id=learner_id(request),
        language=language(),
    )
    if view is None:
        raise Http404
    return view


@enrolled_only
@require_safe
def exercise(request: HttpRequest, course: str, lesson: str, exercise: str) -> HttpResponse:
    return render(request, "courses/exercise.html", {"view": _exercise(request, course, lesson, exercise)})


@enrolled_only
def start(request: HttpRequest, course: str, lesson: str, exercise: str) -> HttpResponse:
    view = _exercise(request, course, lesson, exercise)
    if request.method != "POST":
        return redirect(view.card.url)
    try:
        key = services.start_exercise(
            enrolment_id=view.enrolment_id, lesson_id=view.lesson_id, exercise_id=view.card.exercise_id
        )
    except (AssessmentError, LessonError) as error:
        messages.error(request, str(error))
        return redirect(view.card.url)
    return redirect(f"{reverse('assessments:attempt', args=[key])}?{view.attempt_query}")


@enrolled_only
@require_safe
def after_exercise(request: HttpRequest, course: str, lesson: str, exercise: str) -> HttpResponse:
    """Lead on from an exercise: to another try, to what is left of the lesson, or to the next lesson."""
    view = _exercise(request, course, lesson, exercise)
    if view.may_try_again:
        return redirect(view.card.url)
    if view.lesson is None:
        return redirect(view.back_url)
    here = _lesson(request, course, lesson)
    return redirect(selectors.way_on(here) if view.is_settled else here.place_url)
