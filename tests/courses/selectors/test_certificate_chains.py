import datetime

import pytest
from django.utils import timezone

from assessments import services as assessment_services
from assessments.selectors import chains
from courses import services
from courses.enums import CertificateEventKind
from courses.models import Certificate, CertificateEvent, CertificateIssue, CertificateRevocation
from courses.selectors.certificate_chains import broken_chains
from courses.services.certificate_events import record
from tests.factories.accounts import make_user
from tests.factories.courses import make_finished_enrolment

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)
COLUMNS = [field.name for field in CertificateEvent._meta.concrete_fields if not field.primary_key]


@pytest.fixture
def certificate(learner):
    enrolment = make_finished_enrolment(learner, name="Ana Learner", slug="protocol")
    issued = services.issue_certificate(enrolment_id=enrolment.pk)
    services.set_name_withheld(enrolment_id=enrolment.pk, withheld=True)
    services.revoke_certificate(code=issued.code, reason="Copied.", revoked_by_id=make_user().pk)
    return issued


def faults():
    return list(broken_chains())


def test_everything_that_happens_is_written_down_once(certificate, learner):
    services.set_name_withheld(enrolment_id=certificate.enrolment_id, withheld=True)
    services.revoke_certificate(code=certificate.code, reason="Again.", revoked_by_id=None)
    services.set_name_withheld(enrolment_id=certificate.enrolment_id, withheld=False)
    events = CertificateEvent.objects.order_by("number")
    assert [(event.number, event.kind) for event in events] == [
        (1, "issued"),
        (2, "name-withheld"),
        (3, "revoked"),
        (4, "name-shown"),
    ]
    revocation = CertificateRevocation.objects.get()
    assert [event.by_id for event in events] == [None, learner.pk, revocation.revoked_by_id, learner.pk]
    assert events[2].details == {"issue": 1, "reason": "Copied.", "asked_by": revocation.revoked_by_id}
    assert faults() == []


def changes_to(event):
    """Say for each column what somebody might write there."""
    return {
        "certificate": Certificate.objects.latest("pk").pk,
        "number": 9,
        "kind": "reminded",
        "at": event.at + datetime.timedelta(microseconds=1),
        "by": event.certificate.enrolment.learner_id,
        "details": {**event.details, "reason": "Another."},
        "details_digest": "0" * 64,
        "digest": "0" * 64,
    }


@pytest.mark.parametrize("column", COLUMNS)
def test_a_column_of_an_event_that_was_changed_is_found(certificate, learner, column):
    services.issue_certificate(enrolment_id=make_finished_enrolment(learner, name="Ana").pk)
    assert faults() == []
    event = CertificateEvent.objects.get(kind="revoked")
    CertificateEvent.objects.filter(pk=event.pk).update(**{column: changes_to(event)[column]})
    assert faults()


@pytest.mark.parametrize(
    "change",
    [
        lambda: CertificateIssue.objects.update(reason="renewed"),
        lambda: CertificateIssue.objects.update(pdf=b"%PDF-other"),
        lambda: CertificateIssue.objects.update(snapshot={**CertificateIssue.objects.get().snapshot, "holder": "Bo"}),
        lambda: CertificateRevocation.objects.update(reason="Another."),
        lambda: CertificateRevocation.objects.update(revoked_by=None),
        lambda: Certificate.objects.update(revocation=None),
        lambda: Certificate.objects.update(name_withheld=False),
        lambda: CertificateEvent.objects.filter(number=1).delete(),
        lambda: CertificateEvent.objects.filter(number=3).delete(),
        lambda: CertificateEvent.objects.all().delete(),
    ],
)
def test_a_row_that_was_changed_by_hand_is_found(certificate, change):
    change()
    (fault,) = faults()
    assert fault.startswith(f"certificate {certificate.code}: ")


def test_details_that_were_erased_break_nothing(certificate):
    CertificateEvent.objects.update(details=None)
    assert faults() == []


def test_anchors_seal_the_events_of_certificates(certificate):
    services.issue_certificate(enrolment_id=make_finished_enrolment(make_user(), name="Bo").pk)
    assert assessment_services.anchor_days(now=timezone.now() + 2 * DAY) == 2
    assert list(chains.broken_chains()) == []
    last = CertificateEvent.objects.filter(certificate=certificate).latest("number")
    CertificateEvent.objects.filter(pk=last.pk).update(at=last.at - 3 * DAY)
    assert list(chains.broken_chains())


def test_an_event_taken_from_the_end_is_missed_by_the_anchor(certificate):
    assessment_services.anchor_days(now=timezone.now() + 2 * DAY)
    services.set_name_withheld(enrolment_id=certificate.enrolment_id, withheld=False)
    CertificateEvent.objects.filter(number__gte=3).delete()
    assert list(chains.broken_chains())


def test_two_of_one_kind_are_two_events(certificate):
    for _ in range(2):
        record(certificate.pk, CertificateEventKind.REMINDED, details={"days": 60})
    assert CertificateEvent.objects.filter(kind="reminded").count() == 2
    assert faults() == []
