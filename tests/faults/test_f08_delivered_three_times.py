"""F8: every task delivered three times and out of order leaves what one delivery leaves."""

import pytest

from tests.faults.test_f06_killed_workers import CERTIFICATES, finish

pytestmark = pytest.mark.live

TASKS = (
    "accounts.sweep_outbox",
    "accounts.clear_expired_sessions",
    "accounts.prune_outbox",
    "cms.publish_scheduled",
    "cms.report_drift",
    "courses.look_at_validity",
    "courses.remind_deciders",
)
PUBLISHED = "wagtailcore_pagelogentry where action = 'wagtail.publish.scheduled' and page_id = ?"


def test_three_deliveries_leave_what_one_leaves(stack):
    course, learner, coordinator = stack.hands.course(), stack.person(), stack.person(role="coordinator")
    stack.worker.kill()
    finish(stack, learner, course)
    stack.hands.plan(lesson=course["lesson"])
    stack.hands.deliver(tasks=TASKS, times=3)
    stack.start_worker()
    stack.wait_for(1, CERTIFICATES, learner.id)
    stack.wait_for(1, PUBLISHED, course["lesson"])
    stack.wait_for(0, "accounts_outboxentry where done_at is null")
    stack.hands.ask_for_name(learner=learner.id)
    stack.hands.deliver(tasks=TASKS, times=3, seed=2)
    stack.wait_for(1, "courses_certificaterequest where reminded_at is not null")
    stack.wait_for(0, "accounts_outboxentry where done_at is null")
    assert len(stack.mails(learner.email)) == 1
    assert len(stack.mails(coordinator.email)) == 2  # that a request waits, and that it still does
    assert stack.count(PUBLISHED, course["lesson"]) == 1
    assert (
        stack.count(
            "courses_certificateissue i join courses_certificate c on c.id = i.certificate_id "
            "join courses_enrolment e on e.id = c.enrolment_id where e.learner_id = ?",
            learner.id,
        )
        == 1
    )
    assert "Published by the timetable" in learner.get(course["lesson_path"]).text
    assert [line for line in stack.hands.drifted() if line.startswith(f"{course['title']}:")] == []
