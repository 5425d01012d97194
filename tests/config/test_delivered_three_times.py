"""F8 for all that runs in the background: done three times and in any order, it leaves what doing it once leaves."""

import datetime
import random
import uuid
from collections import Counter
from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import models, transaction
from django.utils import timezone

from accounts.models import OutboxEntry
from accounts.services import outbox
from assessments import services as assessment_services
from assessments.services import completions
from config.celery import app
from courses import services
from courses.enums import IssueReason, RequestAct
from courses.models import Course
from courses.rules.second_look import PUBLISHED_BAND
from courses.services.reissuing import reissue
from tests.assessments.services.test_completions import few
from tests.assessments.services.test_releasing import make_held_exercise
from tests.assessments.services.test_rescoring import answer, plan, turn_key, work
from tests.courses.dilemmas import NOW, WEEK, make_reader, make_studied_course, study
from tests.factories import cms as make
from tests.factories.accounts import make_user
from tests.factories.assessments import (
    RIGHT,
    finish_attempt,
    make_attempt,
    make_guest_attempt,
    make_published_exercise,
    make_sample,
)
from tests.factories.courses import (
    do_exercise,
    exercise_item,
    lesson_item,
    make_course,
    make_enrolment,
    make_finished_enrolment,
    make_programme,
)
from tests.factories.keys import key_variables

pytestmark = [pytest.mark.django_db, pytest.mark.same_on_both]
fill_evidence = import_module("assessments.migrations.0026_fill_evidence")
OURS = ("accounts.", "assessments.", "courses.", "cms.")
ROUNDS = 6
# Drawn at random, or in the order in which things happened to be done.
DRAWN = {"status_index", "revision", "latest_revision"}


def tasks():
    app.loader.import_default_modules()
    return sorted(name for name in app.tasks if name.startswith(OURS))


def finish(course, final, learner, *, is_right=True):
    enrolment = make_enrolment(course, learner)
    services.mark_lesson_done(enrolment_id=enrolment.pk, lesson_id=course.lessons.get().pk)
    do_exercise(final, learner, is_right=is_right)
    return enrolment


def begin_long_ago():
    """What has to lie in the past: something studied, left by guests, unsigned, undecided, renewed before it ends."""
    studied, exercises = make_studied_course("choice")
    study(studied, exercises, make_reader())
    make_guest_attempt(make_sample(), uuid.uuid4())
    waiting = make_finished_enrolment(make_user(), name="Bo Lund")
    Session.objects.create(session_key="old", session_data="", expire_date=timezone.now())
    work()
    make_user(is_superuser=True)
    services.ask_about_certificate(
        code=waiting.certificate.code,
        act=RequestAct.RENAME,
        reason="A mistake.",
        asked_by_id=waiting.learner_id,
        printed_name="Bo Lund-Ek",
    )
    final = make_published_exercise(title="Final")
    course = make_course(lesson_item("valid"), final_exercise=exercise_item(final), valid_months=3)
    holder, reminded = make_user(), make_user()
    enrolments = [finish(course, final, person) for person in (holder, reminded)]
    for enrolment in enrolments:
        services.confirm_printed_name(enrolment_id=enrolment.pk, name="Ana Learner")
    work()
    return final, enrolments[0], holder


def make_a_transcript_fall():
    """Revoke what a transcript rests on; return the certificate."""
    enrolment = make_finished_enrolment(make_user(), name="Bo Lund", slug="revoked")
    work()
    services.make_transcript(learner_id=enrolment.learner_id)
    services.revoke_certificate(code=enrolment.certificate.code, reason="Copied.", revoked_by_id=None)
    work()
    return enrolment.certificate


def make_second_look_due():
    exercise, final = make_published_exercise("order", max_tries=1), make_published_exercise(max_tries=1)
    lesson = lesson_item("near", exercise_item(exercise, weight=66))
    course = make_course(lesson, final_exercise=exercise_item(final, weight=34))
    learner = make_user()
    make_enrolment(course, learner)
    services.mark_lesson_done(enrolment_id=learner.enrolments.get().pk, lesson_id=course.lessons.get().pk)
    do_exercise(exercise, learner)
    do_exercise(final, learner, is_right=False)


def make_programme_due():
    """A programme that somebody finishes now, and one that somebody had finished before it asked for less."""
    found = [make_finished_enrolment(make_user(), name="Zoë Ng", slug=slug).course for slug in ("one", "two")]
    make_programme(found[0])
    make_programme(found[1])


def make_rescoring_due():
    exercise, author = make_published_exercise("choice", pass_percent=60), make_user()
    for first in "ab":
        answer(exercise, make_user(), first, ["a"])
    key = plan(turn_key(exercise), author)
    work()
    assessment_services.publish_rescoring(key=key, user_id=author.pk)


def plan_a_lesson():
    lesson = make.make_lesson(
        parent=make.make_tree(slug="planned")[1], live=False, go_live_at=timezone.now() + datetime.timedelta(minutes=1)
    )
    lesson.save_revision(user=make_user()).publish()


@pytest.fixture
def world(time_machine, settings):
    """Something to do for every task and for every topic of the outbox."""
    time_machine.move_to(NOW - 11 * WEEK, tick=False)
    settings.CHANCERY_KEYS = {}
    final, enrolment, holder = begin_long_ago()
    fallen = make_a_transcript_fall()
    settings.CHANCERY_KEYS = key_variables(0)
    time_machine.move_to(NOW - datetime.timedelta(days=1), tick=False)
    clock, held = (
        make_attempt(make_published_exercise(limit_minutes=10), make_user()),
        make_attempt(make_held_exercise(), make_user()),
    )
    assessment_services.save_response(
        attempt_id=clock.pk, client_seq=uuid.uuid4().hex, base_version=0, response=RIGHT["choice"]
    )
    finish_attempt(held, is_right=True)
    time_machine.move_to(NOW, tick=False)
    services.begin_renewal(enrolment_id=enrolment.pk)
    reissue(certificate_id=fallen.pk, reason=IssueReason.REINSTATED)
    fill_evidence.request(apps, None)
    make_rescoring_due()
    make_second_look_due()
    make_programme_due()
    plan_a_lesson()
    do_exercise(final, holder)
    completions.request_completion(few())
    Course.objects.filter(final_exercise=final).update(band_percent=PUBLISHED_BAND + 2)
    time_machine.move_to(NOW + datetime.timedelta(days=2), tick=False)
    return time_machine


def deliver(clock, seed):
    """Run every task and do every entry: once and in turn, or three times in an order drawn from a seed.

    Returns what each task said first, and what is there at the end.
    """
    said, chance = {}, random.Random(seed)
    begun = timezone.now()
    for number in range(ROUNDS):
        clock.move_to(begun + number * datetime.timedelta(minutes=10), tick=False)
        names = tasks() * (3 if seed else 1)
        if seed:
            chance.shuffle(names)
        for name in names:
            said[name] = max(said.get(name, 0), app.tasks[name]() or 0)
        if seed:
            deliver_again(chance)
    return said, what_is_there()


def deliver_again(chance):
    """Do again what is done. Letters are left out: the claim of their entry keeps them from being sent twice."""
    entries = list(OutboxEntry.objects.exclude(done_at=None).exclude(topic="accounts.send_mail").order_by("pk")) * 2
    chance.shuffle(entries)
    for entry in entries:
        outbox.HANDLERS[entry.topic](**entry.payload)


def steady(field):
    if field.primary_key or field.is_relation or field.name in DRAWN:
        return False
    return bool(field.choices) or isinstance(field, models.BooleanField | models.IntegerField)


def what_is_there():
    """Count the rows of every table by what is not drawn at random, and the letters by who got them and why."""
    found = {"letters": Counter((letter.to[0], letter.subject) for letter in mail.outbox)}
    for model in set(apps.get_models()) - {OutboxEntry}:
        names = [field.name for field in model._meta.concrete_fields if steady(field)]
        rows = model._default_manager.values_list(*names) if names else model._default_manager.values_list("pk")
        found[model._meta.label] = Counter(rows) if names else len(rows)
    return found


def test_everything_done_three_times_in_any_order_leaves_what_doing_it_once_leaves(world):
    begun = timezone.now()
    ends = []
    for seed in (0, 1, 2):
        world.move_to(begun, tick=False)
        mail.outbox.clear()
        with transaction.atomic():
            said, end = deliver(world, seed)
            done = set(OutboxEntry.objects.exclude(done_at=None).values_list("topic", flat=True))
            left = list(OutboxEntry.objects.filter(done_at=None).values_list("topic", "last_error"))
            sessions = Session.objects.count()
            transaction.set_rollback(True)
        assert left == []
        assert done == set(outbox.HANDLERS)
        assert [name for name, number in said.items() if not number] == ["accounts.clear_expired_sessions"]
        assert sessions == 0
        ends.append(end)
    for end in ends[1:]:
        for label, rows in ends[0].items():
            assert end[label] == rows, label
