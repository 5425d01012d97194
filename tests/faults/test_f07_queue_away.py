"""F7: the queue is wiped, away, or slow; nothing is lost, only later, and people stay signed in."""

import pytest
import requests

from tests.faults.people import PATIENCE, TOKEN
from tests.faults.test_f06_killed_workers import CERTIFICATES, finish

pytestmark = pytest.mark.live


@pytest.fixture
def course(stack):
    return stack.hands.course()


def still_signed_in(learner):
    answer = learner.get("/learn/")
    return answer.status_code == 200 and answer.url.endswith("/learn/")


def certified_once(stack, learner):
    stack.wait_for(1, CERTIFICATES, learner.id)
    stack.wait_for(0, "accounts_outboxentry where done_at is null")
    return len(stack.mails(learner.email)) == 1


def test_a_wiped_queue_makes_work_late_and_loses_none(stack, course):
    learner = stack.person()
    stack.worker.kill()
    finish(stack, learner, course)
    stack.flush_broker()
    assert still_signed_in(learner)
    assert stack.count(CERTIFICATES, learner.id) == 0
    stack.start_worker()
    assert certified_once(stack, learner)


def test_all_that_learners_do_works_while_the_queue_is_away(stack, course):
    learner = stack.person()
    stack.broker.stop()
    finish(stack, learner, course)
    assert still_signed_in(learner)
    asked = requests.post(
        f"{stack.url}/accounts/password/reset/",
        data={"email": learner.email, "csrfmiddlewaretoken": TOKEN},
        cookies={"csrftoken": TOKEN},
        timeout=PATIENCE,
    )
    assert asked.url.endswith("/password/reset/done/")
    stack.start_broker()
    stack.wait_for(1, CERTIFICATES, learner.id)
    stack.wait_for(0, "accounts_outboxentry where done_at is null")
    assert len(stack.mails(learner.email)) == 2
    stack.link_in_mail(learner.email, r"http\S+/password/reset/key/\S+")


def test_a_slow_queue_keeps_nobody_from_submitting(stack, course):
    learner = stack.person()
    attempt = learner.begin(course)
    stack.queue.delay = 1.0  # there, and as long back
    assert learner.submit(attempt).url.endswith("/receipt/")
    answer = learner.post(f"/learn/{course['slug']}/certificate/", printed_name="Ana Learner")
    assert answer.status_code == 200
    assert still_signed_in(learner)
    stack.queue.mend()
    assert certified_once(stack, learner)
