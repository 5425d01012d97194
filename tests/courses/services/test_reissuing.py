import io
import re

import pypdf
import pytest
from django.core import mail as sent

from accounts.services import outbox
from courses import services
from courses.enums import IssueReason
from courses.errors import CertificateError
from courses.models import Certificate, CertificateEvent, CertificateIssue, Enrolment
from courses.selectors.certificate_chains import broken_chains
from courses.selectors.certificate_history import history
from courses.selectors.integrity import broken_records, waiting_for_programme
from courses.services import reissuing
from tests.factories.accounts import make_user
from tests.factories.courses import make_finished_enrolment, make_programme

pytestmark = pytest.mark.django_db


def make_certificate(learner, **fields):
    enrolment = make_finished_enrolment(learner, name="Ana Learner", **fields)
    return services.issue_certificate(enrolment_id=enrolment.pk)


@pytest.fixture
def certificate(learner):
    return make_certificate(learner)


def revoke(certificate, reason="Copied.", by_id=None):
    services.revoke_certificate(code=certificate.code, reason=reason, revoked_by_id=by_id)


def rename(certificate, name="Ana Kovač", **fields):
    return services.reissue(certificate_id=certificate.pk, reason=IssueReason.NAME, printed_name=name, **fields)


def reinstate(certificate):
    return services.reissue(certificate_id=certificate.pk, reason=IssueReason.REINSTATED)


def work():
    while outbox.sweep():
        pass


def faults():
    return [*broken_records(), *broken_chains()]


def test_a_corrected_name_is_issued_anew_under_the_same_address(certificate, learner):
    first = certificate.issues.get()
    before = (first.snapshot, bytes(first.pdf))
    judge = make_user()
    issue = rename(certificate, "  Ana   Kovač ", by_id=judge.pk)
    assert (issue.number, issue.reason) == (2, "name")
    first.refresh_from_db()
    assert (first.snapshot, bytes(first.pdf)) == before
    anew = {"holder": "Ana Kovač", "latin_name": "", "issued_at": issue.issued_at.isoformat()}
    assert issue.snapshot == first.snapshot | anew
    assert "Ana Kovač" in pypdf.PdfReader(io.BytesIO(bytes(issue.pdf))).pages[0].extract_text()
    assert Enrolment.objects.get().printed_name == "Ana Kovač"
    assert CertificateEvent.objects.latest("number").by == judge
    assert faults() == []
    work()
    subjects = [message.subject for message in sent.outbox]
    assert subjects.count("The name on your certificate was corrected") == 1


def test_the_same_correction_twice_is_one_issue(certificate):
    assert rename(certificate) == rename(certificate)
    work()
    assert (CertificateIssue.objects.count(), len(sent.outbox)) == (2, 2)


def test_a_correction_that_is_overtaken_is_made_upon_what_is_newest(certificate, monkeypatch):
    render = reissuing.render_pdf

    def overtaken(snapshot):
        monkeypatch.setattr(reissuing, "render_pdf", render)
        rename(certificate, "Ana Between")
        return render(snapshot)

    monkeypatch.setattr(reissuing, "render_pdf", overtaken)
    assert rename(certificate).number == 3
    assert [issue.snapshot["holder"] for issue in CertificateIssue.objects.order_by("number")] == [
        "Ana Learner",
        "Ana Between",
        "Ana Kovač",
    ]
    assert faults() == []


def test_a_revoked_certificate_is_valid_again_and_says_what_was(certificate):
    revoke(certificate, "A mistake.")
    assert reinstate(certificate) == reinstate(certificate)
    newest, first = history(certificate)
    assert (newest.number, newest.why, newest.replaced_by, newest.revoked_at) == (2, "made valid again", 0, None)
    assert (first.number, first.why, first.replaced_by, first.revoked_reason) == (1, "", 2, "A mistake.")
    assert first.is_by_rule
    assert Certificate.objects.get().revocation is None
    revoke(certificate, "Really.")
    assert [line.revoked_reason for line in history(certificate)] == ["Really.", "A mistake."]
    assert faults() == []
    work()
    assert [message.subject for message in sent.outbox].count("A certificate of yours was revoked") == 2


def test_what_does_not_fit_is_refused(certificate):
    with pytest.raises(CertificateError, match="is valid"):
        reinstate(certificate)
    revoke(certificate)
    with pytest.raises(CertificateError, match="made valid again first"):
        rename(certificate)
    assert CertificateIssue.objects.count() == 1


def test_a_renewal_says_what_is_new_and_nothing_else(certificate):
    says = {"result_percent": 91}
    issues = [services.reissue(certificate_id=certificate.pk, reason=IssueReason.RENEWED, says=says) for _ in range(2)]
    assert issues[0] == issues[1]
    assert (issues[0].snapshot["result_percent"], issues[0].snapshot["holder"]) == (91, "Ana Learner")
    assert CertificateEvent.objects.latest("number").kind == "renewed"
    assert faults() == []


def test_every_message_about_a_new_issue_names_the_address(certificate):
    rename(certificate)
    revoke(certificate)
    reinstate(certificate)
    services.reissue(certificate_id=certificate.pk, reason=IssueReason.RENEWED, says={"result_percent": 91})
    work()
    bodies = [message.body for message in sent.outbox if "anew" in message.body]
    assert len(bodies) == 3
    assert all(f"https://chancery.test/certificates/{certificate.code}/" in body for body in bodies)
    assert {re.search("was corrected|is valid again|was renewed", body)[0] for body in bodies} == {
        "was corrected",
        "is valid again",
        "was renewed",
    }


@pytest.fixture
def programme(learner):
    certificates = [make_certificate(learner) for _ in range(2)]
    make_programme(*(found.enrolment.course for found in certificates))
    work()
    return Certificate.objects.exclude(completion=None).get(), certificates


def test_a_programme_is_valid_again_when_all_it_rests_on_is(programme):
    of_programme, (one, other) = programme
    for found in (one, other):
        revoke(found)
    reinstate(one)
    work()
    of_programme.refresh_from_db()
    assert of_programme.revocation is not None
    with pytest.raises(CertificateError, match="rests on"):
        reinstate(of_programme)
    reinstate(other)
    assert waiting_for_programme() == [(of_programme.completion.programme_id, of_programme.completion.learner_id)]
    work()
    of_programme.refresh_from_db()
    assert of_programme.revocation is None
    assert [(line.number, line.is_by_rule) for line in history(of_programme)] == [(2, False), (1, True)]
    assert faults() == []
    assert waiting_for_programme() == []


def test_a_programme_that_people_revoked_stays_so(programme):
    of_programme, (one, _other) = programme
    revoke(of_programme, by_id=make_user().pk)
    revoke(one)
    reinstate(one)
    work()
    of_programme.refresh_from_db()
    assert of_programme.revocation is not None
    assert waiting_for_programme() == []
