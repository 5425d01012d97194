import datetime

import pytest
import time_machine
from django.core import mail as sent
from django.utils.dateparse import parse_datetime

from accounts.services import outbox
from courses import services
from courses.models import Certificate, CertificateEvent, ExpiryReminder
from courses.tasks import look_at_validity
from tests.factories.accounts import make_user
from tests.factories.courses import make_finished_enrolment

pytestmark = pytest.mark.django_db


def issued(learner, months=12, day="2026-11-23", **fields):
    with time_machine.travel(f"{day}T12:00:00Z", tick=False):
        enrolment = make_finished_enrolment(learner, name="Ana Learner", valid_months=months, **fields)
        while outbox.sweep():
            pass
        sent.outbox.clear()
    return enrolment.certificate


def remind(day, time="06:00"):
    """Sweep, and return the messages that went out."""
    sent.outbox.clear()
    moment = parse_datetime(f"{day}T{time}:00Z")
    with time_machine.travel(moment, tick=False):
        number = services.remind_of_expiry(now=moment)
        while outbox.sweep():
            pass
    assert number == len(sent.outbox)
    return [message.body for message in sent.outbox]


def test_holders_are_told_sixty_and_fourteen_days_before_and_when_it_is_over(learner):
    certificate = issued(learner, slug="protocol")
    told = {}
    day = datetime.date(2027, 9, 1)
    while day < datetime.date(2028, 1, 1):
        for text in remind(day):
            told[day.isoformat()] = text
        day += datetime.timedelta(days=1)
    assert list(told) == ["2027-09-24", "2027-11-09", "2027-11-24"]
    first, second, last = told.values()
    assert "is valid until 23 November 2027: 60 days are left." in first
    assert "14 days are left" in second
    assert "has expired. It was valid until 23 November 2027." in last
    assert "https://chancery.test/learn/protocol/certificate/" in last
    events = CertificateEvent.objects.filter(certificate=certificate, kind="reminded").order_by("number")
    assert [event.details for event in events] == [{"days": 60}, {"days": 14}, {"days": 0}]


def test_nothing_is_said_twice_or_of_what_holds_for_ever_or_is_revoked(learner):
    issued(learner)
    issued(learner, months=0)
    revoked = issued(learner)
    services.revoke_certificate(code=revoked.code, reason="Copied.", revoked_by_id=None)
    outbox.sweep()
    assert len(remind("2027-10-01")) == 1
    assert remind("2027-10-01", "18:00") == []
    assert remind("2027-10-02") == []


def test_a_reminder_that_was_missed_is_not_sent_beside_a_later_one(learner):
    issued(learner)
    (text,) = remind("2027-12-24")
    assert "has expired" in text
    assert remind("2027-12-25") == []


def test_several_certificates_stand_in_one_message_and_the_next_day_is_another(learner):
    issued(learner, day="2026-11-23")
    issued(learner, day="2026-11-24")
    both = remind("2027-10-10")
    assert (len(both), both[0].count("Your certificate for the course")) == (1, 2)
    late = issued(learner, day="2026-12-09")
    assert remind("2027-10-10", "20:00") == []
    (text,) = remind("2027-10-11")
    assert text.count("Your certificate for the course") == 1
    assert ExpiryReminder.objects.filter(certificate=late).get().days == 60


def test_what_is_due_is_found_in_one_statement(learner, statements):
    for number in range(3):
        issued(learner if number else make_user())
    now = parse_datetime("2027-08-01T06:00:00Z")
    with statements() as captured:
        assert services.remind_of_expiry(now=now) == 0
    assert len(captured.counted) == 1


def test_people_without_an_account_any_more_are_left_alone(learner):
    issued(learner)
    learner.is_active = False
    learner.save()
    assert remind("2027-10-01") == []


def test_the_timetable_sends_them(learner):
    issued(learner)
    with time_machine.travel("2027-10-01T06:00:00Z", tick=False):
        assert (look_at_validity(), look_at_validity()) == (1, 0)
    assert Certificate.objects.get().reminders.count() == 1
