import datetime

import pytest
import time_machine
from django.core import mail as sent
from django.db import IntegrityError, OperationalError, connection
from django.utils import timezone

from accounts.models import OutboxEntry
from accounts.services import outbox
from courses import services
from courses.errors import CertificateError
from courses.models import Certificate, CertificateIssue, CertificateRevocation, Course, Enrolment
from courses.selectors.integrity import broken_records
from courses.services import certificates
from courses.services.snapshot import standard
from tests.factories.accounts import make_user
from tests.factories.assessments import make_published_exercise
from tests.factories.courses import (
    course_body,
    do_exercise,
    exercise_item,
    lesson_item,
    make_course,
    make_enrolment,
    make_finished_enrolment,
)

pytestmark = pytest.mark.django_db


def issued(learner, **fields):
    enrolment = make_finished_enrolment(learner, name="Ana Learner", **fields)
    return services.issue_certificate(enrolment_id=enrolment.pk)


def test_finishing_then_confirming_the_name_issues_one_certificate_through_the_outbox(learner):
    enrolment = make_finished_enrolment(learner)
    assert not OutboxEntry.objects.filter(topic="courses.issue_certificate").exists()
    services.confirm_printed_name(enrolment_id=enrolment.pk, name="  Ana   Learner ")
    services.confirm_printed_name(enrolment_id=enrolment.pk, name="Ana Learner")
    outbox.sweep()
    outbox.sweep()
    assert (Certificate.objects.count(), CertificateIssue.objects.count()) == (1, 1)
    assert CertificateIssue.objects.get().snapshot["holder"] == "Ana Learner"
    assert [message.subject for message in sent.outbox] == ["Your certificate is ready"]


def test_issue_certificate_gives_the_same_one_twice(learner):
    certificate = issued(learner)
    assert services.issue_certificate(enrolment_id=certificate.enrolment_id) == certificate
    assert CertificateIssue.objects.count() == 1


def test_a_worker_that_fails_half_way_leaves_no_half_a_certificate(learner):
    make_finished_enrolment(learner, name="Ana Learner")

    def fail_at_the_message(execute, sql, params, many, context):
        if sql.startswith('INSERT INTO "accounts_outboxentry"'):
            raise OperationalError("disk full")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(fail_at_the_message):
        assert outbox.sweep() == 0
    assert (Certificate.objects.count(), CertificateIssue.objects.count()) == (0, 0)
    with time_machine.travel(timezone.now() + datetime.timedelta(hours=1)):
        assert outbox.sweep() == 1
        outbox.sweep()
    assert (Certificate.objects.count(), CertificateIssue.objects.count(), len(sent.outbox)) == (1, 1, 1)


def test_of_two_workers_issuing_at_once_the_second_gives_what_the_first_made(learner, monkeypatch):
    enrolment = make_finished_enrolment(learner, name="Ana")
    render = certificates.render_pdf

    def overtaken(snapshot):
        monkeypatch.setattr(certificates, "render_pdf", render)
        services.issue_certificate(enrolment_id=enrolment.pk)
        return render(snapshot)

    monkeypatch.setattr(certificates, "render_pdf", overtaken)
    certificate = services.issue_certificate(enrolment_id=enrolment.pk)
    assert (Certificate.objects.get(), CertificateIssue.objects.get().certificate) == (certificate, certificate)


@pytest.mark.parametrize("name", ["", "Ana"])
def test_issue_certificate_refuses_what_is_not_due(learner, name):
    enrolment = make_enrolment(make_course(), learner) if name else make_finished_enrolment(learner)
    Enrolment.objects.update(printed_name=name)
    with pytest.raises(CertificateError):
        services.issue_certificate(enrolment_id=enrolment.pk)


def test_the_snapshot_says_everything_and_never_changes(learner):
    certificate = issued(learner, slug="protocol", bodies={"en": course_body("Protocol")})
    snapshot = certificate.issues.get().snapshot
    enrolment = certificate.enrolment
    assert snapshot == {
        "format": 2,
        "demonstration": False,
        "standard": standard(70, "course", []),
        "code": certificate.code,
        "holder": "Ana Learner",
        "latin_name": "",
        "language": "en",
        "course": {"key": str(enrolment.course.key), "title": "Protocol", "version": 1},
        "minutes": 90,
        "competencies": ["Protocol"],
        "source_language": "en",
        "outcomes": ["Seat a table", "Plan a visit"],
        "result_percent": None,
        "pass_percent": 70,
        "finished_by": "course",
        "finished_at": enrolment.finished_at.replace(microsecond=0).isoformat(),
        "issued_at": certificate.issues.get().issued_at.isoformat(),
        "expires_at": "",
        "evidence": [],
        "issuer": {"name": "Chancery", "url": "https://chancery.test"},
        "verify_url": f"https://chancery.test/certificates/{certificate.code}/",
    }


def test_until_when_it_is_valid_is_frozen_when_it_is_issued(learner):
    with time_machine.travel("2026-11-23T12:00:00Z", tick=False):
        certificate = issued(learner, valid_months=24)
    Course.objects.update(valid_months=1)
    issue = certificate.issues.get()
    assert issue.expires_at == datetime.datetime(2028, 11, 23, 23, 59, 59, tzinfo=datetime.UTC)
    assert issue.snapshot["expires_at"] == "2028-11-23T23:59:59+00:00"
    assert list(broken_records()) == []
    CertificateIssue.objects.update(expires_at=None)
    assert [fault.removeprefix(f"certificate {certificate.code} ") for fault in broken_records()] == [
        "says another last day than is stored",
        "is valid for another time than its newest issue",
    ]


def test_the_snapshot_names_the_exercises_and_versions_it_rests_on(learner):
    final = make_published_exercise(title="Final")
    enrolment = make_enrolment(
        make_course(lesson_item("a"), final_exercise=exercise_item(final), test_out=True), learner
    )
    services.confirm_printed_name(enrolment_id=enrolment.pk, name="Ana")
    do_exercise(final, learner)
    outbox.sweep()
    snapshot = CertificateIssue.objects.get().snapshot
    assert (snapshot["finished_by"], snapshot["result_percent"]) == ("test-out", 100)
    (line,) = snapshot["evidence"]
    assert (line["title"], line["percent"], line["version"]) == ("Final", 100, final.current_version_id)


def test_a_certificate_is_in_the_language_of_its_holder_where_the_course_has_it():
    both = {"en": course_body("Protocol"), "fr": course_body("Le protocole")}
    snapshots = [
        issued(make_user(language=language), bodies=bodies).issues.get().snapshot
        for language, bodies in (("fr", both), ("fr", {"en": course_body("Protocol")}))
    ]
    assert [(item["language"], item["course"]["title"]) for item in snapshots] == [
        ("fr", "Le protocole"),
        ("en", "Protocol"),
    ]


def test_the_name_must_not_be_blank_and_stands_once_it_is_printed(learner):
    enrolment = make_finished_enrolment(learner)
    with pytest.raises(CertificateError, match="Write the name"):
        services.confirm_printed_name(enrolment_id=enrolment.pk, name="  ")
    services.confirm_printed_name(enrolment_id=enrolment.pk, name="李明", latin_name=" Li  Ming ")
    services.issue_certificate(enrolment_id=enrolment.pk)
    with pytest.raises(CertificateError, match="issued already"):
        services.confirm_printed_name(enrolment_id=enrolment.pk, name="Somebody Else")
    enrolment.refresh_from_db()
    assert (enrolment.printed_name, enrolment.latin_name) == ("李明", "Li Ming")


@pytest.mark.parametrize("name", ["\u200b\u200d", "\u202e", "...", "\x07"])
def test_a_name_needs_a_letter(learner, name):
    enrolment = make_finished_enrolment(learner)
    with pytest.raises(CertificateError):
        services.confirm_printed_name(enrolment_id=enrolment.pk, name=name)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Ana\u202e renraeL\x07", "Ana renraeL"),
        ("Ana\nLearner", "Ana Learner"),
        ("Zo\u200ce", "Zo\u200ce"),
        ("\u0958" * 100, "\u0915\u093c" * 75),
    ],
)
def test_a_name_cannot_turn_or_break_the_text_around_it(learner, name, kept):
    enrolment = make_enrolment(make_course(), learner)
    services.confirm_printed_name(enrolment_id=enrolment.pk, name=name)
    assert Enrolment.objects.get().printed_name == kept


def test_the_name_may_be_confirmed_long_before_the_end(learner):
    enrolment = make_enrolment(make_course(), learner)
    services.confirm_printed_name(enrolment_id=enrolment.pk, name="Ana")
    services.confirm_printed_name(enrolment_id=enrolment.pk, name="Anastasia")
    assert Enrolment.objects.get().printed_name == "Anastasia"
    assert not OutboxEntry.objects.exists()


def test_revoking_keeps_the_first_reason_and_tells_the_holder(learner):
    certificate = issued(learner)
    judge = make_user()
    services.revoke_certificate(code=certificate.code, reason=" Copied answers. ", revoked_by_id=judge.pk)
    services.revoke_certificate(code=certificate.code, reason="Another reason", revoked_by_id=None)
    outbox.sweep()
    revocation = CertificateRevocation.objects.get()
    assert (revocation.reason, revocation.revoked_by) == ("Copied answers.", judge)
    told = sent.outbox[-1]
    assert (told.to, told.subject) == ([learner.email], "A certificate of yours was revoked")
    assert "Copied answers." in told.body


def test_revoking_needs_a_certificate_and_a_reason(learner):
    with pytest.raises(CertificateError, match="no such certificate"):
        services.revoke_certificate(code="0" * 32, reason="Fraud", revoked_by_id=None)
    with pytest.raises(CertificateError, match="Say why"):
        services.revoke_certificate(code=issued(learner).code, reason=" ", revoked_by_id=None)


def test_the_holder_may_withhold_the_name_and_show_it_again(learner):
    certificate = issued(learner)
    for withheld in (True, True, False):
        services.set_name_withheld(enrolment_id=certificate.enrolment_id, withheld=withheld)
        certificate.refresh_from_db()
        assert certificate.name_withheld is withheld


def test_the_database_holds_one_certificate_per_enrolment(learner):
    certificate = issued(learner)
    with pytest.raises(IntegrityError):
        Certificate.objects.create(enrolment=certificate.enrolment)


def test_it_says_the_pass_mark_that_was_asked_for_when_the_course_was_finished(learner):
    final = make_published_exercise()
    course = make_course(lesson_item("a"), final_exercise=exercise_item(final), test_out=True, pass_percent=60)
    enrolment = make_enrolment(course, learner)
    do_exercise(final, learner)
    Course.objects.update(pass_percent=95)
    services.confirm_printed_name(enrolment_id=enrolment.pk, name="Ana Learner")
    says = services.issue_certificate(enrolment_id=enrolment.pk).issues.get().snapshot
    assert (says["pass_percent"], says["standard"]["percent"]) == (60, 60)
    assert list(broken_records()) == []
