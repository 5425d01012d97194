import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.accounts import make_user

NOT_COUNTED = re.compile(r'^(SAVEPOINT|RELEASE|ROLLBACK|BEGIN|COMMIT)|FROM "(django_session|accounts_user)"')


class Statements(CaptureQueriesContext):
    """Statements of a block, without transaction control, session and user."""

    @property
    def counted(self):
        return [query["sql"] for query in self.captured_queries if not NOT_COUNTED.search(query["sql"])]


@pytest.fixture
def statements():

    return lambda: Statements(connection)


@pytest.fixture
def learner(db):
    return make_user()


@pytest.fixture
def signed_in(client, learner):
    client.force_login(learner)
    return client
