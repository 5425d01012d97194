"""Time that was given for all exercises, before it was kept under which organisation, gets the one it was given by."""

import uuid
from importlib import import_module

import pytest
from django.apps import apps

from assessments.models import Accommodation
from tests.factories.accounts import make_coordinator, make_membership, make_organisation, make_user
from tests.factories.assessments import make_published_exercise

pytestmark = pytest.mark.django_db

MIGRATION = "assessments.migrations.0021_organisations_of_time"


def given(learner, coordinator, exercise=None):
    fields = {"learner": learner, "granted_by": coordinator, "exercise": exercise}
    return Accommodation.objects.create(form_token=uuid.uuid4(), factor_percent=150, **fields).pk


def test_time_for_all_exercises_gets_the_city_that_both_belong_to():
    city, learner = make_organisation(), make_user()
    coordinator = make_coordinator(city)
    make_membership(user=learner, organisation=make_organisation())
    make_membership(user=learner, organisation=city)
    everywhere, stranger = given(learner, coordinator), given(make_user(), coordinator)
    single = given(learner, coordinator, make_published_exercise())
    import_module(MIGRATION).name_organisations(apps, None)
    found = dict(Accommodation.objects.values_list("pk", "organisation"))
    assert found == {everywhere: city.pk, stranger: None, single: None}
