import pytest

from assessments import selectors, services
from assessments.rules.types import Owner
from tests.factories.accounts import make_user
from tests.factories.assessments import finish_attempt, make_attempt, make_published_exercise, make_submission, release

pytestmark = pytest.mark.django_db


def receipt_of(attempt, learner):
    return selectors.receipt(key=attempt.key, owner=Owner(learner_id=learner.pk), language="en")


def submit(kind, learner):
    return finish_attempt(make_attempt(make_published_exercise(kind), learner), is_right=True)


def test_a_receipt_lists_every_answer_of_a_knowledge_check(learner):
    attempt = submit("choice", learner)
    receipt = receipt_of(attempt, learner)
    assert [(line.label, line.prompt_html, set(line.answers)) for line in receipt.lines] == [
        ("Question 1", "<p>Who walks in first?</p>", {"The guest"}),
        ("Question 2", "<p>Which of these belong in a run of show?</p>", {"Times", "Names"}),
    ]
    assert (receipt.number, receipt.submitted_at) == (1, attempt.submitted_at)
    assert receipt.reference == attempt.key.hex[:8].upper()


def test_a_receipt_lists_an_order(learner):
    line = receipt_of(submit("order", learner), learner).lines[0]
    assert (line.label, line.is_ordered) == ("Your order", True)
    assert line.answers == ("Governor", "Mayor", "Chief judge", "City clerk")


def test_a_receipt_says_that_an_order_was_not_confirmed(learner):
    attempt = make_attempt(make_published_exercise("order"), learner)
    services.submit_attempt(attempt_id=attempt.pk, client_seq="a", base_version=0, response=None)
    assert receipt_of(attempt, learner).lines[0].label == "Your order, not confirmed"


def test_a_receipt_lists_every_decision(learner):
    lines = receipt_of(submit("branch", learner), learner).lines
    assert [(line.label, line.answers) for line in lines] == [
        ("Decision 1: The plane is early", ("Call the driver",)),
        ("Decision 2: The mayor asks", ("Hand over the brief",)),
    ]


def test_a_receipt_costs_one_statement(learner, statements):
    attempt = submit("choice", learner)
    with statements() as made:
        receipt_of(attempt, learner)
    assert len(made.counted) == 1


def test_a_receipt_says_whether_the_work_waits_for_marks(learner):
    work = make_submission(learner)
    receipt = receipt_of(work, learner)
    assert (receipt.is_waiting, receipt.kind) == (True, "rubric")
    assert "Mayor, please decide." in receipt.lines[0].answers
    release(work, make_user())
    assert not receipt_of(work, learner).is_waiting
    assert not receipt_of(submit("choice", learner), learner).is_waiting
