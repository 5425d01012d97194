"""Takes certificates back to before their audit trail and forward again; prints what is known of them both times.

Run by tests/courses/test_migrations.py in a process of its own: migrating needs a database to itself.
"""

import json
import sys
from typing import Any

import django

django.setup()

from django.core.management import call_command  # noqa: E402  (Django has to be set up first)
from django.db import connection  # noqa: E402  (the same)

from courses import services  # noqa: E402  (the same)
from courses.models import Certificate, CertificateEvent, CertificateRevocation  # noqa: E402  (the same)
from courses.selectors.certificate_chains import broken_chains  # noqa: E402  (the same)
from tests.factories.accounts import make_verified_user  # noqa: E402  (the same)
from tests.factories.courses import make_finished_enrolment  # noqa: E402  (the same)


def main() -> dict[str, Any]:
    """Issue two certificates, revoke one, migrate back and forth."""
    judge = make_verified_user()
    codes = [
        services.issue_certificate(enrolment_id=make_finished_enrolment(make_verified_user(), name="Ana").pk).code
        for _ in range(2)
    ]
    services.revoke_certificate(code=codes[0], reason="Copied.", revoked_by_id=judge.pk)
    call_command("migrate", "courses", "0012", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT code FROM courses_certificaterevocation r JOIN courses_certificate c ON certificate_id = c.id"
        )
        before = cursor.fetchall()
    call_command("migrate", "courses", verbosity=0)
    events = CertificateEvent.objects.order_by("certificate", "number").values_list("certificate__code", "kind", "by")
    return {
        "before": [codes.index(code) for (code,) in before],
        "revoked": [codes.index(row.issue.certificate.code) for row in CertificateRevocation.objects.all()],
        "points": [codes.index(row.code) for row in Certificate.objects.exclude(revocation=None)],
        "events": [[codes.index(code), kind, by == judge.pk] for code, kind, by in events],
        "faults": list(broken_chains()),
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main()))
