"""Every message leaves through the outbox, so that none is lost when the mail server or the worker is away."""

import datetime
import email
import email.policy
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection

from accounts.services import outbox

TOPIC = "accounts.send_mail"
NO_HEADERS: Mapping[str, str] = MappingProxyType({})
# what django.core.mail.backends.filebased writes after each message
SEPARATOR = b"\n" + b"-" * 79 + b"\n"


def queue(*, to: Sequence[str], subject: str, text: str, html: str = "", dedupe_key: str | None = None) -> None:
    """Write a message into the outbox.

    Args:
        to: addresses, at least one.
        subject: one line.
        text: the plain-text body.
        html: the HTML body; empty for none.
        dedupe_key: messages with the same key are sent once; None sends always.
    """
    number = uuid.uuid4().hex
    payload = {"to": list(to), "subject": " ".join(subject.split()), "text": text, "html": html, "number": number}
    outbox.add_entry(topic=TOPIC, payload=payload, dedupe_key=dedupe_key or f"mail:{number}")


@dataclass(frozen=True, slots=True)
class Letter:
    """A message to one person in plain text; those with the same key are sent once. `headers` go into its head."""

    to: str
    subject: str
    text: str
    dedupe_key: str
    headers: Mapping[str, str] = field(default_factory=dict)


def queue_many(letters: Iterable[Letter]) -> None:
    """Write many messages into the outbox.

    Args:
        letters: some hundred at most.

    One statement. Safe to call twice.
    """
    payloads = {
        letter.dedupe_key: {
            "to": [letter.to],
            "subject": " ".join(letter.subject.split()),
            "text": letter.text,
            "number": uuid.uuid4().hex,
            "headers": dict(letter.headers),
        }
        for letter in letters
    }
    outbox.add_entries(topic=TOPIC, payloads=payloads)


def send(
    *,
    to: Sequence[str],
    subject: str,
    text: str,
    html: str = "",
    number: str = "",
    headers: Mapping[str, str] = NO_HEADERS,
) -> None:
    """Hand one message to the mail server; the outbox calls this and tries again when it raises.

    Args:
        to: addresses, at least one.
        subject: one line.
        text: the plain-text body.
        html: the HTML body; empty for none.
        number: of the message. A worker that dies between sending and noting it sends twice; by the Message-ID, which
            is the same, mail servers and readers know the two for one.
        headers: more lines for the head of the message.
    """
    named = {"Message-ID": f"<{number}@{urlsplit(settings.CHANCERY_PUBLIC_URL).hostname}>"} if number else {}
    message = EmailMultiAlternatives(
        subject=subject,
        body=text,
        to=list(to),
        headers={**named, **headers},
        connection=get_connection(settings.CHANCERY_MAIL_BACKEND),
    )
    if html:
        message.attach_alternative(html, "text/html")
    message.send()


@dataclass(frozen=True, slots=True)
class KeptMessage:
    """A message that the file backend wrote instead of sending it."""

    to: str
    subject: str
    sent_at: datetime.datetime | None
    text: str


def kept_messages(folder: Path, *, at_most: int = 50) -> list[KeptMessage]:
    """Read the messages that the file backend keeps; for the demo's mailbox.

    Args:
        folder: the backend's EMAIL_FILE_PATH; may be missing.
        at_most: how many.

    Returns:
        Messages, the newest first.
    """
    files = sorted(folder.glob("*.log"), key=lambda path: (path.stat().st_mtime_ns, path.name), reverse=True)
    found: list[KeptMessage] = []
    for path in files:
        found += [_parse(part) for part in reversed(path.read_bytes().split(SEPARATOR)) if part.strip()]
        if len(found) >= at_most:
            break
    return found[:at_most]


def _parse(raw: bytes) -> KeptMessage:
    message = email.message_from_bytes(raw.lstrip(), policy=email.policy.default)
    body = message.get_body(("plain",))
    return KeptMessage(
        to=str(message["To"]),
        subject=str(message["Subject"]),
        # a zone of -0000 is read as "no zone known", but the time is universal time
        sent_at=message["Date"].datetime.replace(tzinfo=datetime.UTC) if message["Date"] else None,
        text=body.get_content() if body else "",
    )
