"""Credentials: what is signed for each issue of a certificate (docs/adr/0020)."""

import json
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.services import outbox
from courses.credentials import credential, jwt, keys, status
from courses.enums import CertificateEventKind
from courses.models import CertificateIssue, Credential
from courses.selectors.certificate_chains import said_of_credential
from courses.selectors.credentials import list_url
from courses.selectors.signing import Signer, signer
from courses.services.certificate_events import hold, record
from courses.services.certificate_words import criteria_of, standard_of, subject_of

SIGN = "courses.sign_issue"
DRAWS = 16
MOST_AT_ONCE = 5_000


def request_credential(issue: CertificateIssue) -> None:
    """Write the outbox entry that signs an issue, in the transaction that makes it.

    Args:
        issue: new.

    Safe to call twice: there is one entry for each issue.
    """
    outbox.add_entry(topic=SIGN, payload={"issue_id": issue.pk}, dedupe_key=f"{SIGN}:{issue.pk}")


def sign_issue(*, issue_id: int) -> Credential | None:
    """Sign what an issue says, once and for good.

    Args:
        issue_id: of the issue.

    Returns:
        The credential, new or already there. None while nobody can sign here: `request_waiting` comes back to it.

    Raises:
        KeyFileError: a key cannot be read, or may be read by others.

    Holds the certificate's row and writes into its audit trail. Safe to call twice and at the same time: one credential
    is made. The same issue, key and place give the same bytes.
    """
    there = Credential.objects.filter(issue=issue_id).first()
    by = signer()
    if there is not None or by is None:
        return there
    issue = CertificateIssue.objects.defer("pdf").get(pk=issue_id)
    index = _free_place()
    fields = {"status_index": index, **_signed(issue, by, index)}
    with transaction.atomic():
        hold(issue.certificate_id)
        made, is_new = Credential.objects.get_or_create(issue=issue, defaults=fields)
        if is_new:
            record(issue.certificate_id, CertificateEventKind.SIGNED, details=said_of_credential(issue, made))
    return made


def _signed(issue: CertificateIssue, by: Signer, index: int) -> dict[str, str]:
    number, place = status.place(index)
    snapshot = issue.snapshot
    with translation.override(snapshot["language"]):
        words = _words(snapshot, by)
    entry = status.StatusEntry(list_url(number), place)
    document = credential.build(snapshot, issuer=by.issuer, status=entry, words=words, valid_until=issue.expires_at)
    signed = by.sign(document, issue.issued_at)
    return {
        "document": json.dumps(signed, ensure_ascii=False, separators=(",", ":")),
        "token": jwt.to_jwt(document, key=by.token_key) if by.token_key else "",
    }


def _words(snapshot: Mapping[str, Any], by: Signer) -> credential.Words:
    subject = subject_of(snapshot)
    return credential.Words(
        description=subject.description % {"issuer": snapshot["issuer"]["name"], "course": subject.title},
        criteria=criteria_of(snapshot),
        demonstration=_("Demonstration") if by.is_demonstration else "",
        standard=standard_of(snapshot) if "standard" in snapshot else "",
    )


def _free_place() -> int:
    """Draw a place in the newest list, so that neighbours tell nothing; where no draw is free, in the next list."""
    newest = Credential.objects.aggregate(newest=Max("status_index"))["newest"] or 0
    begins = newest - newest % status.BITS
    drawn = [begins + secrets.randbelow(status.BITS) for _number in range(DRAWS)]
    taken = set(Credential.objects.filter(status_index__in=drawn).values_list("status_index", flat=True))
    free = [index for index in drawn if index not in taken]
    return free[0] if free else begins + status.BITS + secrets.randbelow(status.BITS)


def request_waiting() -> int:
    """Have those issues signed that were made while nobody could sign.

    Returns:
        How many were asked for, of at most some thousand; none while nobody can sign.

    Raises:
        KeyFileError: a key cannot be read, or may be read by others.

    Writes an outbox entry for each, one for each key that may sign it. Safe to call twice.
    """
    by = signer()
    if by is None:
        return 0
    key = by.method.rpartition("#")[2]
    waiting = list(_unsigned().values_list("pk", flat=True)[:MOST_AT_ONCE])
    outbox.add_entries(topic=SIGN, payloads={f"{SIGN}:{pk}:{key}": {"issue_id": pk} for pk in waiting})
    return len(waiting)


def _unsigned() -> QuerySet[CertificateIssue]:
    return CertificateIssue.objects.filter(credential=None).order_by("pk")


def make_key(kind: keys.Kind) -> Path:
    """Make a new key that signs from now on; earlier ones stay, so that what they signed can be checked.

    Args:
        kind: of the key.

    Returns:
        Its file, which only its owner reads.

    Raises:
        FileExistsError: one was made in the same second.
    """
    return keys.write_key(Path(settings.CHANCERY_KEYS_DIR), kind, timezone.now())
