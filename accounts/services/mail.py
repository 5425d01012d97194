"""Every message leaves through the outbox, so that none is lost when the mail server or the worker is away."""

import uuid
from collections.abc import Sequence

from django.core.mail import EmailMultiAlternatives

from accounts.services import outbox


def queue(*, to: Sequence[str], subject: str, text: str, html: str = "", dedupe_key: str | None = None) -> None:
    """Write a message into the outbox.

    Args:
        to: addresses, at least one.
        subject: one line.
        text: the plain-text body.
        html: the HTML body; empty for none.
        dedupe_key: messages with the same key are sent once; None sends always.
    """
    payload = {"to": list(to), "subject": " ".join(subject.split()), "text": text, "html": html}
    key = dedupe_key or f"mail:{uuid.uuid4()}"
    outbox.add_entry(topic="accounts.send_mail", payload=payload, dedupe_key=key)


def send(*, to: Sequence[str], subject: str, text: str, html: str = "") -> None:
    """Hand one message to the mail server; the outbox calls this and tries again when it raises."""
    message = EmailMultiAlternatives(subject=subject, body=text, to=list(to))
    if html:
        message.attach_alternative(html, "text/html")
    message.send()
