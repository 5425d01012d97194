import pytest

from assessments import services
from assessments.errors import AttemptClosedError
from assessments.models import Move
from assessments.services import moves
from assessments.services.moves import MoveReceipt
from tests.factories.assessments import finish_attempt, make_attempt, make_published_exercise

pytestmark = pytest.mark.django_db


@pytest.fixture
def attempt(learner):
    return make_attempt(make_published_exercise("branch"), learner)


def move(attempt, step, option):
    return services.make_move(attempt_id=attempt.pk, step=step, move=option)


def path():
    return list(Move.objects.order_by("step").values_list("step", "content"))


def test_moves_are_stored_in_order(attempt):
    assert move(attempt, 1, "wait") == MoveReceipt(is_taken=True, steps=1)
    assert move(attempt, 2, "brief") == MoveReceipt(is_taken=True, steps=2)
    assert path() == [(1, "wait"), (2, "brief")]


def test_the_same_move_again_stands(attempt):
    move(attempt, 1, "wait")
    assert move(attempt, 1, "wait") == MoveReceipt(is_taken=True, steps=1)
    assert path() == [(1, "wait")]


def test_the_first_move_at_a_step_wins(attempt):
    move(attempt, 1, "wait")
    assert move(attempt, 1, "call") == MoveReceipt(is_taken=False, steps=1)
    assert path() == [(1, "wait")]


@pytest.mark.parametrize(("step", "option"), [(2, "brief"), (0, "call"), (1, "brief"), (1, "nonsense")])
def test_what_is_not_the_next_step_or_not_offered_changes_nothing(attempt, step, option):
    assert move(attempt, step, option) == MoveReceipt(is_taken=False, steps=0)
    assert path() == []


def test_nothing_follows_the_end(attempt):
    move(attempt, 1, "call")
    move(attempt, 2, "brief")
    assert move(attempt, 3, "call") == MoveReceipt(is_taken=False, steps=2)


def test_a_kind_that_is_answered_as_a_whole_knows_no_moves(learner):
    attempt = make_attempt(make_published_exercise("choice"), learner)
    assert move(attempt, 1, "a") == MoveReceipt(is_taken=False, steps=0)
    assert path() == []


def test_a_move_after_submitting_is_refused(attempt):
    finish_attempt(attempt, is_right=True)
    with pytest.raises(AttemptClosedError):
        move(attempt, 3, "call")


@pytest.mark.parametrize(("option", "is_taken"), [("call", False), ("wait", True)])
def test_take_step_writes_nothing_when_the_attempt_changed_since(attempt, option, is_taken):
    move(attempt, 1, "wait")
    assert moves.take_step(attempt, 1, option) == MoveReceipt(is_taken=is_taken, steps=1)
    assert path() == [(1, "wait")]
