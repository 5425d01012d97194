"""F6: a thousand certificates are due at once, and the workers are killed at random all the while."""

import random
import time

import pytest

from tests.faults.test_f06_killed_workers import claims_run_out, kill_tasks

pytestmark = pytest.mark.live

PEOPLE = 1_000
KILLS = 20
PATIENCE = 300
WAITING = "accounts_outboxentry where done_at is null"
OF_COURSE = "join courses_enrolment e on e.id = c.enrolment_id where e.course_id = ?"
CERTIFICATES = f"courses_certificate c {OF_COURSE}"
ISSUES = f"courses_certificateissue i join courses_certificate c on c.id = i.certificate_id {OF_COURSE}"
SIGNED = ISSUES.replace(" i join", " i join courses_credential s on s.issue_id = i.id join", 1)
AUDITED = f"courses_certificateevent v join courses_certificate c on c.id = v.certificate_id {OF_COURSE} and v.kind = ?"


def finish_everything(stack):
    """Wait until nothing is left to do; what dead workers had claimed becomes due whenever nothing moves."""
    end, left = time.monotonic() + PATIENCE, None
    while now := stack.count(WAITING):
        assert time.monotonic() < end, f"{now} entries are left"
        if now == left:
            claims_run_out(stack)
        left = now
        time.sleep(5)


def test_each_is_issued_signed_told_of_and_written_down_once(stack):
    stack.worker.kill()
    course = stack.hands.finish_course(people=PEOPLE)
    stack.start_worker()
    stack.hands.deliver(tasks=["accounts.sweep_outbox"] * 2)
    for number in range(KILLS):
        time.sleep(random.uniform(0.2, 2))
        if number % 5:
            kill_tasks(stack.worker)
        else:
            stack.worker.kill()
            stack.start_worker()
        if number == KILLS // 2:
            stack.flush_broker()
        claims_run_out(stack)
    finish_everything(stack)
    for each in (CERTIFICATES, ISSUES, SIGNED):
        assert stack.count(each, course) == PEOPLE, each
    assert stack.count(AUDITED, course, "issued") == PEOPLE
    told = {(str(message["to"]), message["Message-ID"]) for message in stack.messages()}
    assert len([to for to, _number in told if "@many.example" in to]) == PEOPLE
