import uuid

import pytest

from assessments import selectors, services
from assessments.selectors import CompetencyData
from tests.factories.assessments import make_published_exercise

pytestmark = pytest.mark.django_db


def test_exercise_ids_by_key_leaves_out_the_unknown():
    first, second = make_published_exercise(), make_published_exercise("order")
    keys = [first.key, second.key, uuid.uuid4()]
    assert selectors.exercise_ids_by_key(keys) == {first.key: first.pk, second.key: second.pk}


def test_competencies_are_sorted_by_title():
    data = [CompetencyData(uuid.uuid4(), "b", "Beta"), CompetencyData(uuid.uuid4(), "a", "Alpha")]
    services.sync_competencies(data)
    assert selectors.competencies() == data[::-1]
