import pytest

from assessments import selectors, services
from assessments.errors import NothingChosenError
from assessments.models import Attempt, Exercise, Score
from assessments.rules.types import Owner
from assessments.signals import attempt_scored
from tests.factories.accounts import make_user
from tests.factories.assessments import make_published_exercise

pytestmark = pytest.mark.django_db


@pytest.fixture
def exercise():
    return make_published_exercise("choice")


def answer(exercise, learner, option="a"):
    version = exercise.current_version_id
    return services.answer_single(version=version, question="q1", learner_id=learner.pk, form={"q-q1": [option]})


def others(exercise, own, least=2):
    wanted = selectors.SingleWanted(exercise.current_version_id, "q1", "en", "")
    told = selectors.others_choice(wanted, attempt_key=own.attempt_key, least=least)
    return told and (told.number, [(it.text, it.percent, it.is_own) for it in told.shares])


def test_an_answer_is_an_attempt_like_any_other_at_an_exercise_of_its_own(exercise):
    heard, learner = [], make_user()

    def hear(**payload):
        heard.append(payload["learner_id"])

    attempt_scored.connect(hear)
    wrong, right = answer(exercise, learner, "b"), answer(exercise, learner)
    attempt_scored.disconnect(hear)
    assert (wrong.passed, right.passed, heard) == (False, True, [learner.pk, learner.pk])
    attempts = Attempt.objects.order_by("number")
    assert [(it.key, it.exercise_id == exercise.pk) for it in attempts] == [
        (wrong.attempt_key, False),
        (right.attempt_key, False),
    ]
    review = selectors.review(key=wrong.attempt_key, owner=Owner(learner_id=learner.pk), language="en")
    assert (review.title, review.policy.practice, review.debrief.reveal) == ("Who goes first", False, True)
    assert not review.may_appeal
    assert attempts[0].exercise.single_of == exercise
    assert "CANARY" in review.debrief.items[0].why_html


def test_ratings_that_no_panel_gave_count_for_nothing():
    sjt = make_published_exercise("sjt")
    form = {"r-flag.call": ["7"], "r-flag.ask": ["5"], "r-flag.wait": ["2"]}
    services.answer_single(version=sjt.current_version_id, question="flag", learner_id=make_user().pk, form=form)
    assert Attempt.objects.get().policy["practice"] is True


def test_an_answer_that_chooses_nothing_stores_nothing(exercise):
    for form in ({}, {"q-q1": ["nothing"]}, {"q-q1": ["\0"]}, {"q-q2": ["a"]}):
        with pytest.raises(NothingChosenError):
            services.answer_single(
                version=exercise.current_version_id, question="q1", learner_id=make_user().pk, form=form
            )
    assert (Attempt.objects.count(), Score.objects.count(), Exercise.objects.count()) == (0, 0, 1)


def test_the_version_that_was_asked_is_answered_whatever_is_published_since(exercise):
    old = exercise.current_version
    texts = old.definition["texts"]["en"] | {"items.q1.prompt_html": "<p>Anew?</p>"}
    definition = {**old.definition, "texts": {"en": texts}}
    services.publish_definition(key=exercise.key, title="Anew", definition=definition, policy={})
    services.answer_single(version=old.pk, question="q1", learner_id=make_user().pk, form={"q-q1": ["a"]})
    answered = Attempt.objects.get().version.definition["texts"]["en"]
    assert answered["items.q1.prompt_html"] == "<p>Who walks in first?</p>"


def test_an_answer_is_scored_by_the_key_in_force_where_the_question_is_the_same(exercise):
    old = exercise.current_version
    items = [dict(item) for item in old.definition["items"]]
    items[0]["options"] = [option | {"right": option["id"] == "b"} for option in items[0]["options"]]
    services.publish_definition(
        key=exercise.key, title="Same", definition={**old.definition, "items": items}, policy={}
    )
    answers = [
        services.answer_single(version=old.pk, question="q1", learner_id=make_user().pk, form={"q-q1": [option]})
        for option in "ab"
    ]
    assert [it.passed for it in answers] == [False, True]


def test_what_others_chose_is_told_from_so_many_people_on_without_the_reader_s_own(exercise):
    people = [make_user() for _ in range(4)]
    own = answer(exercise, people[0])
    assert others(exercise, own) is None
    for person, option in zip(people[1:], "abb", strict=True):
        answer(exercise, person, option)
    answer(exercise, people[3], "a")  # a second answer of the same person counts no more
    assert others(exercise, own, least=3) == (3, [("The guest", 33, True), ("The host", 66, False)])
    assert others(exercise, own, least=4) is None


def test_what_others_chose_changes_only_after_as_many_more_answers(exercise):
    own = answer(exercise, make_user(), "b")
    for option, told in (("a", None), ("a", 2), ("b", 2), ("b", 4)):
        answer(exercise, make_user(), option)
        assert (others(exercise, own) or [None])[0] == told
    assert others(exercise, own) == (4, [("The guest", 50, False), ("The host", 50, True)])


def test_options_rated_equally_high_are_both_first():
    sjt = make_published_exercise("sjt")
    form = {"r-flag.call": ["7"], "r-flag.ask": ["7"], "r-flag.wait": ["2"]}
    asked = {"version": sjt.current_version_id, "question": "flag"}
    own, _other = (services.answer_single(**asked, learner_id=make_user().pk, form=form) for _ in range(2))
    wanted = selectors.SingleWanted(sjt.current_version_id, "flag", "en", "")
    told = selectors.others_choice(wanted, attempt_key=own.attempt_key, least=1)
    assert ([it.percent for it in told.shares], told.has_equals) == ([100, 100, 0], True)


def test_questions_are_listed_of_published_exercises_only(exercise, django_assert_num_queries):
    draft = Exercise.objects.create(key="7b0a2f8e-0000-4000-8000-000000000000", kind="choice", title="Draft")
    order = make_published_exercise("order")
    gone = make_published_exercise("sjt")
    services.retire_exercise(key=gone.key)
    with django_assert_num_queries(1):
        found = selectors.single_questions([exercise.pk, draft.pk, order.pk, gone.pk])
    assert {pk: [it.id for it in listed.questions] for pk, listed in found.items()} == {exercise.pk: ["q1"]}


def test_many_questions_are_shown_with_one_statement(exercise, django_assert_num_queries):
    sjt = make_published_exercise("sjt")
    wanted = [
        selectors.SingleWanted(exercise.current_version_id, "q1", "en", "1"),
        selectors.SingleWanted(sjt.current_version_id, "flag", "fr", "2"),
    ]
    with django_assert_num_queries(1):
        pages = selectors.single_pages([*wanted, *wanted])
    assert [(pages[it].presentation.title, pages[it].lang) for it in wanted] == [
        ("Who goes first", ""),
        ("The wrong flag", "en"),
    ]
    page = selectors.single_page(wanted[0], {"q-q1": ["b"]})
    assert [option.id for option in page.presentation.items[0].options if option.chosen] == ["b"]
    assert "CANARY" not in repr(pages)
