"""Move revocations to the issues they ended, and begin the audit trail of every certificate that is there."""

from django.db import migrations
from django.db.models import OuterRef, Subquery

from assessments.services.events import Happened, chained
from courses.selectors.certificate_chains import chain_of, said_of_issue, said_of_revocation

CHUNK = 200


def begin(apps, schema_editor):
    certificates, issues, revocations, trail = models(apps)
    newest = issues.filter(certificate=OuterRef("certificate")).order_by("-number").values("pk")[:1]
    revocations.update(issue=Subquery(newest))
    ended = revocations.filter(issue__certificate=OuterRef("pk")).values("pk")[:1]
    certificates.update(revocation=Subquery(ended))
    rows = issues.select_related("certificate", "revocation").order_by("certificate", "number")
    heads = {}
    for issue in rows.iterator(CHUNK):
        for event in told(issue):
            head = heads.get(issue.certificate_id, (0, chain_of(issue.certificate_id)))
            (fields,) = chained([event], head)
            trail.create(certificate_id=issue.certificate_id, **fields)
            heads = {issue.certificate_id: (fields["number"], fields["digest"])}


def told(issue):
    since = {"issued_at": issue.issued_at.isoformat()}
    yield Happened("issued", None, since | said_of_issue(issue))
    revocation = getattr(issue, "revocation", None)
    if revocation:
        since = {"revoked_at": revocation.revoked_at.isoformat()}
        yield Happened("revoked", revocation.revoked_by_id, since | said_of_revocation(issue, revocation))


def go_back(apps, schema_editor):
    certificates, issues, revocations, trail = models(apps)
    certificate = issues.filter(pk=OuterRef("issue")).values("certificate")[:1]
    revocations.update(certificate=Subquery(certificate), issue=None)
    certificates.update(revocation=None)
    trail.all().delete()


def models(apps):
    names = ("Certificate", "CertificateIssue", "CertificateRevocation", "CertificateEvent")
    return [apps.get_model("courses", name).objects for name in names]


class Migration(migrations.Migration):
    dependencies = [("courses", "0013_certificate_audit")]

    operations = [migrations.RunPython(begin, go_back)]
