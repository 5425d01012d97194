"""F6: workers killed at random in the middle of their work; each certificate is made once and told of once."""

import os
import random
import signal
import time
from pathlib import Path

import pytest

from tests.faults.people import key_of

pytestmark = pytest.mark.live

KILLS = 20
CERTIFICATES = "courses_certificate c join courses_enrolment e on e.id = c.enrolment_id where e.learner_id = ?"
ISSUES = f"courses_certificateissue i join {CERTIFICATES.replace(' c join', ' c on c.id = i.certificate_id join', 1)}"
WAIT = """
create function wait_at_gate() returns trigger as $$ begin perform pg_sleep(3); return new; end $$ language plpgsql;
create trigger gate before insert on courses_certificate for each row execute function wait_at_gate();
"""


def finish(stack, learner, course):
    """Submit the last exercise and confirm the name: from here on the certificate is due."""
    attempt = learner.begin(course)
    learner.submit(attempt)
    learner.insist(f"/learn/{course['slug']}/certificate/", printed_name="Ana Learner")
    return key_of(attempt)


def kill_tasks(worker):
    """Kill the processes in which the worker runs its tasks; the worker itself lives on."""
    pid = worker.process.pid
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        os.kill(int(child), signal.SIGKILL)


def claims_run_out(stack):
    """Let the five minutes pass after which what a dead worker had claimed is due again."""
    stack.rows("update accounts_outboxentry set available_at = now() where done_at is null")
    stack.hands.deliver(tasks=["accounts.sweep_outbox"], seed=random.randrange(10**9))


@pytest.fixture
def course(stack):
    return stack.hands.course()


def test_twenty_kills_make_twenty_certificates_and_twenty_messages(stack, course):
    learners = [stack.person() for _ in range(KILLS)]
    for number, learner in enumerate(learners):
        finish(stack, learner, course)
        time.sleep(random.uniform(0, 0.4))
        if number % 5:
            kill_tasks(stack.worker)
        else:
            stack.worker.kill()
            stack.start_worker()
    claims_run_out(stack)
    for learner in learners:
        stack.wait_for(1, CERTIFICATES, learner.id)
        assert stack.count(ISSUES, learner.id) == 1
    claims_run_out(stack)
    stack.wait_for(0, "accounts_outboxentry where done_at is null")
    assert [len(set(stack.mails(learner.email))) for learner in learners] == [1] * KILLS


def test_a_task_whose_process_was_killed_is_done_within_seconds(stack, course):
    """No claim runs out here: the broker gives the task to another process, which knows the claim for its own."""
    learner = stack.person()
    stack.rows(WAIT)
    try:
        finish(stack, learner, course)
        stack.wait_for(1, "pg_stat_activity where wait_event = 'PgSleep'")
        kill_tasks(stack.worker)
    finally:
        stack.rows("drop function wait_at_gate cascade")
    stack.wait_for(1, CERTIFICATES, learner.id)
    stack.wait_for(0, "accounts_outboxentry where done_at is null")
    assert len(set(stack.mails(learner.email))) == 1
