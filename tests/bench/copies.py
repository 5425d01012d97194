"""The worker of tests.bench.registry: makes certificates and does every step once. Django has to be set up before."""

import contextlib
import json
import os
import tempfile
import time
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from courses import selectors, services
from courses.credentials import jwt
from courses.models import Certificate, CertificateIssue, CertificateRevocation, Credential, Enrolment
from courses.models.certificates import new_code
from courses.selectors.signing import signer
from courses.selectors.verdict import verified
from tests.factories.accounts import make_user
from tests.factories.courses import make_finished_enrolment
from tests.factories.keys import key_variables

BATCH = 1_000
EVERY = 20


def measured(number):
    """Do every step once and yield what it took."""
    settings.CHANCERY_KEYS = key_variables(0)
    code = _fill(number)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    for again in ("", ", again"):
        yield _row(f"a list of revocations{again}", lambda: selectors.status_list(0))
    for again in ("", ", again"):
        yield _row(f"a page{again}", lambda: verified(code=code, reader_id=None, now=timezone.now()))
    with tempfile.TemporaryDirectory() as folder, Path(os.devnull).open("w") as nowhere:
        yield _row("export_registry", lambda: call_command("export_registry", f"{folder}/all", stdout=nowhere))


def _row(step, do):
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")
    started, cpu = time.monotonic(), time.process_time()
    with CaptureQueriesContext(connection) as asked:
        do()
    return {
        "step": step,
        "seconds": time.monotonic() - started,
        "cpu": time.process_time() - cpu,
        "statements": len(asked),
        "megabytes": _megabytes("VmHWM"),
    }


def _megabytes(name):
    """Read the memory of this process; 0 where the system does not say."""
    with contextlib.suppress(OSError):
        lines = Path("/proc/self/status").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:")) / 1024
    return 0


def _fill(number):
    """Issue one certificate and copy it, each twentieth copy revoked; return the address of the one."""
    enrolment = make_finished_enrolment(make_user(), name="Ana Learner")
    certificate = services.issue_certificate(enrolment_id=enrolment.pk)
    signed = services.sign_issue(issue_id=certificate.issues.get().pk)
    places = (place for place in range(number + 1) if place != signed.status_index)
    for begins in range(0, number, BATCH):
        _copy(signed, enrolment, [next(places) for _number in range(begins, min(begins + BATCH, number))])
    return certificate.code


def _copy(signed, enrolment, places):
    issue, code = signed.issue, signed.issue.certificate.code
    text = json.dumps(issue.snapshot)
    people = User.objects.bulk_create(User(email=f"{place}@copies.example") for place in places)
    same = {
        "course_id": enrolment.course_id,
        "finished_at": enrolment.finished_at,
        "finished_by": enrolment.finished_by,
    }
    same |= {"finished_version": enrolment.finished_version, "printed_name": enrolment.printed_name}
    enrolments = Enrolment.objects.bulk_create(Enrolment(learner=person, **same) for person in people)
    made = Certificate.objects.bulk_create(Certificate(enrolment=each, code=new_code()) for each in enrolments)
    issues = CertificateIssue.objects.bulk_create(
        CertificateIssue(
            certificate=each,
            number=1,
            issued_at=issue.issued_at,
            snapshot=json.loads(text.replace(code, each.code)),
            pdf=b"",
        )
        for each in made
    )
    Credential.objects.bulk_create(
        Credential(issue=each, status_index=place, **_signed(signed.document.replace(code, each.certificate.code)))
        for each, place in zip(issues, places, strict=True)
    )
    over = CertificateRevocation.objects.bulk_create(
        CertificateRevocation(issue=each, reason="Copied.") for each in issues[::EVERY]
    )
    for each in over:
        each.issue.certificate.revocation = each
    Certificate.objects.bulk_update([each.issue.certificate for each in over], ["revocation"])


def _signed(document):
    """Sign a token for a document; its proof stays that of the one, and is computed nowhere here."""
    by = signer()
    plain = {name: value for name, value in json.loads(document).items() if name != "proof"}
    return {"document": document, "token": jwt.to_jwt(plain, key=by.token_key)}
