import uuid

import pytest

from assessments import selectors, services
from assessments.errors import ExerciseNotReadyError
from assessments.models import Sample
from assessments.rules.types import Owner
from tests.factories.accounts import make_user
from tests.factories.assessments import make_published_exercise, make_sample

pytestmark = pytest.mark.django_db

GUEST = Owner(guest=uuid.UUID(int=7))


def slugs():
    return [card.slug for card in selectors.samples("en")]


def test_samples_are_what_was_said_last_in_that_order():
    first, second, third = (make_published_exercise(kind) for kind in ("order", "choice", "branch"))
    services.sync_samples({first.key: "one", second.key: "two"})
    services.sync_samples({third.key: "three", first.key: "two", uuid.uuid4(): "unknown"})
    assert slugs() == ["three", "two"]
    assert list(Sample.objects.order_by("position").values_list("exercise", flat=True)) == [third.pk, first.pk]


def test_saying_it_twice_changes_nothing():
    exercise = make_sample()
    rows = list(Sample.objects.values_list("pk", "exercise", "slug", "position"))
    services.sync_samples({exercise.key: "try-choice"})
    assert list(Sample.objects.values_list("pk", "exercise", "slug", "position")) == rows


def test_what_is_not_on_offer_cannot_be_begun_but_what_is_begun_goes_on():
    exercise = make_sample()
    going = services.start_sample(slug="try-choice", owner=GUEST)
    assert services.start_sample(slug="try-choice", owner=GUEST) == going
    services.retire_exercise(key=exercise.key)
    assert slugs() == []
    with pytest.raises(ExerciseNotReadyError):
        services.start_sample(slug="try-choice", owner=Owner(guest=uuid.uuid4()))
    with pytest.raises(ExerciseNotReadyError):
        services.start_sample(slug="nothing", owner=GUEST)
    assert selectors.own_attempt(key=going.key, owner=GUEST).is_open


def test_a_signed_in_person_makes_an_ordinary_attempt():
    make_sample()
    learner = make_user()
    attempt = services.start_sample(slug="try-choice", owner=Owner(learner_id=learner.pk))
    assert (attempt.learner, attempt.guest, attempt.as_guest, attempt.number) == (learner, None, False, 1)
