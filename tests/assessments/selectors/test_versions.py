import copy

import pytest

from assessments import selectors, services
from tests.factories.accounts import make_user
from tests.factories.assessments import finish_attempt, make_attempt, make_definition, make_published_exercise

pytestmark = pytest.mark.django_db


def republish(exercise, change):
    exercise.refresh_from_db()
    definition = copy.deepcopy(exercise.current_version.definition)
    change(definition)
    return services.publish_definition(key=exercise.key, title="T", definition=definition, policy={})


def other_key(definition):
    first, second = definition["items"][0]["options"][:2]
    first["right"], second["right"] = second["right"], first["right"]


def other_words(definition):
    definition["texts"]["en"]["title"] += "!"


def other_task(definition):
    definition["items"][0]["options"].append({"id": "fresh", "right": False})
    definition["texts"]["en"][f"items.{definition['items'][0]['id']}.options.fresh.text"] = "Fresh"


def test_nothing_is_listed_before_the_first_version():
    key = make_definition("choice")["key"]
    assert selectors.versions_of(key) is None
    services.register_exercise(key=key, kind="choice", title="T")
    assert selectors.versions_of(key) is None
    assert selectors.published_version(key) == ""


def test_each_version_says_what_it_changed_and_how_far_it_is_from_the_current_one(learner):
    exercise = make_published_exercise()
    finish_attempt(make_attempt(exercise, learner), is_right=True)
    make_attempt(exercise, make_user())
    for change in (other_words, other_task, other_key):
        last = republish(exercise, change)
    finish_attempt(make_attempt(exercise, make_user()), is_right=True)
    make_attempt(exercise, make_user())
    found = selectors.versions_of(exercise.key)
    assert [version.change for version in found.versions] == ["key", "structure", "text", None]
    assert [version.distance for version in found.versions] == ["same", "key", "structure", "structure"]
    assert [(version.under_way, version.results) for version in found.versions] == [(1, 1), (0, 0), (0, 0), (1, 1)]
    assert (found.total, found.under_way, found.results, found.earlier_under_way) == (4, 2, 2, 1)
    assert (found.results_at("key"), found.results_at("structure")) == (0, 1)
    assert found.hash == selectors.published_version(exercise.key) == last == found.versions[0].hash
    assert found.versions[0].is_current


def test_an_earlier_version_can_be_the_current_one_again(learner):
    exercise = make_published_exercise()
    republish(exercise, other_key)
    finish_attempt(make_attempt(exercise, learner), is_right=True)
    republish(exercise, other_key)
    found = selectors.versions_of(exercise.key)
    assert [version.is_current for version in found.versions] == [False, True]
    assert found.results_at("key") == 1


def test_the_number_of_statements_is_constant(learner, django_assert_num_queries):
    exercise = make_published_exercise()
    for number in range(25):
        republish(exercise, other_key if number % 2 else other_words)
        finish_attempt(make_attempt(exercise, make_user()), is_right=True)
    with django_assert_num_queries(6):
        found = selectors.versions_of(exercise.key)
    assert (len(found.versions), found.total) == (20, 26)
    assert found.versions[-1].change in {"key", "text"}


def test_results_and_tries_on_versions_that_are_not_listed_are_counted(learner):
    exercise = make_published_exercise()
    finish_attempt(make_attempt(exercise, learner), is_right=True)
    make_attempt(exercise, make_user())
    for number in range(25):
        republish(exercise, other_words if number else other_key)
    found = selectors.versions_of(exercise.key)
    assert sum(version.results + version.under_way for version in found.versions) == 0
    assert (found.results, found.results_at("key"), found.rescorable) == (1, 1, 1)
    assert (found.under_way, found.earlier_under_way) == (1, 1)
