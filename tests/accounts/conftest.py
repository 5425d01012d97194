import pytest
from django.core import mail as django_mail
from django.core.cache import cache

from accounts.services import outbox


@pytest.fixture(autouse=True)
def fresh_limits():
    """Rate limits count in the cache; each test begins with none used."""
    cache.clear()


@pytest.fixture
def delivered():
    """Send what waits in the outbox and return all messages."""

    def deliver():
        while outbox.sweep():
            pass
        return django_mail.outbox

    return deliver
