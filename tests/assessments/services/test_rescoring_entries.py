"""A step of a rescoring is one entry of the outbox, which becomes one for each part in the background."""

import pytest

from accounts.models import OutboxEntry
from accounts.services import outbox
from assessments import services
from assessments.models import Rescoring
from assessments.services import rescoring_parts
from tests.assessments.services.test_rescoring import make_crowd, parts, plan, state_of, work
from tests.factories.accounts import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    return make_user()


@pytest.fixture
def parted(monkeypatch):
    monkeypatch.setattr(rescoring_parts, "CHUNK", 5)
    return make_crowd(1)


def test_a_step_of_many_parts_is_one_entry_of_the_request(parted, author, statements):
    waiting = OutboxEntry.objects.filter(done_at=None)
    key = plan(parted, author)
    assert [entry.topic for entry in waiting.all()] == ["assessments.rescore_all"]
    assert outbox.sweep() == 1
    assert sorted(entry.payload["chunk_id"] for entry in waiting.all()) == parts(key)
    row = Rescoring.objects.get()
    with statements() as counted:
        services.rescore_all(rescoring_id=row.pk, step="compute")
    assert (len(counted.counted), waiting.count()) == (2, 4)
    services.rescore_all(rescoring_id=row.pk, step="publish")
    assert waiting.count() == 4
    work()
    services.rescore_all(rescoring_id=row.pk, step="compute")
    assert (state_of(key), waiting.count()) == ("ready", 0)
