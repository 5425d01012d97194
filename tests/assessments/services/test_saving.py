import pytest
from django.db import IntegrityError

from assessments import services
from assessments.errors import AttemptClosedError
from assessments.models import ResponseSave
from assessments.services import saving
from tests.factories.assessments import RIGHT, WRONG, finish_attempt, make_attempt, make_published_exercise

pytestmark = pytest.mark.django_db

FIRST, SECOND, THIRD = RIGHT["choice"], WRONG["choice"], {"answers": {"q1": ["b"]}}


@pytest.fixture
def attempt(learner):
    return make_attempt(make_published_exercise("choice"), learner)


def save(attempt, seq, base, response):
    return services.save_response(attempt_id=attempt.pk, client_seq=seq, base_version=base, response=response)


def rows():
    return list(ResponseSave.objects.order_by("pk").values_list("client_seq", "version", "is_branch", "response"))


def test_saves_advance_the_main_line(attempt):
    receipts = [save(attempt, "one", 0, FIRST), save(attempt, "two", 1, SECOND)]
    assert [(r.version, r.is_branch, r.current_response) for r in receipts] == [
        (1, False, FIRST),
        (2, False, SECOND),
    ]
    assert rows() == [("one", 1, False, FIRST), ("two", 2, False, SECOND)]


def test_the_same_save_again_changes_nothing(attempt):
    first = save(attempt, "one", 0, FIRST)
    save(attempt, "two", 1, SECOND)
    assert save(attempt, "one", 0, FIRST) == first
    assert len(rows()) == 2


def test_a_stale_base_is_kept_as_a_branch_with_both_responses(attempt):
    save(attempt, "one", 0, FIRST)
    receipt = save(attempt, "two", 0, SECOND)
    assert (receipt.version, receipt.is_branch, receipt.current_response) == (1, True, FIRST)
    assert rows()[1] == ("two", None, True, SECOND)
    assert save(attempt, "two", 0, SECOND) == receipt


def test_a_stale_base_with_the_same_answers_is_no_conflict(attempt):
    save(attempt, "one", 0, FIRST)
    receipt = save(attempt, "two", 0, FIRST)
    assert (receipt.version, receipt.is_branch) == (1, False)
    assert len(rows()) == 1


def test_a_base_from_nowhere_is_kept_as_a_branch(attempt):
    receipt = save(attempt, "one", 7, FIRST)
    assert (receipt.version, receipt.is_branch, receipt.current_response) == (0, True, {})
    assert rows() == [("one", None, True, FIRST)]


def test_a_page_gone_back_to_loses_nothing(attempt):
    save(attempt, "one", 0, FIRST)
    receipt = save(attempt, "one", 0, SECOND)
    assert receipt.is_branch
    assert [row[3] for row in rows()] == [FIRST, SECOND]
    assert save(attempt, "one", 0, SECOND) == receipt
    assert len(rows()) == 2


def test_a_save_after_submitting_is_kept_but_refused(attempt):
    finish_attempt(attempt, is_right=True)
    for _ in range(2):
        with pytest.raises(AttemptClosedError):
            save(attempt, "late", 1, THIRD)
    assert rows()[-1] == ("late", None, True, THIRD)
    assert len(rows()) == 2
    attempt.refresh_from_db()
    assert attempt.submitted_response == FIRST


def test_what_was_submitted_may_be_saved_again(attempt):
    finish_attempt(attempt, is_right=True)
    assert save(attempt, "late", 0, FIRST).version == 1


def test_append_or_join_gets_the_save_that_was_first(attempt):
    save(attempt, "one", 0, FIRST)
    kept = saving.append_or_join(attempt.pk, "one", 1, FIRST)
    assert kept.receipt().version == 1
    save(attempt, "two", 0, SECOND)
    kept = saving.append_or_join(attempt.pk, "two", 0, SECOND)
    assert kept.receipt().is_branch
    attempt.refresh_from_db()
    assert (attempt.response_version, len(rows())) == (1, 2)


def test_append_or_join_hides_no_other_refusal(attempt):
    save(attempt, "one", 0, FIRST)
    with pytest.raises(IntegrityError):
        saving.append_or_join(attempt.pk, "one", 1, SECOND)
