import datetime

import pytest
from django.db import connection
from django.utils import timezone

from assessments import services
from assessments.enums import EventKind
from assessments.models import Attempt, AttemptEvent, AuditAnchor
from assessments.selectors.chains import broken_chains, is_anchor, newest_anchor
from assessments.services.events import Happened, record, record_many
from tests.factories.accounts import make_user
from tests.factories.assessments import finish_attempt, make_attempt, make_published_exercise

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)


@pytest.fixture
def attempt(learner):
    return finish_attempt(make_attempt(make_published_exercise(), learner), is_right=True)


@pytest.fixture
def anchored(attempt):
    """Events of today and an anchor of today and of the day after, made on the third day."""
    assert services.anchor_days(now=timezone.now() + 2 * DAY) == 2
    return attempt


def faults():
    return list(broken_chains())


def flipped(value):
    """Change the lowest bit of a value as the database holds it."""
    if isinstance(value, int):
        return value ^ 1
    text = str(value)
    place = text.index("-") - 1 if text[4:5] == "-" else len(text) // 2
    return text[:place] + chr(ord(text[place]) ^ 1) + text[place + 1 :]


def flip(table, column, pk):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table} WHERE id = %s", [pk])
        value = flipped(cursor.fetchone()[0])
        cursor.execute(f"UPDATE {table} SET {column} = %s WHERE id = %s", [value, pk])


EVENT_COLUMNS = [field.column for field in AttemptEvent._meta.concrete_fields if not field.primary_key]
ANCHOR_COLUMNS = [field.column for field in AuditAnchor._meta.concrete_fields if not field.primary_key]


@pytest.mark.parametrize("column", EVENT_COLUMNS)
@pytest.mark.parametrize("number", [1, 4])
def test_a_bit_that_is_flipped_in_an_event_is_found(attempt, learner, column, number):
    other = make_attempt(make_published_exercise(), learner)
    assert faults() == []
    event = AttemptEvent.objects.get(attempt=attempt, number=number)
    if column == "attempt_id":
        AttemptEvent.objects.filter(attempt=other).delete()
        AttemptEvent.objects.filter(pk=event.pk).update(attempt=other)
    elif column == "number":
        AttemptEvent.objects.filter(pk=event.pk).update(number=event.number + 8)
    elif column == "by_id":
        AttemptEvent.objects.filter(pk=event.pk).update(by=make_user())
    elif event.details == {} and column == "details":
        AttemptEvent.objects.filter(pk=event.pk).update(details={"": 0})
    else:
        flip("assessments_attemptevent", column, event.pk)
    assert faults() != []


@pytest.mark.parametrize("column", ANCHOR_COLUMNS)
def test_a_bit_that_is_flipped_in_an_anchor_is_found(anchored, column):
    assert faults() == []
    last = AuditAnchor.objects.latest("day")
    if column == "day":
        AuditAnchor.objects.filter(pk=last.pk).update(day=last.day + DAY)
    else:
        flip("assessments_auditanchor", column, last.pk)
    assert faults() != []


def test_details_may_be_erased(attempt):
    AttemptEvent.objects.update(details=None)
    assert faults() == []


def test_an_event_that_was_taken_away_is_found(anchored):
    AttemptEvent.objects.get(number=4).delete()
    assert faults() == [
        f"attempt {anchored.key}: it is released, its events say otherwise",
        f"the anchor of {AuditAnchor.objects.earliest('day')} is not what its events and the day before come to",
    ]


def test_a_chain_that_was_written_anew_does_not_fit_its_anchor(anchored, learner):
    AttemptEvent.objects.all().delete()
    kinds = ("begun", "submitted", "scored", "released")
    record_many({anchored.pk: [Happened(EventKind(kind)) for kind in kinds]})
    assert [fault[:10] for fault in faults()] == ["the anchor"]


def test_an_anchor_that_was_taken_away_is_found(anchored):
    first, second = AuditAnchor.objects.order_by("day")
    first.delete()
    assert faults() == [
        f"the anchor of {first.day} is missing, {second.day} follows",
        f"the anchor of {second.day} is not what its events and the day before come to",
    ]


def test_an_attempt_that_is_older_than_the_events_needs_none(attempt, learner):
    old = make_attempt(make_published_exercise(), learner)
    AttemptEvent.objects.filter(attempt=old).delete()
    assert faults() == [f"attempt {old.key} was begun without an event"]
    Attempt.objects.filter(pk=old.pk).update(started_at=timezone.now() - DAY)
    assert faults() == []
    finish_attempt(old, is_right=True)
    assert faults() == []


def test_an_attempt_in_another_state_than_its_events_say_is_found(attempt):
    Attempt.objects.update(state="appealed")
    assert faults() == [f"attempt {attempt.key}: it is appealed, its events say otherwise"]


def test_an_event_that_cannot_have_followed_is_found(attempt):
    record(attempt.pk, EventKind.ANSWERED)
    assert faults() == [f"attempt {attempt.key}: event 5 (answered) cannot have followed those before"]


@pytest.fixture
def next_days(attempt, time_machine):
    """The first anchor is made, and it is the day after that one, at noon."""
    noon = timezone.now().replace(hour=12)
    services.anchor_days(now=noon + DAY)
    time_machine.move_to(noon + DAY, tick=False)
    return noon


def test_a_day_that_ended_hours_ago_has_its_anchor(next_days, time_machine):
    assert faults() == []
    time_machine.move_to(next_days.replace(hour=5) + 2 * DAY, tick=False)
    assert faults() == []
    time_machine.move_to(next_days + 2 * DAY, tick=False)
    assert faults() == [f"no day since {(next_days + DAY).date()} is anchored"]


def test_newest_anchors_that_were_taken_away_are_found(next_days):
    AuditAnchor.objects.latest("day").delete()
    assert faults() == [f"no day since {next_days.date()} is anchored"]


def test_an_anchor_that_was_kept_elsewhere_tells_what_was_written_anew(next_days):
    kept = newest_anchor()
    assert kept is not None
    assert is_anchor(*kept)
    AttemptEvent.objects.filter(number=4).delete()
    Attempt.objects.update(state="scored")
    AuditAnchor.objects.all().delete()
    services.anchor_days(now=timezone.now())
    assert faults() == []
    assert not is_anchor(*kept)
