import datetime

import pytest
import time_machine
from django.core import mail as sent
from django.utils import timezone

from accounts.services import outbox
from courses import services
from courses.enums import RequestAct
from courses.services.waiting_requests import tell_deciders
from courses.tasks import remind_deciders
from tests.factories.accounts import make_instructor, make_membership, make_organisation, make_user
from tests.factories.courses import make_finished_enrolment

pytestmark = pytest.mark.django_db

REVOKE, RENAME = RequestAct.REVOKE, RequestAct.RENAME


@pytest.fixture
def certificate():
    holder, city = make_user(), make_organisation()
    make_membership(user=holder, organisation=city)
    coordinator = make_user(email="coordinator@example.org", language="fr")
    make_membership(user=coordinator, organisation=city, role="coordinator")
    found = services.issue_certificate(enrolment_id=make_finished_enrolment(holder, name="Ana Learner").pk)
    found.enrolment.course.instructors.add(make_instructor(email="teacher@example.org"))
    outbox.sweep()
    sent.outbox.clear()
    return found


def ask(certificate, act, user):
    names = {"printed_name": "Ana Kovač"} if act == RENAME else {}
    return services.ask_about_certificate(
        code=certificate.code, act=act, reason="A mistake.", asked_by_id=user.pk, **names
    )


def mails():
    """Deliver what waits, and return what went out since the last time: address -> message."""
    while outbox.sweep():
        pass
    found = {message.to[0]: message for message in sent.outbox}
    assert len(found) == len(sent.outbox)
    sent.outbox.clear()
    return found


def test_those_who_may_decide_are_told_once_each_in_their_language(certificate):
    make_user(email="admin@example.org", is_superuser=True)
    make_user(is_superuser=True, is_active=False)
    request = None
    for _ in range(3):
        request = ask(certificate, RENAME, certificate.enrolment.learner)
        tell_deciders(request)
    told = mails()
    assert set(told) == {"coordinator@example.org", "teacher@example.org", "admin@example.org"}
    message = told["teacher@example.org"]
    assert message.subject == "Your decision is asked for: a certificate"
    assert f"https://chancery.test/certificate-requests/{request.key}/" in message.body
    for secret in ("Ana", "Kovač", "A mistake", certificate.code):
        assert secret not in message.body
    assert told["coordinator@example.org"].subject == "Votre décision est demandée : un certificat"


def test_who_asked_and_who_holds_it_are_told_nothing(certificate):
    teacher, holder = certificate.enrolment.course.instructors.get(), certificate.enrolment.learner
    colleague = make_instructor(email="colleague@example.org")
    certificate.enrolment.course.instructors.add(colleague, holder)
    make_membership(user=holder, organisation=make_organisation(), role="instructor")
    ask(certificate, REVOKE, teacher)
    assert set(mails()) == {"colleague@example.org"}


def test_an_administrator_who_is_alone_is_told_that_nobody_may_decide(certificate):
    certificate.enrolment.course.instructors.clear()
    administrator = make_user(email="admin@example.org", is_superuser=True)
    request = ask(certificate, REVOKE, administrator)
    (message,) = mails().values()
    assert message.subject == "Nobody may decide your request about a certificate"
    assert "a second administrator" in message.body
    later = request.asked_at + datetime.timedelta(days=30)
    assert services.remind_deciders(now=later) == 0
    make_user(email="second@example.org", is_superuser=True)
    assert services.remind_deciders(now=later) == 1
    assert set(mails()) == {"second@example.org"}


def test_what_waits_for_a_week_is_told_once_more(certificate):
    request = ask(certificate, RENAME, certificate.enrolment.learner)
    mails()
    week = request.asked_at + datetime.timedelta(days=7)
    with time_machine.travel(week - datetime.timedelta(seconds=1), tick=False):
        assert remind_deciders() == 0
    with time_machine.travel(week, tick=False):
        assert [remind_deciders() for _ in range(3)] == [1, 0, 0]
        told = mails()
    assert set(told) == {"coordinator@example.org", "teacher@example.org"}
    assert told["teacher@example.org"].subject == "A request about a certificate still waits"
    outbox.prune(older_than=datetime.timedelta(0))
    assert services.remind_deciders(now=week + datetime.timedelta(days=60)) == 0


def test_nobody_is_reminded_of_what_was_decided(certificate):
    request = ask(certificate, RENAME, certificate.enrolment.learner)
    teacher = certificate.enrolment.course.instructors.get()
    services.decline_request(key=request.key, user_id=teacher.pk, answer="No.")
    mails()
    assert services.remind_deciders(now=timezone.now() + datetime.timedelta(days=8)) == 0
