import pytest

from assessments import services
from assessments.models import Exercise
from assessments.selectors import measured_composite
from tests.factories.accounts import make_user
from tests.factories.assessments import (
    finish_attempt,
    make_attempt,
    make_marks,
    make_published_exercise,
    make_submission,
    release,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return [make_user() for _ in range(4)]


def republish(exercise, **change):
    definition = exercise.current_version.definition | change
    services.publish_definition(key=exercise.key, title=exercise.title, definition=definition, policy=exercise.policy)
    return Exercise.objects.get(pk=exercise.pk)


def test_it_rests_on_first_tries_of_those_who_tried_every_exercise(people):
    numeric, choice = make_published_exercise("numeric"), make_published_exercise("choice")
    weights = {numeric.pk: 1, choice.pk: 2}
    assert measured_composite(weights).learners == 0
    for number, person in enumerate(people):
        finish_attempt(make_attempt(numeric, person), is_right=number % 2 == 0)
        finish_attempt(make_attempt(numeric, person), is_right=True)
    for number, person in enumerate(people[:3]):
        finish_attempt(make_attempt(choice, person), is_right=number % 2 == 0)
    found = measured_composite(weights)
    # Alpha is 8/9 of each, as two questions that always go together are worth two points to one.
    assert (found.learners, found.unknown, found.reliability.value) == (3, 0, pytest.approx(1 - 5 / 81))
    assert measured_composite({numeric.pk: 1}).learners == 4


def test_results_of_the_same_person_are_held_together(people):
    """Who knows the one knows the other, and who does not, does neither; in whatever order they were handed in."""
    match, order = make_published_exercise("match"), make_published_exercise("order")
    for exercise, some in ((match, people), (order, people[::-1])):
        for person in some:
            finish_attempt(make_attempt(exercise, person), is_right=person in people[:2])
    alone, both = measured_composite({match.pk: 1}), measured_composite({match.pk: 1, order.pk: 1})
    assert both.reliability.value > alone.reliability.value


def test_a_corrected_text_keeps_what_is_known_and_another_key_does_not(people):
    exercise = make_published_exercise("match")
    for number, person in enumerate(people):
        finish_attempt(make_attempt(exercise, person), is_right=number % 2 == 0)
    definition = exercise.current_version.definition
    texts = {"en": definition["texts"]["en"] | {"title": "Who does what?"}}
    exercise = republish(exercise, texts=texts)
    assert measured_composite({exercise.pk: 1}).learners == 4
    republish(exercise, points=8)
    assert measured_composite({exercise.pk: 1}).learners == 0


def test_what_is_one_criterion_or_marked_by_a_person_is_not_known(people):
    memo, match = make_published_exercise("rubric"), make_published_exercise("match")
    for person in people:
        finish_attempt(make_attempt(match, person), is_right=True)
    for person, level in zip(people, ["top", "mid", "low", "top"], strict=True):
        release(make_submission(person, memo), make_user(), make_marks(level, level))
    found = measured_composite({memo.pk: 1, match.pk: 1})
    assert (found.learners, found.unknown, found.reliability.value) == (4, 2, 0)


def test_its_statements_grow_with_the_exercises_and_not_with_the_people(people, django_assert_num_queries):
    match = make_published_exercise("match")
    for person in people:
        finish_attempt(make_attempt(match, person), is_right=True)
    with django_assert_num_queries(3):
        measured_composite({match.pk: 1})
