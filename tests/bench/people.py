"""A thousand learners on their way: a few live through the services, the others are their copies by bulk insert."""

import datetime
import itertools
import random
import uuid
from collections import defaultdict
from dataclasses import asdict, dataclass

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from accounts.models import Membership, User
from accounts.services import people as account_people
from assessments import services as assessment_services
from assessments.models import Attempt, AttemptEvent, Exercise, Move, ResponseSave, Score
from assessments.rules import registry
from assessments.services.events import Happened, record_many
from courses import services
from courses.models import Course, Enrolment, Lesson, LessonExercise, LessonProgress
from courses.services import progress
from tests.factories.accounts import make_organisation

LIVES = 12
CITIES = 10
SEED = 20_26
BATCH = 2_000
TRIES_AGAIN = 0.3


@dataclass(frozen=True)
class Cast:
    """What the bench needs to know of the site.

    Attributes:
        sessions: session ids of the learners; `unfinished` those of learners who have not finished the course.
        finished: enrolments that wait for their certificate.
        right: the exam's form fields that earn every point.
    """

    sessions: tuple[str, ...]
    unfinished: tuple[str, ...]
    finished: tuple[int, ...]
    course: str
    lessons: tuple[str, ...]
    exam: str
    right: dict[str, list[str]]

    def to_json(self):
        return asdict(self)


class Fate:
    """Keys and choices, the same in every run."""

    def __init__(self, seed=SEED):
        self.random = random.Random(seed)

    def key(self):
        return uuid.UUID(int=self.random.getrandbits(128), version=4)


@transaction.atomic
def make_people(count):
    """Fill the first course on offer with learners."""
    fate = Fate()
    course = Course.objects.offered().earliest("position", "pk")
    cities = [make_organisation() for _ in range(CITIES)]
    learners = _make_learners(count + LIVES, cities, fate)
    models, others = learners[:LIVES], learners[LIVES:]
    for number, learner in enumerate(models):
        _live(learner, course, number / (LIVES - 1), fate)
    _copy_enrolments(models, others, fate)
    _copy_attempts(models, others, fate)
    for enrolment in Enrolment.objects.filter(learner__in=others).exclude(finished_at=None):
        progress.request_certificate(enrolment)
    return _cast(course, others, _make_sessions(others, fate))


def _make_learners(count, cities, fate):
    password = make_password("correct horse of the bench")
    users = User.objects.bulk_create(
        [
            User(key=fate.key(), email=f"learner{number}@bench.example", display_name=f"L. {number}", password=password)
            for number in range(count)
        ]
    )
    EmailAddress.objects.bulk_create(
        [EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in users]
    )
    Membership.objects.bulk_create(
        [
            Membership(user=user, organisation=city, role="learner")
            for user, city in zip(users, itertools.cycle(cities), strict=False)
        ]
    )
    return users


def _live(learner, course, share, fate):
    """Do the first lessons of a course, some exercises in two tries, and begin the exercise that comes next."""
    enrolment = services.enrol_learner(course_id=course.pk, learner_id=learner.pk)
    lessons = list(Lesson.objects.filter(course=course, retired=False))
    done = round(share * len(lessons))
    for lesson in lessons[:done]:
        for exercise in _exercises(lesson):
            if fate.random.random() < TRIES_AGAIN:
                _take(exercise, learner, is_right=False)
            _take(exercise, learner, is_right=True)
        if lesson.done_by == "said":
            services.mark_lesson_done(enrolment_id=enrolment.pk, lesson_id=lesson.pk)
    for lesson in lessons[done : done + 1]:
        for exercise in _exercises(lesson)[:1]:
            services.start_exercise(enrolment_id=enrolment.pk, lesson_id=lesson.pk, exercise_id=exercise.pk)
    if done == len(lessons):
        services.confirm_printed_name(enrolment_id=enrolment.pk, name="Zoë Łukasiewicz-Ångström")


def _exercises(lesson):
    links = LessonExercise.objects.filter(lesson=lesson, retired=False).select_related("exercise__current_version")
    return [link.exercise for link in links]


def _take(exercise, learner, *, is_right):
    attempt = assessment_services.start_attempt(exercise_id=exercise.pk, learner_id=learner.pk)
    definition = exercise.current_version.definition
    answer = registry.answer_key(definition) if is_right else registry.read_form(definition, {})
    for step, option in enumerate(answer.get("path", []), start=1):
        assessment_services.make_move(attempt_id=attempt.pk, step=step, move=option)
    assessment_services.submit_attempt(
        attempt_id=attempt.pk, client_seq=f"life-{attempt.number}", base_version=0, response=answer
    )


def _copied(row, **changes):
    kept = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key}
    return type(row)(**(kept | changes))


def _insert(model, rows):
    return model.objects.bulk_create(rows, batch_size=BATCH)


def _by(name, rows):
    grouped = defaultdict(list)
    for row in rows:
        grouped[getattr(row, name)].append(row)
    return grouped


def _pairs(models, others):
    """Pair each learner with the one whose life is copied."""
    return list(zip(others, itertools.cycle(models), strict=False))


def _copy_enrolments(models, others, fate):
    originals = _by("learner_id", Enrolment.objects.filter(learner__in=models).order_by("pk"))
    memberships = dict(Membership.objects.filter(user__in=others).values_list("user_id", "pk"))
    copied = [
        (
            original.pk,
            _copied(original, key=fate.key(), learner_id=learner.pk, membership_id=memberships[learner.pk]),
        )
        for learner, model in _pairs(models, others)
        for original in originals[model.pk]
    ]
    _insert(Enrolment, [copy for _, copy in copied])
    done = _by("enrolment_id", LessonProgress.objects.filter(enrolment__learner__in=models).order_by("pk"))
    _insert(LessonProgress, [_copied(row, enrolment_id=copy.pk) for pk, copy in copied for row in done[pk]])


def _copy_attempts(models, others, fate):
    originals = _by("learner_id", Attempt.objects.filter(learner__in=models).order_by("pk"))
    copied = [
        (original.pk, _copied(original, key=fate.key(), learner_id=learner.pk, score_id=None))
        for learner, model in _pairs(models, others)
        for original in originals[model.pk]
    ]
    _insert(Attempt, [copy for _, copy in copied])
    for part in (ResponseSave, Move, Score):
        rows = _by("attempt_id", part.objects.filter(attempt__learner__in=models).order_by("pk"))
        _insert(part, [_copied(row, attempt_id=copy.pk) for pk, copy in copied for row in rows[pk]])
    newest = Score.objects.filter(attempt=OuterRef("pk")).order_by("-pk").values("pk")[:1]
    Attempt.objects.filter(learner__in=others).update(score=Subquery(newest))
    _tell_again(models, copied)


def _tell_again(models, copied):
    """Give every copy events of its own: each chain begins with the attempt that it belongs to."""
    told = _by("attempt_id", AttemptEvent.objects.filter(attempt__learner__in=models).order_by("number"))
    for start in range(0, len(copied), BATCH):
        some = copied[start : start + BATCH]
        record_many({copy.pk: [_happened(row, copy) for row in told[pk]] for pk, copy in some})


def _happened(row, copy):
    return Happened(row.kind, row.by_id and copy.learner_id, row.details)


def _make_sessions(learners, fate):
    """Sign everybody in, as a sign-in would leave it; learner id → session id."""
    expires = timezone.now() + datetime.timedelta(days=14)
    alike = {}
    account_people.remember_in_session(session=alike, user=learners[0])
    rows = {learner.pk: _session(learner, fate.key().hex, expires, alike) for learner in learners}
    Session.objects.bulk_create(rows.values())
    return {pk: row.session_key for pk, row in rows.items()}


def _session(learner, session_key, expires, alike):
    values = alike | {
        SESSION_KEY: str(learner.pk),
        BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
        HASH_SESSION_KEY: learner.get_session_auth_hash(),
    }
    return Session(session_key=session_key, session_data=SessionStore().encode(values), expire_date=expires)


def _cast(course, learners, sessions):
    mine = Enrolment.objects.filter(course=course, learner__in=learners).order_by("pk")
    unfinished = mine.filter(finished_at=None).values_list("learner_id", flat=True)
    path = f"/learn/{course.slug}/"
    slugs = Lesson.objects.filter(course=course, retired=False).values_list("slug", flat=True)
    exam = Exercise.objects.select_related("current_version").get(pk=course.final_exercise_id)
    answers = registry.answer_key(exam.current_version.definition)["answers"]
    return Cast(
        sessions=tuple(sessions.values()),
        unfinished=tuple(sessions[pk] for pk in unfinished),
        finished=tuple(mine.exclude(finished_at=None).values_list("pk", flat=True)),
        course=path,
        lessons=tuple(f"{path}{slug}/" for slug in slugs),
        exam=f"{path}final/{course.final_exercise_slug}/",
        right={f"q-{item}": options for item, options in answers.items()},
    )
