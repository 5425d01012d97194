import datetime
import uuid

import pytest
from django.utils import timezone

from assessments import services
from assessments.models import AttemptEvent, AuditAnchor
from assessments.selectors.chains import broken_chains
from assessments.tasks import anchor_days
from tests.factories.assessments import make_attempt, make_guest_attempt, make_published_exercise, make_sample

pytestmark = pytest.mark.django_db

NOW = datetime.datetime(2026, 11, 23, 12, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)


@pytest.fixture
def today(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def days():
    return list(AuditAnchor.objects.order_by("day").values_list("day", "attempts"))


def test_days_that_are_over_are_anchored_once(learner, today):
    assert (services.anchor_days(now=NOW), days()) == (0, [])
    make_attempt(make_published_exercise(), learner)
    make_guest_attempt(make_sample(), uuid.uuid4())
    assert services.anchor_days(now=NOW) == 0
    midnight = NOW.replace(hour=0) + DAY
    assert services.anchor_days(now=midnight) == 0
    assert services.anchor_days(now=midnight + services.anchors.MARGIN) == 1
    assert services.anchor_days(now=midnight + services.anchors.MARGIN) == 0
    assert days() == [(NOW.date(), 1)]
    assert services.anchor_days(now=midnight + 2 * DAY) == 1
    assert days() == [(NOW.date(), 1), (NOW.date() + DAY, 0)]
    assert list(broken_chains()) == []


def test_the_timetable_anchors(learner):
    make_attempt(make_published_exercise(), learner)
    yesterday = timezone.now() - 2 * DAY
    AttemptEvent.objects.update(at=yesterday)
    assert anchor_days() >= 1
    assert days()[0] == (yesterday.astimezone(datetime.UTC).date(), 1)
