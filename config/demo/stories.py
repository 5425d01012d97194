"""What each demo person has done so far, done through the same services as everybody's."""

import datetime
from collections.abc import Iterator, Sequence

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from accounts import signals as account_signals
from accounts.enums import OrganisationKind, Role
from accounts.models import Membership, Organisation, User
from accounts.services import outbox
from assessments import services as assessment_services
from assessments.enums import ExerciseKind
from assessments.models import Exercise
from assessments.rules import registry
from config.demo import certified, drafts, people, written
from config.demo.people import DemoPerson
from courses.enums import DoneBy
from courses.models import Course, Enrolment, Lesson, LessonExercise, LessonProgress
from courses.services import certificates, enrolment, progress


def tell() -> Iterator[str]:
    """Make everybody who is missing, with their story, and say so line by line. Safe to run twice.

    Raises:
        Course.DoesNotExist: the course that they take has not been imported yet.
    """
    course = Course.objects.offered().get(slug=people.COURSE)
    city = _city()
    for person in people.EVERYBODY:
        if User.objects.filter(email=person.email).exists():
            continue
        with transaction.atomic():
            _live(person, _make(person, city), course)
        yield f"{person.name}: {person.story}"
    outbox.sweep()
    certified.tell()
    outbox.sweep()


def _city() -> Organisation:
    name, slug = people.NETWORK
    network, _ = Organisation.objects.get_or_create(
        slug=slug, defaults={"name": name, "kind": OrganisationKind.NETWORK}
    )
    name, slug = people.CITY
    city, _ = Organisation.objects.get_or_create(slug=slug, defaults={"name": name})
    city.networks.add(network)
    return city


def _make(person: DemoPerson, city: Organisation) -> User:
    is_administrator = person is people.ADMINISTRATOR
    make = User.objects.create_superuser if is_administrator else User.objects.create_user
    user = make(person.email, people.PASSWORD, display_name=person.name, is_demo=True)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    if not is_administrator:
        Membership.objects.create(user=user, organisation=city, role=Role(person.role))
        account_signals.membership_changed.send(sender=Membership, user_id=user.pk)
    return user


def _live(person: DemoPerson, user: User, course: Course) -> None:
    lessons = list(Lesson.objects.filter(course=course, retired=False).order_by("position"))
    if person is people.HALFWAY:
        _study(user, course, lessons[: len(lessons) // 2])
    elif person is people.NEARLY:
        _let_weeks_pass(_study(user, course, lessons, leave_out=_last_exercise(lessons)))
    elif person in {people.CERTIFIED, people.REVOKED}:
        enrolled = _study(user, course, lessons)
        certificates.confirm_printed_name(enrolment_id=enrolled.pk, name=person.name)
    elif person in certified.ENDS_IN and course.final_exercise:
        enrolled = enrolment.enrol_learner(course_id=course.pk, learner_id=user.pk)
        _take(user, course.final_exercise)
        certified.certify_earlier(enrolled, ends_in=certified.ENDS_IN[person], name=person.name)
    elif person is people.INSTRUCTOR:
        course.instructors.add(user)
        drafts.make_draft_case(owner=user)
        written.mark(user)
    elif person is people.AUTHOR:
        drafts.make_lesson_in_review(owner=user)


def _study(user: User, course: Course, lessons: Sequence[Lesson], *, leave_out: int | None = None) -> Enrolment:
    """Enrol somebody and let them do lessons, with every exercise right but the one left out."""
    enrolled = enrolment.enrol_learner(course_id=course.pk, learner_id=user.pk)
    for lesson in lessons:
        for exercise in _exercises(lesson):
            if exercise.pk != leave_out:
                _take(user, exercise)
        if lesson.done_by == DoneBy.SAID:
            progress.mark_lesson_done(enrolment_id=enrolled.pk, lesson_id=lesson.pk)
    return enrolled


def _let_weeks_pass(enrolled: Enrolment) -> None:
    """Have somebody done their lessons three weeks ago, so that there is a dilemma of the week for them."""
    then = timezone.now() - datetime.timedelta(weeks=3)
    LessonProgress.objects.filter(enrolment=enrolled).update(done_at=then)
    Enrolment.objects.filter(pk=enrolled.pk).update(enrolled_at=then)


def _exercises(lesson: Lesson) -> list[Exercise]:
    links = LessonExercise.objects.filter(lesson=lesson, retired=False).select_related("exercise__current_version")
    return [link.exercise for link in links]


def _last_exercise(lessons: Sequence[Lesson]) -> int:
    """Find the last one that the certificate asks for."""
    required = [lesson for lesson in lessons if lesson.required]
    return next(exercises[-1].pk for lesson in reversed(required) if (exercises := _exercises(lesson)))


def _take(user: User, exercise: Exercise) -> None:
    if exercise.kind == ExerciseKind.RUBRIC:
        if exercise.key == written.MEMO:
            _write(user, exercise)
        return
    attempt = assessment_services.start_attempt(exercise_id=exercise.pk, learner_id=user.pk)
    answer = registry.answer_key(attempt.version.definition)
    for step, move in enumerate(answer.get("path") or answer.get("moves", []), start=1):
        assessment_services.make_move(attempt_id=attempt.pk, step=step, move=move)
    assessment_services.submit_attempt(attempt_id=attempt.pk, client_seq="demo", base_version=0, response=answer)


def _write(user: User, exercise: Exercise) -> None:
    text = {people.NEARLY.email: written.WAITING, people.CERTIFIED.email: written.MARKED}.get(user.email)
    if text:
        attempt = assessment_services.start_attempt(exercise_id=exercise.pk, learner_id=user.pk)
        answer = {"text": text}
        assessment_services.submit_attempt(attempt_id=attempt.pk, client_seq="demo", base_version=0, response=answer)
