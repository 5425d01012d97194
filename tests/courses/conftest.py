import pytest
from django.db import connection

from tests.assessments.conftest import Statements
from tests.factories.accounts import make_user
from tests.factories.keys import key_variables


@pytest.fixture
def statements():
    return lambda: Statements(connection)


@pytest.fixture
def learner(db):
    return make_user(display_name="Ana Learner")


@pytest.fixture
def signed_in(client, learner):
    client.force_login(learner)
    return client


@pytest.fixture
def with_keys(settings):
    settings.CHANCERY_KEYS = key_variables(0)
