import io
import json
import uuid

import pypdf
import pytest
from django.utils.formats import date_format

from accounts.services import outbox
from courses import selectors, services
from courses.enums import IssueReason
from courses.errors import CertificateError
from courses.models import Certificate, CertificateIssue, Credential, ProgrammeCompletion, RescoringEffect
from courses.rules.validity import moment_text
from courses.selectors.integrity import broken_records
from courses.services.certificate_pdf import render_pdf
from courses.services.reissuing import reissue
from tests.factories.accounts import make_user
from tests.factories.assessments import make_published_exercise
from tests.factories.courses import (
    do_exercise,
    exercise_item,
    lesson_item,
    make_course,
    make_enrolment,
    make_finished_enrolment,
    make_programme,
)

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


@pytest.fixture
def uncertified(learner):
    """Finished without a confirmed name; and one under way, which no transcript lists."""
    make_enrolment(make_course(lesson_item("under-way"), slug="under-way"), learner)
    return make_finished_enrolment(learner, slug="third")


def test_it_lists_a_finished_course_without_a_certificate_as_such(certificates, learner, uncertified):
    transcript = make(learner)
    *_certified, line = said(transcript)["evidence"]
    assert len(_certified) == 2
    assert line == {
        "key": str(uncertified.course.key),
        "title": uncertified.course.texts.get().title,
        "language": "en",
        "percent": None,
        "code": "",
        "finished_at": moment_text(uncertified.finished_at),
        "by_examination": False,
        "minutes": 90,
        "outline": 1,
        "is_programme": False,
    }
    assert said(transcript)["minutes"] == 270
    assert [item.is_certified for item in evidence(transcript)] == [True, True, False]
    services.revoke_certificate(code=certificates[0].code, reason="Copied", revoked_by_id=None)
    assert [(item.is_revoked, item.minutes, item.outline) for item in evidence(transcript)] == [
        (True, 90, 1),
        (False, 90, 1),
        (False, 90, 1),
    ]
    assert list(broken_records()) == []


def evidence(transcript):
    return selectors.certificate_view(code=transcript.code, reader_id=None).evidence


def test_its_file_says_when_how_long_and_in_which_version_and_comes_out_the_same_again(
    certificates, learner, uncertified
):
    issue = make(learner).issues.get()
    pages = pypdf.PdfReader(io.BytesIO(bytes(issue.pdf))).pages
    text = " ".join("".join(page.extract_text() for page in pages).split())
    day = date_format(uncertified.finished_at.date(), "DATE_FORMAT")
    assert "has finished 3 courses" in text
    assert text.count(f"finished on {day}, 1 h 30 min, version 1") == 3
    assert "none" in text
    assert render_pdf(issue.snapshot) == bytes(issue.pdf)


def test_a_finish_that_a_rescoring_may_take_back_is_left_out(certificates, learner, uncertified):
    RescoringEffect.objects.create(cause=uuid.uuid4(), enrolment=uncertified)
    assert len(said(make(learner))["evidence"]) == 2


def test_by_examination_is_said_on_the_line_and_in_the_signed_file(learner, with_keys):
    final = make_published_exercise("order")
    course = make_course(lesson_item("only"), final_exercise=exercise_item(final), test_out=True)
    enrolment = make_enrolment(course, learner)
    do_exercise(final, learner)
    services.confirm_printed_name(enrolment_id=enrolment.pk, name="Ana Learner")
    settled()
    transcript = make(learner)
    settled()
    (line,) = evidence(transcript)
    assert line.by_examination
    document = json.loads(Credential.objects.get(issue__certificate=transcript).document)
    finished = said(transcript)["finished_at"][:10]
    assert [item["narrative"] for item in document["evidence"]] == [
        f"100 %, finished {finished}, by examination, 90 minutes, outline 1"
    ]


def settled():
    while outbox.sweep():
        pass


def back(certificate):
    reissue(certificate_id=certificate.pk, reason=IssueReason.REINSTATED, by_id=make_user().pk)


def test_it_is_valid_again_with_the_last_certificate_in_it_that_is(certificates, learner):
    transcript = make(learner)
    for certificate in certificates:
        services.revoke_certificate(code=certificate.code, reason="Copied", revoked_by_id=None)
    back(certificates[0])
    settled()
    transcript.refresh_from_db()
    assert transcript.revocation
    back(certificates[1])
    settled()
    transcript.refresh_from_db()
    says = [issue.snapshot | {"issued_at": ""} for issue in transcript.issues.order_by("number")]
    assert (transcript.revocation, transcript.expires_at) == (None, None)
    assert says == [says[0], says[0]]
    assert make(learner) == transcript
    assert list(broken_records()) == []


def test_one_that_a_person_revoked_stays_revoked(certificates, learner):
    transcript = make(learner)
    services.revoke_certificate(code=transcript.code, reason="Altered", revoked_by_id=make_user().pk)
    services.revoke_certificate(code=certificates[0].code, reason="Copied", revoked_by_id=None)
    back(certificates[0])
    settled()
    transcript.refresh_from_db()
    assert transcript.revocation.reason == "Altered"
    assert transcript.issues.count() == 1


def test_a_certificate_of_a_programme_in_it_is_waited_for(learner):
    course = make_finished_enrolment(learner, name="Ana Learner", slug="one").course
    make_programme(course)
    settled()
    transcript = make(learner)
    of_course, of_programme = transcript.completion.certificates.order_by("pk")
    services.revoke_certificate(code=of_course.code, reason="Copied", revoked_by_id=None)
    back(of_course)
    settled()
    transcript.refresh_from_db()
    of_programme.refresh_from_db()
    assert (transcript.revocation, of_programme.revocation) == (None, None)


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
