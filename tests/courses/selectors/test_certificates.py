import pytest
import time_machine

from accounts.services import membership
from courses import selectors, services
from courses.enums import CertificateState
from tests.factories.accounts import make_instructor, make_user
from tests.factories.courses import course_body, make_course, make_enrolment, make_finished_enrolment

pytestmark = pytest.mark.django_db


@pytest.fixture
def certificate(learner):
    enrolment = make_finished_enrolment(learner, name="Ana Learner", slug="protocol")
    return services.issue_certificate(enrolment_id=enrolment.pk)


def view_of(certificate, reader=None):
    return selectors.certificate_view(code=certificate.code, reader_id=reader.pk if reader else None)


def pdf_of(certificate, reader=None):
    return selectors.certificate_pdf(code=certificate.code, reader_id=reader.pk if reader else None)


def test_a_stranger_sees_what_was_certified(certificate):
    view = view_of(certificate)
    assert (view.holder, view.is_withheld, view.revoked_at, view.is_test_out) == ("Ana Learner", False, None, False)
    assert (view.minutes, view.pass_percent, view.competencies) == (90, 70, ("Protocol",))
    assert (view.issue_number, view.outline_version, view.evidence) == (1, 1, ())
    assert view.pdf_url == f"/certificates/{certificate.code}/certificate.pdf"
    assert (view.name_url, view.revoke_url, view.may_manage) == ("", "", False)
    assert view.verify_url == f"https://chancery.test/certificates/{certificate.code}/"
    assert pdf_of(certificate).startswith(b"%PDF")


def test_the_code_may_be_typed_in_capitals(certificate):
    assert selectors.certificate_view(code=certificate.code.upper(), reader_id=None).code == certificate.code


@pytest.mark.parametrize("code", ["", "0" * 32, "0" * 31, "g" * 32, "../secret", "0" * 33, "\0" * 32])
def test_what_is_no_certificate_costs_the_same_and_says_nothing(certificate, statements, code):
    with statements() as captured:
        assert selectors.certificate_view(code=code, reader_id=None) is None
        assert selectors.certificate_pdf(code=code, reader_id=None) is None
    assert len(captured.counted) == 2


def test_a_withheld_name_is_for_the_holder_only(certificate, learner):
    services.set_name_withheld(enrolment_id=certificate.enrolment_id, withheld=True)
    stranger, holder = view_of(certificate, make_user()), view_of(certificate, learner)
    assert (stranger.holder, stranger.pdf_url, stranger.is_withheld) == ("", "", True)
    assert (holder.holder, holder.name_url) == ("Ana Learner", "/learn/protocol/certificate/")
    assert (pdf_of(certificate), pdf_of(certificate, make_user())) == (None, None)
    assert pdf_of(certificate, learner)


def test_an_expired_certificate_says_so_and_keeps_its_file(learner):
    enrolment = make_finished_enrolment(learner, name="Ana Learner", slug="protocol", valid_months=12)
    certificate = services.issue_certificate(enrolment_id=enrolment.pk)
    ends = certificate.issues.get().expires_at
    assert (view_of(certificate).validity, view_of(certificate).expires_at) == ("valid", ends)
    with time_machine.travel(ends):
        view = view_of(certificate)
        own = selectors.name_view(course_slug="protocol", learner_id=learner.pk, language="en")
    assert (view.validity, view.pdf_url, view.revoked_at) == (
        "expired",
        f"/certificates/{view.code}/certificate.pdf",
        None,
    )
    assert (own.state, own.expires_at) == (CertificateState.EXPIRED, ends)


def test_a_revoked_certificate_says_so_and_gives_no_file(certificate, learner):
    services.revoke_certificate(code=certificate.code, reason="Copied answers", revoked_by_id=None)
    view = view_of(certificate, learner)
    assert (view.revoked_reason, view.pdf_url) == ("Copied answers", "")
    assert view.revoked_at
    assert pdf_of(certificate, learner) is None


def test_instructors_of_the_course_and_administrators_may_revoke(certificate, learner):
    teacher, administrator, no_longer = make_instructor(), make_user(is_superuser=True), make_instructor()
    certificate.enrolment.course.instructors.add(teacher, no_longer)
    membership.end_membership(membership_id=no_longer.memberships.get().pk, by=None)
    url = f"/certificates/{certificate.code}/revoke/"
    assert [view_of(certificate, reader).revoke_url for reader in (teacher, administrator)] == [url, url]
    others = (learner, make_instructor(), no_longer, None)
    assert [view_of(certificate, reader).revoke_url for reader in others] == ["", "", "", ""]
    services.revoke_certificate(code=certificate.code, reason="Fraud", revoked_by_id=teacher.pk)
    assert view_of(certificate, teacher).revoke_url == f"/certificates/{certificate.code}/reinstate/"


def test_the_name_page_follows_the_certificate(learner):
    course = make_course(slug="other", bodies={"en": course_body("Other"), "fr": course_body("Autre")})
    make_enrolment(course, learner)
    view = selectors.name_view(course_slug="other", learner_id=learner.pk, language="fr")
    assert (view.course_title, view.state, view.certificate_url) == ("Autre", CertificateState.NOT_FINISHED, "")
    enrolment = make_finished_enrolment(learner, name="Ana", slug="protocol")
    view = selectors.name_view(course_slug="protocol", learner_id=learner.pk, language="fr")
    assert (view.state, view.printed_name, view.pdf_url) == (CertificateState.PREPARING, "Ana", "")
    certificate = services.issue_certificate(enrolment_id=enrolment.pk)
    services.set_name_withheld(enrolment_id=enrolment.pk, withheld=True)
    view = selectors.name_view(course_slug="protocol", learner_id=learner.pk, language="en")
    assert (view.state, view.name_withheld) == (CertificateState.ISSUED, True)
    assert view.pdf_url == f"/certificates/{certificate.code}/certificate.pdf"
    services.revoke_certificate(code=certificate.code, reason="Fraud", revoked_by_id=None)
    view = selectors.name_view(course_slug="protocol", learner_id=learner.pk, language="en")
    assert (view.state, view.revoked_reason, view.pdf_url) == (CertificateState.REVOKED, "Fraud", "")
    assert selectors.name_view(course_slug="protocol", learner_id=make_user().pk, language="en") is None
