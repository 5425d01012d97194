from collections.abc import Sequence

from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend

from accounts.services import mail


class OutboxBackend(BaseEmailBackend):
    """Writes every message into the outbox, in the transaction that decided on it, instead of sending it."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            mail.queue(to=message.to, subject=str(message.subject), text=str(message.body), html=_html(message))
        return len(email_messages)


def _html(message: EmailMessage) -> str:
    parts = message.alternatives if isinstance(message, EmailMultiAlternatives) else []
    return next((str(content) for content, kind in parts if kind == "text/html"), "")
