import pytest
from django.core import mail as django_mail

from accounts.services import outbox


@pytest.fixture
def delivered():
    """Send what waits in the outbox and return all messages."""

    def deliver():
        while outbox.sweep():
            pass
        return django_mail.outbox

    return deliver
