import pytest

from assessments import selectors, services
from assessments.rules.types import Owner
from tests.factories.accounts import make_user
from tests.factories.assessments import (
    RIGHT,
    TRADE,
    finish_attempt,
    make_attempt,
    make_definition,
    make_marks,
    make_published_exercise,
    make_submission,
    release,
)

pytestmark = pytest.mark.django_db

KINDS = ["choice", "order", "branch", "numeric", "match", "sjt", "placement", "intray", "redpen", "network", "hotspot"]
KINDS += ["negotiation"]


def review_of(attempt, learner):
    return selectors.review(key=attempt.key, owner=Owner(learner_id=learner.pk), language="en")


def finish(exercise, learner, *, is_right):
    return finish_attempt(make_attempt(exercise, learner), is_right=is_right)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("is_right", [True, False])
def test_a_review_has_score_reasons_and_lines_that_add_up(learner, kind, is_right):
    review = review_of(finish(make_published_exercise(kind), learner, is_right=is_right), learner)
    assert (review.kind, review.passed, review.number) == (kind, is_right, 1)
    assert sum(line.earned for line in review.table.lines) == review.earned == review.debrief.earned
    assert sum(line.possible for line in review.table.lines) == review.possible
    assert review.debrief.reveal is is_right


def test_lines_of_a_knowledge_check_are_in_words(learner):
    exercise = make_published_exercise("choice")
    attempt = make_attempt(exercise, learner)
    response = {"answers": {"q1": ["a"], "q2": ["c", "d"]}}
    services.submit_attempt(attempt_id=attempt.pk, client_seq="a", base_version=0, response=response)
    review = review_of(attempt, learner)
    labels = [line.label for line in review.table.lines]
    assert labels == ["Question 1", "Question 2", "Given back: Question 2"]
    assert [str(rule).split(":")[0] for rule in review.table.rules][::2] == [
        "One answer is right",
        "A result never counts below zero",
    ]


def test_lines_of_other_kinds_are_in_words(learner):
    order = review_of(finish(make_published_exercise("order"), learner, is_right=False), learner)
    case = review_of(finish(make_published_exercise("branch"), learner, is_right=False), learner)
    assert [line.label for line in order.table.lines] == ["The whole exercise"]
    assert [line.label for line in case.table.lines] == ["Decision 1", "Decision 2"]


def lines_of_a_talk(learner, **structure):
    attempt = make_attempt(make_published_exercise("negotiation", structure=structure), learner)
    for step, move in enumerate([TRADE, {**TRADE, "message": ""}], 1):
        services.make_move(attempt_id=attempt.pk, step=step, move=move)
    services.submit_attempt(attempt_id=attempt.pk, client_seq="a", base_version=0, response=None)
    review = review_of(attempt, learner)
    assert sum(line.earned for line in review.table.lines) == review.earned
    return [line.label for line in review.table.lines], " ".join(map(str, review.table.rules))


def test_lines_of_a_talk_name_what_was_given_back(learner):
    labels, rules = lines_of_a_talk(learner, other_reserve=0)
    own = {"Your own gain", "Gain for both", "Equal gains", "Way of talking"}
    back = {f"Given back, as nobody can have everything: {line}" for line in ("Your own gain", "Equal gains")}
    assert set(labels) == own | back
    assert "Nobody can have everything when both gain alike" in rules


def test_lines_of_a_talk_name_what_a_broken_mandate_takes(learner):
    shares = {"claim": 20, "creation": 0, "fairness": 0, "process": 80}
    labels, rules = lines_of_a_talk(learner, own_reserve=45, criteria=shares)
    assert labels == ["Your own gain", "Way of talking", "Taken, as the mandate was broken: Way of talking"]
    assert "A deal that breaks the mandate earns two fifths" in rules


def test_lines_of_a_plan_name_what_was_given_back_and_taken(learner):
    rules = make_definition("placement")["rules"]
    quarrel = {**rules[3], "guests": ["help", "dean"]}
    attempt = make_attempt(make_published_exercise("placement", structure={"rules": [*rules[:3], quarrel]}), learner)
    plan = {"consul": "p2", "mayor": "p4", "dean": "p3", "help": "p5"}
    services.submit_attempt(attempt_id=attempt.pk, client_seq="a", base_version=0, response={"plan": plan})
    review = review_of(attempt, learner)
    assert [line.label for line in review.table.lines] == [
        "The whole exercise",
        "Given back: what no answer could have kept",
        "Taken: a rule was broken that must not be",
    ]
    assert sum(line.earned for line in review.table.lines) == review.earned == review.possible // 2
    assert [str(rule)[:24] for rule in review.table.rules] == [
        "Every broken rule costs ",
        "Not everything could be ",
        "A plan that breaks a rul",
    ]


@pytest.mark.parametrize(
    ("policy", "rights", "may_retry"),
    [({}, [False], True), ({}, [True], False), ({"max_tries": 1}, [False], False), ({"max_tries": 2}, [False], True)],
)
def test_a_review_says_whether_trying_again_could_help(learner, policy, rights, may_retry):
    exercise = make_published_exercise(**policy)
    attempts = [finish(exercise, learner, is_right=right) for right in rights]
    assert review_of(attempts[-1], learner).may_retry is may_retry


def test_a_withdrawn_exercise_cannot_be_tried_again_but_a_try_under_way_can(learner):
    exercise = make_published_exercise()
    attempt = finish(exercise, learner, is_right=False)
    services.retire_exercise(key=exercise.key)
    assert not review_of(attempt, learner).may_retry
    services.publish_definition(key=exercise.key, title="T", definition=exercise.current_version.definition, policy={})
    make_attempt(exercise, learner)
    services.retire_exercise(key=exercise.key)
    assert review_of(attempt, learner).may_retry


def test_an_earlier_review_reveals_once_the_key_is_due(learner):
    exercise = make_published_exercise(max_tries=2)
    first = finish(exercise, learner, is_right=False)
    assert not review_of(first, learner).debrief.reveal
    finish(exercise, learner, is_right=False)
    assert review_of(first, learner).debrief.reveal


@pytest.mark.parametrize("tries", [1, 3])
def test_a_review_costs_four_statements_at_any_number_of_tries(learner, statements, tries):
    exercise = make_published_exercise()
    attempts = [finish(exercise, learner, is_right=False) for _ in range(tries)]
    with statements() as made:
        review_of(attempts[0], learner)
    assert len(made.counted) == 4


def test_an_invalid_response_has_a_review_too(learner):
    attempt = make_attempt(make_published_exercise("choice"), learner)
    response = {"answers": RIGHT["choice"]["answers"] | {"q1": ["a", "b"]}}
    services.submit_attempt(attempt_id=attempt.pk, client_seq="a", base_version=0, response=response)
    review = review_of(attempt, learner)
    assert (review.earned, review.percent, review.debrief.state) == (0, 0, "invalid")


def test_work_that_waits_has_no_review(learner):
    work = make_submission(learner)
    assert review_of(work, learner) is None
    release(work, make_user())
    review = review_of(work, learner)
    assert (review.percent, review.passed, review.debrief.state) == (80, True, "answered")
    assert [(one.reason, one.percent) for one in review.releases] == [("", 80)]


def test_a_review_of_corrected_marks_names_every_release(learner, django_assert_num_queries):
    work, marker = make_submission(learner), make_user()
    release(work, marker)
    release(work, marker, make_marks(tone="top"), number=2, reason="Read again.")
    with django_assert_num_queries(6):
        review = review_of(work, learner)
    assert (review.percent, review.earned) == (100, 10_000_000)
    assert [(one.reason, one.percent) for one in review.releases] == [("", 80), ("Read again.", 100)]
    assert review_of(finish(make_published_exercise(), learner, is_right=True), learner).releases == ()


def test_an_earlier_try_cannot_be_repeated_while_a_later_one_waits(learner):
    exercise = make_published_exercise("rubric")
    first = make_submission(learner, exercise)
    release(first, make_user(), make_marks(ask="low"))
    assert review_of(first, learner).may_retry
    make_submission(learner, exercise)
    assert not review_of(first, learner).may_retry
