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


def others(exercise, learner, least=2):
    wanted = selectors.SingleWanted(exercise.current_version_id, "q1", "en", "")
    return selectors.others_choice(wanted, learner_id=learner.pk, least=least)


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
    assert (review.title, review.policy.practice, review.debrief.reveal) == ("Who goes first", True, True)
    assert "CANARY" in review.debrief.items[0].why_html


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


def test_what_others_chose_is_told_from_so_many_people_on_without_the_reader_s_own(exercise):
    people = [make_user() for _ in range(4)]
    assert others(exercise, people[0]) is None
    for person, option in zip(people, "aabb", strict=True):
        answer(exercise, person, option)
    answer(exercise, people[3], "a")  # a second answer of the same person counts no more
    told = others(exercise, people[0])
    assert (told.number, told.shares) == (3, (("The guest", 33), ("The host", 66)))
    assert others(exercise, people[0], least=4) is None


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
