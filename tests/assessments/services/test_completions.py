"""A search that takes long is done in the background, once, and what it found is kept."""

import pytest

from accounts.models import OutboxEntry
from accounts.services import outbox
from assessments import services
from assessments.models import Completion
from assessments.rules import registry
from assessments.services import completions
from tests.bench.seating import seating

pytestmark = pytest.mark.django_db


def lab(seed=4):
    """Make a lab that is not worked out at once."""
    definition = seating(seed)
    listed = {name: definition[name] for name in ("places", "guests", "rules")}
    texts = {f"{name}.{entry['id']}.text": "x" for name, entries in listed.items() for entry in entries}
    return definition | {"texts": {"en": definition["texts"]["en"] | texts}}


def test_what_takes_no_time_is_not_put_off():
    few = lab() | {"rules": lab()["rules"][1:2]}
    services.request_completion(few)
    assert "bounds" in completions.completed(few)
    assert not Completion.objects.exists()


def test_a_search_is_told_done_and_kept():
    (problem,) = services.definition_problems(lab())
    assert (problem.message.split(":")[1].split(".")[0], problem.is_pending) == (" 0 %", True)
    for _ in range(2):
        services.request_completion(lab())
    Completion.objects.update(percent=40)
    assert "40 %" in services.definition_problems(lab())[0].message
    assert OutboxEntry.objects.filter(topic="assessments.work_out").count() == 1
    assert outbox.sweep() == 1
    assert services.definition_problems(lab()) == ()
    assert Completion.objects.get().percent == 100
    other_words = lab() | {"texts": {"en": lab()["texts"]["en"] | {"title": "Other words"}}}
    assert completions.completed(other_words)["bounds"] == registry.complete(lab(), [].append)["bounds"]


def test_other_problems_are_told_as_well():
    messages = [problem.message for problem in services.definition_problems(lab() | {"points": 0})]
    assert messages[0] == "Enter a whole number from 1 to 1000."
    assert "worked out" in messages[1]


def test_work_that_was_done_or_is_unknown_is_not_done_again():
    services.request_completion(lab())
    digest = Completion.objects.get().digest
    Completion.objects.update(found={"bounds": []})
    services.work_out(digest=digest)
    services.work_out(digest="0" * 64)
    assert Completion.objects.get().found == {"bounds": []}


def test_a_search_that_is_given_up_is_a_problem_to_mend():
    services.request_completion(lab())
    Completion.objects.update(definition=lab() | {"rules": []})
    services.work_out(digest=Completion.objects.get().digest)
    (problem,) = services.definition_problems(lab())
    assert ("too hard to work out" in problem.message, problem.is_pending) == (True, False)


def test_a_command_waits():
    for _ in range(2):
        services.work_out_now(lab())
    assert services.definition_problems(lab()) == ()
