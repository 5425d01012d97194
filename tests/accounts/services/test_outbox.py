import datetime

import pytest
import time_machine
from django.utils import timezone

from accounts.models import OutboxEntry
from accounts.services import conflicts, outbox
from accounts.signals import outbox_entry_added
from tests.accounts.services.test_conflicts import fails, given_up

pytestmark = pytest.mark.django_db


@pytest.fixture
def done(monkeypatch):
    calls = []
    monkeypatch.setitem(outbox.HANDLERS, "tests.work", lambda **payload: calls.append(payload))
    return calls


def add(key="one", **payload):
    return outbox.add_entry(topic="tests.work", payload=payload, dedupe_key=key)


def test_sweep_does_each_entry_once(done):
    add(number=1)
    assert outbox.sweep() == 1
    assert outbox.sweep() == 0
    assert done == [{"number": 1}]


def test_add_entry_with_the_same_key_adds_nothing(done):
    add(number=1)
    add(number=2)
    outbox.sweep()
    assert done == [{"number": 1}]


def test_sweep_keeps_a_failed_entry_and_does_the_others(done, monkeypatch):
    def fail(**payload):
        raise OSError("away")

    monkeypatch.setitem(outbox.HANDLERS, "tests.failing", fail)
    failed = outbox.add_entry(topic="tests.failing", payload={}, dedupe_key="failing")
    add("two")
    assert outbox.sweep() == 1
    failed.refresh_from_db()
    assert (failed.done_at, failed.attempts, failed.last_error) == (None, 1, "OSError('away')")
    assert failed.available_at > timezone.now()


def test_sweep_returns_to_an_entry_whose_worker_died(done):
    entry = add()
    assert outbox._claim(entry, "")
    assert outbox.sweep() == 0
    with time_machine.travel(timezone.now() + datetime.timedelta(minutes=6)):
        assert outbox.sweep() == 1
    assert len(done) == 1


def test_claim_is_won_by_one_sweeper_only(done):
    entry = add()
    stale = OutboxEntry.objects.get(pk=entry.pk)
    assert outbox._claim(entry, "")
    assert not outbox._claim(stale, "")


def test_prune_keeps_what_never_succeeded(done):
    add("done")
    outbox.sweep()
    waiting = add("waiting")
    with time_machine.travel(timezone.now() + datetime.timedelta(days=40)):
        assert outbox.prune() == 1
    assert list(OutboxEntry.objects.all()) == [waiting]


def test_a_task_that_comes_again_after_its_death_goes_on_at_once(done):
    assert outbox._claim(add("mine"), "task-1")
    assert outbox._claim(add("another's"), "task-2")
    assert outbox.sweep(run="task-1") == 0
    assert outbox.sweep(run="task-1", was_killed=True) == 1
    assert len(done) == 1


def test_what_ends_in_a_conflict_is_done_again_at_once(done, monkeypatch):
    monkeypatch.setattr(conflicts, "PAUSES", (0, 0))
    stumbling = fails(2, given_up())
    monkeypatch.setitem(outbox.HANDLERS, "tests.work", lambda **_payload: stumbling(None))
    entry = add()
    assert outbox.sweep() == 1
    entry.refresh_from_db()
    assert (entry.attempts, entry.last_error) == (1, "")


def test_work_that_is_not_done_can_be_taken_back(done):
    add("one")
    outbox.sweep()
    add("two")
    assert [outbox.withdraw_entry(dedupe_key=key) for key in ("one", "two", "two", "three")] == [
        False,
        True,
        False,
        False,
    ]
    assert (outbox.sweep(), OutboxEntry.objects.count(), len(done)) == (0, 1, 1)


def test_many_entries_are_one_statement_and_wake_the_sweeper_once(done, django_assert_num_queries):
    woken = []

    def hear(**_):
        woken.append(True)

    outbox_entry_added.connect(hear)
    try:
        with django_assert_num_queries(1):
            outbox.add_entries(
                topic="tests.work", payloads={f"test:{number}": {"number": number} for number in range(60)}
            )
        outbox.add_entries(topic="tests.work", payloads={"test:1": {"number": 99}})
        outbox.add_entries(topic="tests.work", payloads={})
        assert (OutboxEntry.objects.count(), len(woken)) == (60, 2)
        assert outbox.sweep() == 50
        assert len(woken) == 3
        assert outbox.sweep() == 10
        assert len(woken) == 3
    finally:
        outbox_entry_added.disconnect(hear)
