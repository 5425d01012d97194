import pytest

from assessments.models import Attempt, ExerciseVersion, Score
from assessments.selectors import verifying
from tests.assessments.rules.cases import KINDS
from tests.factories.accounts import make_user
from tests.factories.assessments import (
    finish_attempt,
    make_attempt,
    make_definition,
    make_marks,
    make_published_exercise,
    make_submission,
    release,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def score(learner):
    attempt = finish_attempt(make_attempt(make_published_exercise(), learner), is_right=False)
    return attempt.scores.get()


def name(score):
    return f"score {score.pk} of attempt {score.attempt.key}"


def faults():
    return list(verifying.wrong_scores())


@pytest.mark.parametrize("kind", sorted({*KINDS} - {"rubric"}))
def test_scores_of_every_kind_come_out_again(learner, kind):
    exercise = make_published_exercise(kind)
    for is_right in (True, False):
        finish_attempt(make_attempt(exercise, learner), is_right=is_right)
    assert (Score.objects.count(), faults()) == (2, [])


def test_scores_that_rest_on_marks_come_out_again(learner):
    work, marker = make_submission(learner), make_user()
    release(work, marker)
    release(work, marker, make_marks(tone="top"), number=2, reason="Again.")
    assert (Score.objects.count(), faults()) == (2, [])


@pytest.mark.parametrize("change", [{"engine": "9"}, {"diagnostics": {}}, {"criteria": []}])
def test_a_byte_of_a_result_that_differs_is_found(score, change):
    Score.objects.update(result=score.result | change)
    assert faults() == [
        f"score {score.pk} of attempt {score.attempt.key} does not come out again from its stored inputs"
    ]


def test_a_number_written_in_another_way_is_found(score):
    first, *others = score.result["criteria"]
    Score.objects.update(result=score.result | {"criteria": [first | {"possible": float(first["possible"])}, *others]})
    assert len(faults()) == 1


@pytest.mark.parametrize(
    "change", [{"earned": 1}, {"possible": 9}, {"state": "invalid"}, {"scorer": "x/1"}, {"marks_hash": "x"}]
)
def test_a_column_that_differs_is_found(score, change):
    Score.objects.update(**change)
    assert faults() == [f"score {score.pk}: its columns say something else than its result"]


@pytest.mark.parametrize("change", [{"submitted_response": {}}, {"variant": {"order": []}}])
def test_an_input_that_was_changed_is_found(score, change):
    Attempt.objects.update(**change)
    assert faults() == [
        f"score {score.pk} of attempt {score.attempt.key} does not come out again from its stored inputs"
    ]


def test_a_draw_that_cannot_be_read_is_found_and_the_others_are_compared(learner):
    items = [{**item, "difficulty": "easy"} for item in make_definition("choice")["items"]]
    rows = [{"id": "b1", "competency": None, "difficulty": "easy", "take": 2}]
    pool = {"scorer": "select-pool/1", "items": items, "blueprint": rows, "exposure_percent": 100}
    exercise = make_published_exercise("choice", structure=pool)
    attempts = [finish_attempt(make_attempt(exercise, who), is_right=True) for who in (learner, make_user())]
    Attempt.objects.filter(pk=attempts[0].pk).update(variant={"options": {}})
    (fault,) = faults()
    assert fault.startswith(f"{name(attempts[0].scores.get())} cannot be computed: ")


def test_a_policy_that_was_changed_is_found(score):
    Attempt.objects.update(policy=score.attempt.policy | {"pass_percent": 0})
    assert len(faults()) == 2


def test_a_definition_that_cannot_be_read_is_found(score):
    version = ExerciseVersion.objects.get()
    ExerciseVersion.objects.update(definition=version.definition | {"items": []})
    (fault,) = faults()
    assert fault.startswith(f"{name(score)} cannot be computed: ")


def test_statements_do_not_grow_with_the_scores_of_a_version(learner, statements):
    exercise = make_published_exercise()
    counts = []
    for _ in range(2):
        finish_attempt(make_attempt(exercise, learner), is_right=True)
        with statements() as made:
            assert faults() == []
        counts.append(len(made.counted))
    assert counts == [4, 4]


def test_chunks_leave_no_score_out(learner, monkeypatch):
    monkeypatch.setattr(verifying, "CHUNK", 2)
    exercise, told = make_published_exercise(), []
    for _ in range(5):
        finish_attempt(make_attempt(exercise, learner), is_right=True)
    assert (list(verifying.wrong_scores(told.append)), told) == ([], [2, 2, 1])
