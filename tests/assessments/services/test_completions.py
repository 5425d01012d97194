"""A search that takes long is done in the background, once, and what it found is kept."""

import uuid

import pytest
from django.utils import timezone

from accounts.models import OutboxEntry
from accounts.services import outbox
from assessments import services
from assessments.models import Completion
from assessments.rules import registry
from assessments.services import completions
from tests.bench.seating import seating

pytestmark = pytest.mark.django_db
KEY = uuid.UUID("6f0b8a52-3c1d-4e8b-9a57-2d1c7e5f4a10")


def lab(seed=4):
    """Make a lab that is not worked out at once."""
    definition = seating(seed)
    listed = {name: definition[name] for name in ("places", "guests", "rules")}
    texts = {f"{name}.{entry['id']}.text": "x" for name, entries in listed.items() for entry in entries}
    return definition | {"texts": {"en": definition["texts"]["en"] | texts}}


def few():
    """Make a lab that is worked out at once."""
    return lab() | {"rules": lab()["rules"][1:2], "key": str(KEY)}


def test_what_takes_no_time_is_not_put_off():
    assert "bounds" in completions.completed(few())
    assert services.definition_problems(few()) == ()


def test_what_is_asked_for_is_only_written_down():
    services.request_completion(few())
    assert Completion.objects.get().found is None
    assert outbox.sweep() == 1
    assert Completion.objects.get().found == {"bounds": registry.complete(few())["bounds"]}


@pytest.mark.parametrize("known", [{"found": {"bounds": []}}, {"given_up": True}, {"percent": 3}])
def test_what_is_known_is_looked_up_and_not_searched(known):
    services.request_completion(few())
    Completion.objects.update(**known)
    assert completions.completed(few()) == few() | known.get("found", {})


def test_the_bounds_that_were_published_are_taken_over_whatever_a_search_finds_today():
    whole = registry.complete(lab() | {"key": str(KEY)}, [].append)
    published = services.publish_definition(key=KEY, title="A lab", definition=whole, policy={})
    bare = {name: value for name, value in whole.items() if name != "bounds"}
    assert services.publish_definition(key=KEY, title="A lab", definition=bare, policy={}) == published
    services.request_completion(bare)
    assert not Completion.objects.exists()
    for other in ({"points": 7}, {"key": "seating"}, {"key": str(uuid.uuid4())}):
        assert "bounds" not in completions.completed(bare | other)


def test_a_search_that_never_comes_to_an_end_is_given_up():
    services.request_completion(lab())
    digest = Completion.objects.get().digest
    Completion.objects.update(tries=completions.MOST_TRIES)
    services.work_out(digest=digest)
    (problem,) = services.definition_problems(lab())
    assert ("too hard to work out" in problem.message, problem.is_pending) == (True, False)


def test_each_search_that_is_begun_and_breaks_off_is_counted():
    services.request_completion(lab())
    Completion.objects.update(definition=[])
    done = []
    for _ in range(completions.MOST_TRIES + 1):
        OutboxEntry.objects.update(available_at=timezone.now())
        done.append(outbox.sweep())
    assert done == [0] * completions.MOST_TRIES + [1]
    assert Completion.objects.get().given_up


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
