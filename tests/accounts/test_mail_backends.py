import pytest
from django.core.mail import EmailMultiAlternatives, get_connection

from accounts.models import OutboxEntry

pytestmark = pytest.mark.django_db


def test_whatever_is_sent_goes_into_the_outbox(delivered):
    connection = get_connection("accounts.mail_backends.OutboxBackend")
    message = EmailMultiAlternatives("Sent back", "Text", to=["ana@city.example"], connection=connection)
    message.attach_alternative("<p>Text</p>", "text/html")
    assert message.send() == 1
    assert OutboxEntry.objects.get().payload["subject"] == "Sent back"
    [sent] = delivered()
    assert (sent.to, sent.body, sent.alternatives[0].content) == (["ana@city.example"], "Text", "<p>Text</p>")
