"""Prepares what a test needs inside the installation under test: reads deeds as lines of JSON and does them."""

import contextlib
import datetime
import io
import json
import random
import sys
import threading
import traceback
import uuid

import django

django.setup()

from celery import current_app  # noqa: E402  (Django has to be set up first)
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402  (the same)
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402  (the same)
from django.core.management import call_command  # noqa: E402  (the same)
from django.db import close_old_connections, connection  # noqa: E402  (the same)
from django.utils import timezone  # noqa: E402  (the same)
from wagtail.models import Page, Revision  # noqa: E402  (the same)

from accounts.models import Organisation, User  # noqa: E402  (the same)
from accounts.services import membership  # noqa: E402  (the same)
from cms.services import access, drift, projection, publishing  # noqa: E402  (the same)
from courses.enums import RequestAct  # noqa: E402  (the same)
from courses.models import Certificate  # noqa: E402  (the same)
from courses.services import ask_about_certificate  # noqa: E402  (the same)
from tests.factories import cms as make  # noqa: E402  (the same)
from tests.factories.accounts import make_membership, make_verified_user  # noqa: E402  (the same)
from tests.factories.assessments import make_published_exercise, make_submission  # noqa: E402  (the same)
from tests.factories.courses import (  # noqa: E402  (the same)
    exercise_item,
    finish_many,
    lesson_item,
    make_course,
    make_enrolment,
)

CITY = {"slug": "the-city", "name": "The city"}


def person(role="learner", name=""):
    city, _created = Organisation.objects.get_or_create(**CITY)
    user = make_verified_user(**({"display_name": name} if name else {}))
    make_membership(user=user, organisation=city, role=role)
    access.sync_editor(user_id=user.pk)
    store = SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = "accounts.backends.EmailBackend"
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.save()
    return {"email": user.email, "number": user.pk, "session": store.session_key, "key": str(user.key)}


def course(tries=0, *, is_finished_by_check=True):
    """Publish a course of one check; of a second lesson as well, unless passing the check is to finish it."""
    with projection.held():
        page = make.make_course()
        module = make.make_module(parent=page)
        lesson = make.make_lesson(parent=module, done_by="check")
        if not is_finished_by_check:
            make.make_lesson(parent=module)
        check = make.make_choice(parent=lesson, max_tries=tries)
    path = f"/learn/{page.slug}/{lesson.slug}/{check.slug}/"
    found = {"slug": page.slug, "title": page.title, "lesson_path": f"/learn/{page.slug}/{lesson.slug}/"}
    return found | {"exercise_path": path, "page": page.pk, "lesson": lesson.pk, "check": check.pk}


def hand_in(learner):
    """Let a learner take a course with a memo to write, and hand it in; return the key of the attempt."""
    user, memo = User.objects.get(pk=learner), make_published_exercise("rubric")
    slug = f"memo-{memo.pk}"
    make_enrolment(make_course(lesson_item(slug, exercise_item(memo)), slug=slug), user)
    return {"key": str(make_submission(user, memo).key)}


def finish_course(people):
    """Let so many people finish a course in one moment; return its row id."""
    return finish_many(people).pk


def edit(page, right="b"):
    """Publish the check again with another key and other words."""
    check = Page.objects.get(pk=page).specific
    options = [make.answer(name, f"New answer {name}", right=name == right) for name in "ab"]
    check.questions = [make.question(prompt="<p>A new question?</p>", options=options)]
    publishing.publish(check)


def delete(page):
    Page.objects.get(pk=page).specific.delete()


def publish_at_once(page, times):
    """Publish as many different revisions of a lesson at the same moment."""
    lesson = Page.objects.get(pk=page).specific
    revisions = []
    for number in range(times):
        lesson.title = f"Title {number}"
        revisions.append(lesson.save_revision().pk)
    barrier, failures = threading.Barrier(times), []

    def work(pk):
        try:
            barrier.wait(timeout=30)
            publishing.publish(lesson, Revision.objects.get(pk=pk))
        except Exception:  # noqa: BLE001  (whatever it is, the test has to see it)
            failures.append(traceback.format_exc())
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(pk,)) for pk in revisions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return failures


def plan(lesson):
    """Give a lesson's next revision a date that has just passed, as if its hour had come."""
    page = Page.objects.get(pk=lesson).specific
    page.title = "Published by the timetable"
    revision = page.save_revision()
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=timezone.now())


def ask_for_name(learner):
    """Let a learner ask, eight days ago, for the name on their certificate to be corrected."""
    code = Certificate.objects.get(enrolment__learner=learner).code
    asked = {"code": code, "act": RequestAct.RENAME, "reason": "Misspelt.", "asked_by_id": learner}
    request = ask_about_certificate(**asked, printed_name="Ana Kovač")
    request.asked_at -= datetime.timedelta(days=8)
    request.save()


def invite(email, coordinator):
    invited = membership.invite_person(
        organisation=Organisation.objects.get(slug=CITY["slug"]),
        email=email,
        role="learner",
        invited_by=User.objects.get(pk=coordinator),
    )
    return {"pk": invited.pk, "token": invited.token}


def deliver(tasks, times=1, seed=1):
    """Send each task so many times, every copy with the id of the first, in a random order."""
    messages = [(name, str(uuid.uuid5(uuid.NAMESPACE_OID, f"{name}{seed}"))) for name in tasks] * times
    random.Random(seed).shuffle(messages)
    for name, task_id in messages:
        current_app.send_task(name, task_id=task_id, retry=True, retry_policy={"max_retries": 5})


def drifted():
    return list(drift.find_drift())


def check_invariants():
    output = io.StringIO()
    call_command("check_invariants", stdout=output)
    return output.getvalue()


DEEDS = (
    person,
    course,
    hand_in,
    finish_course,
    edit,
    delete,
    publish_at_once,
    plan,
    ask_for_name,
    invite,
    deliver,
    drifted,
    check_invariants,
)


def main():
    answers, deeds = sys.stdout, {deed.__name__: deed for deed in DEEDS}
    for line in sys.stdin:
        name, given = json.loads(line)
        try:
            with contextlib.redirect_stdout(sys.stderr):
                answer = {"result": deeds[name](**given)}
        except Exception:  # noqa: BLE001  (the test process raises it)
            answer = {"error": traceback.format_exc()}
        close_old_connections()
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
