"""Does everything that must happen once eight times at once, on a database of its own; prints what came of it.

Run by tests/test_at_once.py in a process of its own: the suite's own database stands within one transaction.
"""

import datetime
import functools
import json
import sys
import threading
from collections.abc import Callable
from typing import Any

import django

django.setup()

from django.db import close_old_connections, connection  # noqa: E402  (Django has to be set up first)
from django.db.models import Count  # noqa: E402  (the same)
from django.utils import timezone  # noqa: E402  (the same)

from accounts.models import Membership, OutboxEntry  # noqa: E402  (the same)
from accounts.services import conflicts, membership, outbox  # noqa: E402  (the same)
from assessments import services as assessment_services  # noqa: E402  (the same)
from assessments.errors import MarkedMeanwhileError  # noqa: E402  (the same)
from assessments.models import (  # noqa: E402  (the same)
    Attempt,
    AttemptEvent,
    Exercise,
    Mark,
    MarkSave,
    Move,
    Rescoring,
    RescoringChunk,
    ResponseSave,
    Score,
    TryGrant,
)
from courses import services  # noqa: E402  (the same)
from courses.enums import RequestAct  # noqa: E402  (the same)
from courses.errors import CertificateError  # noqa: E402  (the same)
from courses.models import (  # noqa: E402  (the same)
    Certificate,
    CertificateEvent,
    CertificateIssue,
    CertificateRequest,
    CertificateRevocation,
    Dilemma,
    Enrolment,
    ExpiryReminder,
    LessonProgress,
    Renewal,
    SecondLook,
)
from courses.rules.dilemmas import WEEK  # noqa: E402  (the same)
from courses.selectors.certificate_chains import broken_chains  # noqa: E402  (the same)
from courses.selectors.dilemmas import chosen_dilemmas, this_week  # noqa: E402  (the same)
from courses.selectors.integrity import broken_records  # noqa: E402  (the same)
from tests.factories.accounts import make_invitation, make_user, make_verified_user  # noqa: E402  (the same)
from tests.factories.assessments import RIGHT, make_published_exercise, make_submission, release  # noqa: E402  (the same)
from tests.factories.courses import (  # noqa: E402  (the same)
    do_exercise,
    exercise_item,
    lesson_item,
    make_course,
    make_enrolment,
)

PEOPLE = 8


def at_once(work: Callable[[int], Any]) -> list[str]:
    """Run the work in eight threads that begin together; return what they returned or raised, without repeats."""
    barrier, said = threading.Barrier(PEOPLE), []

    def run(number: int) -> None:
        barrier.wait(timeout=30)
        try:
            said.append(str(work(number)))
        except Exception as error:  # noqa: BLE001  (whatever it is, the test has to see it)
            said.append(repr(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(PEOPLE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    close_old_connections()
    return sorted(set(said))


def release_or_hear(work: Attempt, marker: Any) -> str:
    """Release marks; return their number, or what who came second is told."""
    try:
        return str(release(work, marker).number)
    except MarkedMeanwhileError:
        return "told"


def rescore(exercise: Exercise, author: Any) -> list[Any]:
    """Do each step of a rescoring in eight threads; return what they said, where it led and how many events it left."""
    definition = exercise.current_version.definition
    for option in definition["items"][0]["options"]:
        option["right"] = not option["right"]
    key = exercise.key
    assessment_services.publish_definition(key=key, title="Other key", definition=definition, policy=exercise.policy)
    target = Exercise.objects.get(pk=exercise.pk).current_version_id
    wanted = {"exercise_key": key, "target_hash": target, "reason": "Key.", "author_id": author.pk, "may_lower": True}
    rescoring = assessment_services.plan_rescoring(**wanted)
    part, said = RescoringChunk.objects.get().pk, []
    for step, begin in (
        ("compute", None),
        ("publish", assessment_services.publish_rescoring),
        ("undo", assessment_services.undo_rescoring),
    ):
        if begin:
            begin(key=rescoring, user_id=author.pk)
        work = functools.partial(conflicts.retried, assessment_services.rescore_part, chunk_id=part, step=step)
        said.append([at_once(lambda _, work=work: work()), Rescoring.objects.get().state])
    return [*said, AttemptEvent.objects.filter(kind__startswith="resc").count()]


def close(exercise: Exercise) -> list[Any]:
    """Let eight sweeps close four attempts whose time is over; return what each sweep ended in and what they wrote."""
    for learner in [make_verified_user() for _ in range(4)]:
        attempt = assessment_services.start_attempt(exercise_id=exercise.pk, learner_id=learner.pk)
        answers = {"client_seq": "clock", "base_version": 0, "response": RIGHT["choice"]}
        assessment_services.save_response(attempt_id=attempt.pk, **answers)
    now = timezone.now() + datetime.timedelta(minutes=12)
    said = at_once(lambda _: isinstance(assessment_services.close_overdue(now=now), int))
    assessment_services.close_overdue(now=now)
    of_these = {"attempt__exercise": exercise}
    kinds = AttemptEvent.objects.filter(**of_these).values_list("kind").annotate(Count("pk")).order_by("kind")
    return [said, [*map(list, kinds)], Score.objects.filter(**of_these).count()]


def decide_or_hear(key: Any, judge: Any, number: int) -> str:
    """Confirm a request, or every fourth time decline it; return who was heard."""
    try:
        if number % 4 == 3:
            services.decline_request(key=key, user_id=judge.pk, answer="No.")
        else:
            services.confirm_request(key=key, user_id=judge.pk)
    except CertificateError:
        return "told"
    return "done"


def decide(code: str, holder: Any) -> list[Any]:
    """Have eight administrators decide about a name, a revocation and its end; return what came of each."""
    judges, found = [make_user(is_superuser=True) for _ in range(PEOPLE + 1)], []
    for act, by in ((RequestAct.RENAME, holder), (RequestAct.REVOKE, judges[-1]), (RequestAct.REINSTATE, judges[-1])):
        name = "Ana Kovač" if act == RequestAct.RENAME else ""
        asked = {"code": code, "act": act, "reason": "Why.", "asked_by_id": by.pk, "printed_name": name}
        same = at_once(lambda _, asked=asked: services.ask_about_certificate(**asked).pk)
        request = CertificateRequest.objects.get(outcome="")
        heard = at_once(lambda number, key=request.key: decide_or_hear(key, judges[number], number))
        if CertificateRequest.objects.get(pk=request.pk).outcome == "declined":
            again = services.ask_about_certificate(**asked)
            services.confirm_request(key=again.key, user_id=judges[0].pk)
        found.append([len(same), heard])
    kinds = CertificateEvent.objects.filter(kind__in=["reissued", "revoked"]).order_by("pk")
    counts = [CertificateIssue.objects.count(), CertificateRevocation.objects.count()]
    return [found, list(kinds.values_list("kind", flat=True)), counts, list(broken_chains())]


def make_expiring(course: Any, final: Exercise) -> Enrolment:
    """Certify somebody for a month, so that the certificate can be renewed at once."""
    enrolment = make_enrolment(course, make_verified_user())
    services.mark_lesson_done(enrolment_id=enrolment.pk, lesson_id=course.lessons.get().pk)
    do_exercise(final, enrolment.learner)
    services.confirm_printed_name(enrolment_id=enrolment.pk, name="Ana Learner")
    services.issue_certificate(enrolment_id=enrolment.pk)
    return enrolment


def renew(course: Any, final: Exercise) -> list[Any]:
    """Remind of a certificate's end and renew it; return what came of each."""
    enrolment, now = make_expiring(course, final), timezone.now()
    letters = OutboxEntry.objects.filter(dedupe_key__startswith="courses.certificate_expiry:")
    told = at_once(lambda _: conflicts.retried(services.remind_of_expiry, now=now) in {0, 1})
    begun = at_once(lambda _: conflicts.retried(services.begin_renewal, enrolment_id=enrolment.pk))
    do_exercise(final, enrolment.learner)
    renewal = Renewal.objects.get()
    renewed = at_once(lambda _: conflicts.retried(services.renew_certificate, renewal_id=renewal.pk))
    issues = CertificateIssue.objects.filter(certificate=renewal.certificate_id).count()
    return [told, ExpiryReminder.objects.count(), letters.count(), begun, renewed, issues]


def revoke_and_renew(course: Any, final: Exercise) -> list[Any]:
    """Renew a certificate while it is revoked: in either order it ends revoked, and its records agree."""
    enrolment, judge = make_expiring(course, final), make_user(is_superuser=True)
    services.begin_renewal(enrolment_id=enrolment.pk)
    do_exercise(final, enrolment.learner)
    renewal = Renewal.objects.select_related("certificate").get(renewed_at=None)
    revoking = {"code": renewal.certificate.code, "reason": "Copied.", "revoked_by_id": judge.pk}

    def end(number: int) -> None:
        if number % 2:
            conflicts.retried(services.renew_certificate, renewal_id=renewal.pk)
        else:
            conflicts.retried(services.revoke_certificate, **revoking)

    said = at_once(end)
    certificate = Certificate.objects.select_related("revocation").get(pk=renewal.certificate_id)
    renewal.refresh_from_db()
    issues, is_renewed = certificate.issues.count(), renewal.renewed_at is not None
    is_newest = certificate.revocation.issue_id == certificate.issues.latest("number").pk
    revocations = CertificateRevocation.objects.filter(issue__certificate=certificate).count()
    return [said, is_newest, revocations, issues == 1 + is_renewed, list(broken_chains()), list(broken_records())]


def look_again(learner: Any) -> list[Any]:
    """Give the second look at one result eight times; return what was said, and how many looks and tries there are."""
    right, wrong = make_published_exercise("order"), make_published_exercise("match", max_tries=1)
    items = [exercise_item(right, weight=66), exercise_item(wrong, weight=34)]
    course = make_course(lesson_item("near", *items))
    enrolment = make_enrolment(course, learner)
    services.mark_lesson_done(enrolment_id=enrolment.pk, lesson_id=course.lessons.get().pk)
    do_exercise(right, learner)
    do_exercise(wrong, learner, is_right=False)
    said = at_once(lambda _: conflicts.retried(services.give_second_look, enrolment_id=enrolment.pk))
    return [said, SecondLook.objects.count(), TryGrant.objects.filter(exercise=wrong, granted_by=None).count()]


def answer_dilemma(learner: Any) -> list[Any]:
    """Answer the dilemma of the week from its page eight times, in two ways; return what was said and stored."""
    LessonProgress.objects.update(done_at=timezone.now() - 8 * WEEK)
    row = chosen_dilemmas([learner.pk], this_week())[learner.pk]
    asks, before = f"{row.exercise_id}:{row.question}", Attempt.objects.count()
    forms = [{f"q-{row.question}": [option]} for option in "ab"]
    work = functools.partial(conflicts.retried, services.answer_own_dilemma, learner_id=learner.pk, asks=asks)
    said = at_once(lambda number: work(form=forms[number % 2]))
    return [said, Dilemma.objects.exclude(attempt_key=None).count(), Attempt.objects.count() - before]


def main() -> dict[str, Any]:
    """Do it all and count."""
    learner, found = make_verified_user(), {}
    check, case = make_published_exercise("choice"), make_published_exercise("branch")
    course = make_course(lesson_item("a", exercise_item(check), done_by="check"))
    found["enrol"] = at_once(
        lambda _: services.enrol_learner(course_id=course.pk, learner_id=learner.pk).pk == Enrolment.objects.get().pk
    )
    start = assessment_services.start_attempt
    found["start"] = at_once(lambda _: start(exercise_id=check.pk, learner_id=learner.pk).number)
    attempt = Attempt.objects.get()
    answers = {"attempt_id": attempt.pk, "client_seq": "same-save", "base_version": 0, "response": RIGHT["choice"]}
    found["save"] = at_once(lambda _: assessment_services.save_response(**answers).version)
    found["submit"] = at_once(lambda _: assessment_services.submit_attempt(**answers).passed)
    found["counts"] = [Attempt.objects.count(), ResponseSave.objects.count(), Score.objects.count()]
    branch = start(exercise_id=case.pk, learner_id=learner.pk)
    move = {"attempt_id": branch.pk, "step": 1}
    at_once(lambda number: assessment_services.make_move(**move, move=["call", "wait"][number % 2]))
    found["moves"] = Move.objects.count()
    found["lessons done"] = LessonProgress.objects.count()
    enrolment = Enrolment.objects.get()
    confirm = {"enrolment_id": enrolment.pk, "name": "Ana Learner"}
    found["confirm"] = at_once(lambda _: services.confirm_printed_name(**confirm))
    issue = services.issue_certificate
    found["issue"] = at_once(
        lambda number: bool(number % 2 and outbox.sweep()) or bool(issue(enrolment_id=enrolment.pk))
    )
    found["certificates"] = [Certificate.objects.count(), CertificateIssue.objects.count()]
    found["messages"] = OutboxEntry.objects.filter(topic="accounts.send_mail").count()
    found["decided"] = decide(Certificate.objects.get().code, learner)
    token = make_invitation(email=learner.email).token
    found["accept"] = at_once(lambda _: membership.accept_invitation(token=token, user=learner).role)
    found["memberships"] = Membership.objects.count()
    work, markers = make_submission(learner), [make_verified_user() for _ in range(PEOPLE)]
    found["release"] = at_once(lambda number: release_or_hear(work, markers[number]))
    found["marks"] = [Mark.objects.count(), work.scores.count(), MarkSave.objects.count()]
    found["closed"] = close(make_published_exercise("choice", limit_minutes=10))
    found["rescored"] = rescore(check, learner)
    final = make_published_exercise(max_tries=0)
    expiring = make_course(lesson_item("valid"), final_exercise=exercise_item(final), valid_months=1)
    found["renewed"] = renew(expiring, final)
    found["revoked and renewed"] = revoke_and_renew(expiring, final)
    found["looked at"] = look_again(make_verified_user())
    found["dilemma"] = answer_dilemma(learner)
    return found


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main()))
