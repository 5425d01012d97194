"""F10: PostgreSQL gives up one transaction in twenty; each is done again, and nothing twice."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.faults.people import key_of, sent
from tests.faults.test_f06_killed_workers import CERTIFICATES

LEARNERS = 16
OURS = ("accounts_", "assessments_", "courses_")
# Half of them fail at a statement as if they could not be serialized, half as deadlocks, at the commit. A sequence is
# the one thing that a transaction that is given up leaves behind.
GIVE_UP = """
create sequence given_up;
create function give_up() returns trigger as $$ begin
  if txid_current() % 40 = 0 then
    perform nextval('given_up'); raise 'injected' using errcode = '40001';
  end if;
  return null;
end $$ language plpgsql;
create function give_up_at_commit() returns trigger as $$ begin
  if txid_current() % 40 = 20 then
    perform nextval('given_up'); raise 'injected' using errcode = '40P01';
  end if;
  return null;
end $$ language plpgsql;
"""


@pytest.fixture
def course(stack):
    return stack.hands.course()


@pytest.fixture
def learners(stack):
    return [stack.person() for _ in range(LEARNERS)]


@pytest.fixture
def failing(stack, course, learners):
    tables = [name for (name,) in stack.rows("select tablename from pg_tables where schemaname = 'public'")]
    ours = [name for name in tables if name.startswith(OURS)]
    stack.rows(GIVE_UP)
    for name in ours:
        stack.rows(f"create trigger give_up after insert or update on {name} execute function give_up()")
        stack.rows(
            f"create constraint trigger give_up_at_commit after insert or update on {name} "
            "deferrable initially deferred for each row execute function give_up_at_commit()"
        )
    yield
    stack.rows("drop function give_up cascade")
    stack.rows("drop function give_up_at_commit cascade")
    stack.rows("drop sequence given_up")


def live(learner, course):
    """Do all that a learner does, each thing twice, and return what every answer came to."""
    seen = [learner.enrol(course).status_code, learner.enrol(course).status_code]
    attempt = learner.start(course)
    assert learner.start(course) == attempt
    for base, answer in enumerate("bab"):
        form = sent(answer, base)
        seen += [learner.post(f"{attempt}save/", **form).status_code for _ in range(2)]
    form = sent("a", 3)
    seen += [learner.post(f"{attempt}submit/", **form).status_code for _ in range(2)]
    confirm = {"printed_name": "Ana Learner"}
    seen += [learner.post(f"/learn/{course['slug']}/certificate/", **confirm).status_code for _ in range(2)]
    return attempt, set(seen)


def test_one_transaction_in_twenty_is_given_up_and_nobody_notices(stack, failing, course, learners):
    with ThreadPoolExecutor(LEARNERS) as pool:
        lives = list(pool.map(lambda learner: live(learner, course), learners))
    assert set().union(*(seen for _attempt, seen in lives)) == {200}
    for learner, (attempt, _seen) in zip(learners, lives, strict=True):
        of_attempt = "join assessments_attempt a on a.id = x.attempt_id where a.key = ?"
        assert stack.count(f"assessments_score x {of_attempt}", key_of(attempt)) == 1
        assert stack.count(f"assessments_responsesave x {of_attempt}", key_of(attempt)) == 4
        stack.wait_for(1, CERTIFICATES, learner.id)
    stack.wait_for(0, "accounts_outboxentry where done_at is null")
    assert [len(set(stack.mails(learner.email))) for learner in learners] == [1] * LEARNERS
    assert stack.rows("select last_value from given_up")[0][0] > LEARNERS / 2
