import json

import pytest
from django.utils import timezone

from courses import selectors, services
from courses.enums import CertificateVerdict, FileFinding, Signature
from courses.models import CertificateIssue, Credential
from tests.factories.accounts import make_user
from tests.factories.courses import make_finished_enrolment

pytestmark = pytest.mark.django_db


@pytest.fixture
def certificate(learner, with_keys):
    enrolment = make_finished_enrolment(learner, name="Ana Learner", slug="protocol")
    certificate = services.issue_certificate(enrolment_id=enrolment.pk)
    services.sign_issue(issue_id=certificate.issues.get().pk)
    return certificate


def check_of(certificate, now=None):
    found = selectors.verified(code=certificate.code, reader_id=None, now=now or timezone.now())
    return found[1]


def said(certificate, now=None):
    check = check_of(certificate, now)
    return check.verdict, check.signature


def test_valid_is_only_what_was_signed_and_stands_on_no_list(certificate):
    assert said(certificate) == (CertificateVerdict.VALID, Signature.GOOD)
    assert not check_of(certificate).is_demonstration


def test_what_is_not_signed_yet_is_not_called_valid(certificate):
    Credential.objects.all().delete()
    assert said(certificate) == (CertificateVerdict.UNCHECKED, Signature.UNSIGNED)


def test_without_the_keys_nothing_is_called_valid(certificate, settings):
    settings.CHANCERY_KEYS = {}
    assert said(certificate) == (CertificateVerdict.UNCHECKED, Signature.UNCHECKED)


def test_keys_that_others_may_read_are_no_keys(certificate, settings, tmp_path):
    settings.CHANCERY_KEYS_DIR = tmp_path
    (tmp_path / "ed25519-20200101T000000Z.pem").write_text("nothing")
    assert said(certificate) == (CertificateVerdict.UNCHECKED, Signature.UNCHECKED)


def test_a_revoked_certificate_is_revoked_whether_it_could_be_checked_or_not(certificate, settings):
    services.revoke_certificate(code=certificate.code, reason="Copied", revoked_by_id=None)
    assert said(certificate) == (CertificateVerdict.REVOKED, Signature.REVOKED)
    settings.CHANCERY_KEYS = {}
    assert said(certificate) == (CertificateVerdict.REVOKED, Signature.UNCHECKED)


@pytest.mark.parametrize(
    ("old", "new"),
    [('"Ana Learner"', '"Eve Learner"'), ('"2', '"3'), ("did:web:chancery.test", "did:web:chancery.tent")],
)
def test_what_was_changed_in_the_signed_file_is_never_valid(certificate, old, new):
    credential = Credential.objects.get()
    Credential.objects.update(document=credential.document.replace(old, new))
    assert check_of(certificate).verdict in {CertificateVerdict.BROKEN, CertificateVerdict.UNCHECKED}


@pytest.mark.parametrize(
    "changed",
    [
        {"holder": "Eve Learner"},
        {"latin_name": "Eve"},
        {"result_percent": 100},
        {"evidence": [{"title": "More", "percent": 1, "version": "", "key": "x", "weight": 1}]},
        {"finished_at": "2020-01-01T00:00:00+00:00"},
        {"course": {"key": "x", "title": "Another course", "version": 1}},
    ],
)
def test_what_was_changed_in_our_records_is_never_valid(certificate, changed):
    issue = CertificateIssue.objects.get()
    CertificateIssue.objects.update(snapshot=issue.snapshot | changed)
    assert said(certificate) == (CertificateVerdict.BROKEN, Signature.BROKEN)


@pytest.mark.parametrize("left", ["", "{", "{}", "[]", "null", '{"credentialStatus": 1}'])
def test_of_what_was_taken_apart_nothing_is_believed(certificate, left):
    Credential.objects.update(document=left)
    assert said(certificate) == (CertificateVerdict.BROKEN, Signature.BROKEN)


MOVED = "https://new.example"


def test_a_site_that_moved_checks_what_carries_an_address_that_it_names(certificate, settings):
    settings.CHANCERY_PUBLIC_URL = MOVED
    assert said(certificate) == (CertificateVerdict.UNCHECKED, Signature.UNCHECKED)
    settings.CHANCERY_FORMER_URLS = ["https://chancery.test"]
    assert said(certificate) == (CertificateVerdict.VALID, Signature.GOOD)
    assert check_of(certificate).former_site == "https://chancery.test"
    view, _check = selectors.verified(code=certificate.code, reader_id=None, now=timezone.now())
    assert view.verify_url == f"{MOVED}/certificates/{certificate.code}/"
    services.revoke_certificate(code=certificate.code, reason="Copied", revoked_by_id=None)
    assert said(certificate) == (CertificateVerdict.REVOKED, Signature.REVOKED)


def test_a_demonstration_is_checked_at_every_port(certificate, settings):
    Credential.objects.all().delete()
    settings.CHANCERY_DEMO, settings.CHANCERY_PUBLIC_URL = True, "http://localhost:8000"
    services.sign_issue(issue_id=certificate.issues.get().pk)
    assert not check_of(certificate).former_site
    settings.CHANCERY_PUBLIC_URL = "http://localhost:8080"
    assert said(certificate) == (CertificateVerdict.VALID, Signature.GOOD)
    assert check_of(certificate).former_site == "http://localhost:8000"
    found = selectors.file_view(Credential.objects.get().document.encode())
    assert found.finding == FileFinding.GENUINE
    services.revoke_certificate(code=certificate.code, reason="Copied", revoked_by_id=None)
    assert said(certificate) == (CertificateVerdict.REVOKED, Signature.REVOKED)


def test_a_demonstration_says_so(certificate, settings, learner):
    Credential.objects.all().delete()
    settings.CHANCERY_DEMO = True
    services.sign_issue(issue_id=certificate.issues.get().pk)
    assert json.loads(Credential.objects.get().document)["issuer"]["id"].startswith("did:key:")
    assert said(certificate) == (CertificateVerdict.VALID, Signature.GOOD)
    assert check_of(certificate).is_demonstration


def test_checking_costs_the_same_among_many(certificate, statements):
    def cost():
        with statements() as captured:
            check_of(certificate)
        return len(captured.counted)

    alone = cost()
    for number in range(3):
        enrolment = make_finished_enrolment(make_user(), name="Bo", slug=f"other-{number}")
        other = services.issue_certificate(enrolment_id=enrolment.pk)
        services.sign_issue(issue_id=other.issues.get().pk)
    assert cost() == alone


def test_an_unknown_address_is_nothing(db):
    assert selectors.verified(code="0" * 32, reader_id=None, now=timezone.now()) is None
