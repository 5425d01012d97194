import datetime
import io

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone

from assessments import services as assessment_services
from assessments.selectors import chains
from courses import selectors, services
from courses.enums import CertificateVerdict, FileFinding, RequestAct
from courses.errors import CertificateError
from courses.models import CertificateEvent, CertificateIssue, CertificateRequest, Credential
from courses.selectors.certificate_chains import broken_chains
from courses.selectors.integrity import broken_records
from courses.services.erasing import erase_details
from tests.factories.accounts import make_user
from tests.factories.courses import make_finished_enrolment

pytestmark = pytest.mark.django_db


@pytest.fixture
def certificate(learner, with_keys):
    """A certificate whose holder had the name on it corrected, for a reason that is nobody's business."""
    enrolment = make_finished_enrolment(learner, name="Ana Formerly")
    found = services.issue_certificate(enrolment_id=enrolment.pk)
    services.sign_issue(issue_id=found.issues.get().pk)
    asked = {"code": found.code, "act": RequestAct.RENAME, "reason": "I divorced.", "asked_by_id": learner.pk}
    request = services.ask_about_certificate(**asked, printed_name="Ana Kovač")
    services.confirm_request(key=request.key, user_id=make_user(is_superuser=True).pk)
    services.sign_issue(issue_id=found.issues.latest("number").pk)
    return found


def stored():
    """Everything that the tables of certificates hold, as one text."""
    rows = [
        *CertificateIssue.objects.values_list("snapshot"),
        *CertificateRequest.objects.values_list("reason", "printed_name", "latin_name", "answer"),
        *CertificateEvent.objects.values_list("details"),
        *Credential.objects.values_list("document", "token"),
    ]
    return str(rows)


def faults():
    return [*broken_chains(), *broken_records(), *chains.broken_chains()]


def erase(learner, **more):
    output = io.StringIO()
    call_command("erase_certificate_details", learner.email, reason="Asked by letter.", stdout=output, **more)
    return output.getvalue()


def test_earlier_names_and_reasons_go_and_what_is_certified_stays(certificate, learner):
    earlier, newest = (found.document for found in Credential.objects.order_by("pk"))
    assert "Ana Formerly" in stored()
    assert "I divorced." in stored()
    said = erase(learner)
    assert "earlier names in 1 issues" in said
    for secret in ("Formerly", "divorced"):
        assert secret not in stored()
    assert [bytes(issue.pdf)[:5] for issue in CertificateIssue.objects.order_by("number")] == [b"", b"%PDF-"]
    assert faults() == []
    view, check = selectors.verified(code=certificate.code, reader_id=None, now=timezone.now())
    assert (view.holder, check.verdict) == ("Ana Kovač", CertificateVerdict.VALID)
    assert selectors.file_view(earlier.encode()).finding == FileFinding.EARLIER
    assert selectors.file_view(newest.encode()).finding == FileFinding.GENUINE
    event = CertificateEvent.objects.latest("number")
    assert (event.kind, event.details["why"]) == ("erased", "Asked by letter.")


def test_erasing_twice_erases_once_and_what_comes_later_is_found_again(certificate, learner):
    erase(learner)
    number = CertificateEvent.objects.count()
    assert "in 0 certificates" in erase(learner)
    assert CertificateEvent.objects.count() == number
    services.revoke_certificate(code=certificate.code, reason="Copied.", revoked_by_id=None)
    assert faults() == []
    erase(learner)
    assert faults() == []
    assert certificate.issues.latest("number").revocation.reason == "Copied."


@pytest.mark.parametrize("number", [1, 2])
def test_what_is_changed_after_erasing_is_found(certificate, learner, number):
    erase(learner)
    issue = certificate.issues.get(number=number)
    CertificateIssue.objects.filter(pk=issue.pk).update(snapshot=issue.snapshot | {"minutes": 1})
    assert any("its issues are not those" in fault for fault in faults())


def test_nothing_is_erased_where_something_was_changed_before(certificate, learner):
    issue = certificate.issues.latest("number")
    CertificateIssue.objects.filter(pk=issue.pk).update(snapshot=issue.snapshot | {"result_percent": 100})
    with pytest.raises(CommandError, match="its issues are not those"):
        erase(learner)
    assert "I divorced." in stored()


def test_names_are_withheld_where_that_is_asked_for(certificate, learner):
    erase(learner, withhold_names=True)
    view, check = selectors.verified(code=certificate.code, reader_id=None, now=timezone.now())
    assert (view.holder, view.is_withheld, check.verdict) == ("", True, CertificateVerdict.VALID)
    assert view.pdf_url == view.credential_url == ""
    assert faults() == []


def test_what_still_waits_is_left_to_be_decided(certificate, learner):
    asked = {"code": certificate.code, "act": RequestAct.RENAME, "reason": "Misspelt.", "asked_by_id": learner.pk}
    request = services.ask_about_certificate(**asked, printed_name="Ana Kovac")
    erase(learner)
    assert CertificateRequest.objects.get(key=request.key).reason == "Misspelt."


def test_a_reason_and_a_holder_are_needed(certificate, learner):
    with pytest.raises(CertificateError, match="Say why"):
        erase_details(learner_id=learner.pk, reason=" ")
    with pytest.raises(CommandError, match="Nobody has the address"):
        call_command("erase_certificate_details", "nobody@example.org", reason="x")


def test_daily_anchors_go_on_holding(certificate, learner):
    later = timezone.now() + datetime.timedelta(days=3)
    with time_machine.travel(later, tick=False):
        assert assessment_services.anchor_days(now=later) > 0
        erase(learner)
        assert faults() == []
