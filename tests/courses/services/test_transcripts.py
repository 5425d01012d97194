import io
import json

import pypdf
import pytest

from accounts.services import outbox
from courses import selectors, services
from courses.errors import CertificateError
from courses.models import Certificate, CertificateIssue, Credential, ProgrammeCompletion
from courses.selectors.integrity import broken_records
from tests.factories.accounts import make_user
from tests.factories.courses import make_finished_enrolment

pytestmark = pytest.mark.django_db


@pytest.fixture
def certificates(learner):
    enrolments = [make_finished_enrolment(learner, name="Ana Learner", slug=f"course-{n}") for n in range(2)]
    return [services.issue_certificate(enrolment_id=enrolment.pk) for enrolment in enrolments]


def make(learner):
    return services.make_transcript(learner_id=learner.pk)


def said(certificate):
    return certificate.issues.get().snapshot


def test_it_lists_all_certificates_of_the_learner_and_nobody_elses(certificates, learner):
    services.issue_certificate(enrolment_id=make_finished_enrolment(make_user(), name="Bo", slug="other").pk)
    transcript = make(learner)
    assert [item["code"] for item in said(transcript)["evidence"]] == [found.code for found in certificates]
    assert (said(transcript)["holder"], said(transcript)["minutes"]) == ("Ana Learner", 180)
    assert list(broken_records()) == []


def test_its_file_and_its_page_list_them(certificates, learner):
    transcript = make(learner)
    pages = pypdf.PdfReader(io.BytesIO(bytes(transcript.issues.get().pdf))).pages
    text = "".join(page.extract_text() for page in pages)
    assert "Transcript" in text
    assert "Ana Learner" in text
    view = selectors.certificate_view(code=transcript.code, reader_id=None)
    assert (view.is_transcript, [item.code for item in view.evidence]) == (True, [one.code for one in certificates])


def test_asking_twice_makes_one(certificates, learner):
    assert make(learner) == make(learner)
    assert ProgrammeCompletion.objects.count() == CertificateIssue.objects.count() - len(certificates) == 1


def test_after_another_certificate_there_is_another_transcript_and_the_first_stays(certificates, learner):
    first = make(learner)
    before = said(first)
    enrolment = make_finished_enrolment(learner, name="Ana Learner", slug="third")
    services.issue_certificate(enrolment_id=enrolment.pk)
    second = make(learner)
    assert first != second
    assert (len(before["evidence"]), len(said(second)["evidence"])) == (2, 3)
    first.refresh_from_db()
    assert (said(first), first.revocation) == (before, None)


def test_it_falls_with_a_certificate_that_is_revoked_and_the_next_one_leaves_that_out(certificates, learner):
    first = make(learner)
    services.revoke_certificate(code=certificates[0].code, reason="Copied", revoked_by_id=None)
    first.refresh_from_db()
    assert "Copied" in first.revocation.reason
    assert [item["code"] for item in said(make(learner))["evidence"]] == [certificates[1].code]
    assert list(broken_records()) == []


def test_nothing_to_list_makes_no_transcript(learner):
    with pytest.raises(CertificateError):
        make(learner)
    assert not Certificate.objects.exists()


def test_a_name_that_is_hidden_on_one_is_hidden_at_first(certificates, learner):
    services.set_name_withheld(enrolment_id=certificates[0].enrolment_id, withheld=True)
    transcript = make(learner)
    assert transcript.name_withheld
    services.set_transcript_name_withheld(learner_id=make_user().pk, code=transcript.code, withheld=False)
    transcript.refresh_from_db()
    assert transcript.name_withheld
    services.set_transcript_name_withheld(learner_id=learner.pk, code=transcript.code, withheld=False)
    transcript.refresh_from_db()
    assert not transcript.name_withheld


def test_hiding_the_name_on_a_programme_leaves_transcripts_alone(certificates, learner):
    transcript = make(learner)
    services.set_programme_name_withheld(learner_id=learner.pk, withheld=True)
    transcript.refresh_from_db()
    assert not transcript.name_withheld


def test_it_is_signed_like_a_certificate(certificates, learner, with_keys):
    transcript = make(learner)
    while outbox.sweep():
        pass
    document = json.loads(Credential.objects.get(issue__certificate=transcript).document)
    assert document["credentialSubject"]["achievement"]["name"] == "Transcript"
    assert [item["id"] for item in document["evidence"]] == [
        f"https://chancery.test/certificates/{found.code}/" for found in certificates
    ]


def test_it_is_no_certificate_of_a_programme(certificates, learner):
    make(learner)
    assert selectors.own_programme(learner_id=learner.pk, language="en") is None
