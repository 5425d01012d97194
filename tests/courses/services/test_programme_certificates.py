import datetime
import uuid

import pytest
import time_machine
from django.core import mail as sent
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from accounts.models import OutboxEntry
from accounts.services import outbox
from courses import services
from courses.models import Certificate, CertificateIssue, CertificateRevocation, Programme, ProgrammeCompletion
from courses.rules.types import ProgrammeBody, ProgrammeOutline
from courses.selectors.integrity import broken_records, waiting_for_programme
from courses.services import certificates, programme_certificates
from courses.services.snapshot import standard
from tests.factories.accounts import make_user
from tests.factories.courses import (
    make_course,
    make_finished_enrolment,
    make_programme,
)

pytestmark = pytest.mark.django_db


def work():
    while outbox.sweep():
        pass


def finish(learner, name="Ana Learner", **fields):
    return make_finished_enrolment(learner, name=name, **fields)


@pytest.fixture
def enrolments(learner):
    """Two finished courses whose certificates are asked for and not made yet, and the programme that needs both."""
    found = [finish(learner, slug="one"), finish(learner, name="Ana K. Learner", slug="two")]
    make_programme(*(enrolment.course for enrolment in found))
    OutboxEntry.objects.filter(topic="courses.look_at_programme").delete()
    return found


def of_programme():
    return Certificate.objects.filter(enrolment=None)


def revoke(certificate, reason="Answers were copied."):
    services.revoke_certificate(code=certificate.code, reason=reason, revoked_by_id=None)


def test_the_last_certificate_brings_that_of_the_programme(enrolments, learner):
    first = enrolments[0]
    services.issue_certificate(enrolment_id=first.pk)
    work_only_on_programme = OutboxEntry.objects.filter(topic="courses.issue_programme_certificate")
    assert work_only_on_programme.count() == 1
    work()
    work()
    (certificate,) = of_programme()
    assert list(certificate.completion.certificates.order_by("pk")) == list(
        Certificate.objects.exclude(pk=certificate.pk).order_by("pk")
    )
    assert (certificate.completion.learner, CertificateIssue.objects.count()) == (learner, 3)
    titles = [message.body.splitlines()[0] for message in sent.outbox]
    assert titles.count("Your certificate for the programme “The programme” is ready:") == 1
    assert (list(broken_records()), waiting_for_programme()) == ([], [])


def test_it_is_valid_until_the_first_of_them_expires_and_rests_on_none_that_has(learner):
    found = [finish(learner, valid_months=months) for months in (36, 12, 0)]
    make_programme(*(enrolment.course for enrolment in found))
    OutboxEntry.objects.filter(topic="courses.issue_programme_certificate").delete()
    for enrolment in found:
        services.issue_certificate(enrolment_id=enrolment.pk)
    ends = CertificateIssue.objects.get(certificate__enrolment=found[1]).expires_at
    with time_machine.travel(ends):
        assert waiting_for_programme() == []
        work()
        assert not of_programme().exists()
    programme_id = Programme.objects.get().pk
    with time_machine.travel(ends - datetime.timedelta(seconds=5), tick=False):
        assert waiting_for_programme() == [(programme_id, learner.pk)]
        services.issue_programme_certificate(programme_id=programme_id, learner_id=learner.pk)
    assert of_programme().get().issues.get().expires_at == ends


def test_the_snapshot_names_the_certificates_it_rests_on(enrolments):
    work()
    (certificate,) = of_programme()
    snapshot = certificate.issues.get().snapshot
    one, two = enrolments
    assert snapshot == {
        "format": 2,
        "demonstration": False,
        "standard": standard(None, "course", snapshot["evidence"]),
        "code": certificate.code,
        "holder": "Ana K. Learner",
        "latin_name": "",
        "language": "en",
        "programme": {"key": str(Programme.objects.get().key), "title": "The programme"},
        "minutes": 180,
        "competencies": [],
        "outcomes": [],
        "result_percent": None,
        "pass_percent": None,
        "finished_by": "course",
        "finished_at": two.finished_at.replace(microsecond=0).isoformat(),
        "issued_at": certificate.issues.get().issued_at.isoformat(),
        "expires_at": "",
        "evidence": [
            {
                "key": str(enrolment.course.key),
                "title": enrolment.course.title,
                "language": "en",
                "percent": None,
                "code": Certificate.objects.get(enrolment=enrolment).code,
                "finished_at": enrolment.finished_at.replace(microsecond=0).isoformat(),
                "by_examination": False,
            }
            for enrolment in (one, two)
        ],
        "issuer": {"name": "Chancery", "url": "https://chancery.test"},
        "verify_url": f"https://chancery.test/certificates/{certificate.code}/",
    }


def test_a_name_that_is_withheld_on_one_of_them_is_withheld(enrolments):
    services.issue_certificate(enrolment_id=enrolments[0].pk)
    services.set_name_withheld(enrolment_id=enrolments[0].pk, withheld=True)
    work()
    assert of_programme().get().name_withheld


def test_one_course_short_there_is_none(enrolments, learner):
    services.issue_certificate(enrolment_id=enrolments[0].pk)
    programme_id = enrolments[0].course.programme_id or Programme.objects.get().pk
    assert services.issue_programme_certificate(programme_id=programme_id, learner_id=learner.pk) is None
    assert not ProgrammeCompletion.objects.exists()


def test_issuing_twice_gives_the_same_one(enrolments, learner):
    work()
    (certificate,) = of_programme()
    again = services.issue_programme_certificate(programme_id=Programme.objects.get().pk, learner_id=learner.pk)
    assert again == certificate
    assert CertificateIssue.objects.count() == 3


def test_of_two_workers_at_once_the_second_gives_what_the_first_made(enrolments, learner, monkeypatch):
    for enrolment in enrolments:
        services.issue_certificate(enrolment_id=enrolment.pk)
    ids = {"programme_id": Programme.objects.get().pk, "learner_id": learner.pk}
    render = programme_certificates.render_pdf

    def overtaken(snapshot):
        monkeypatch.setattr(programme_certificates, "render_pdf", render)
        services.issue_programme_certificate(**ids)
        return render(snapshot)

    monkeypatch.setattr(programme_certificates, "render_pdf", overtaken)
    certificate = services.issue_programme_certificate(**ids)
    assert (of_programme().get(), certificate.issues.count()) == (certificate, 1)


def test_a_certificate_revoked_while_the_file_is_made_is_seen(enrolments, learner, monkeypatch):
    first, _second = (services.issue_certificate(enrolment_id=enrolment.pk) for enrolment in enrolments)
    render = programme_certificates.render_pdf

    def overtaken(snapshot):
        revoke(first)
        return render(snapshot)

    monkeypatch.setattr(programme_certificates, "render_pdf", overtaken)
    ids = {"programme_id": Programme.objects.get().pk, "learner_id": learner.pk}
    assert services.issue_programme_certificate(**ids) is None
    assert not of_programme().exists()


def test_a_programme_that_asks_for_the_course_while_the_file_is_made_is_looked_at(learner, monkeypatch):
    enrolment, render = finish(learner), certificates.render_pdf

    def overtaken(snapshot):
        make_programme(enrolment.course)
        return render(snapshot)

    monkeypatch.setattr(certificates, "render_pdf", overtaken)
    services.issue_certificate(enrolment_id=enrolment.pk)
    # It looked before there was a certificate.
    OutboxEntry.objects.filter(topic="courses.look_at_programme").delete()
    work()
    assert of_programme().get().completion.learner == learner


def test_a_lost_task_is_found_and_made_up_for(enrolments):
    work()
    certificate = of_programme().get()
    certificate.events.all().delete()
    certificate.issues.all().delete()
    completion = certificate.completion
    certificate.delete()
    completion.certificates.clear()
    completion.delete()
    OutboxEntry.objects.filter(topic="courses.issue_programme_certificate").delete()
    with pytest.raises(CommandError):
        call_command("check_invariants")
    services.look_at_programme(programme_id=Programme.objects.get().pk)
    work()
    assert of_programme().count() == 1
    call_command("check_invariants")


def test_a_task_that_fails_is_done_later(enrolments, monkeypatch):
    for enrolment in enrolments:
        services.issue_certificate(enrolment_id=enrolment.pk)
    monkeypatch.setattr(programme_certificates, "render_pdf", lambda _snapshot: 1 / 0)
    outbox.sweep()
    monkeypatch.undo()
    assert not of_programme().exists()
    with time_machine.travel(timezone.now() + datetime.timedelta(hours=2)):
        work()
    assert of_programme().count() == 1


def test_a_revoked_certificate_takes_that_of_the_programme_with_it(enrolments, learner):
    work()
    first = Certificate.objects.get(enrolment=enrolments[0])
    with translation.override("fr"):
        revoke(first)
    (certificate,) = of_programme()
    assert certificate.revocation.reason == (
        "A certificate that it rests on was revoked. The reason given there: Answers were copied."
    )
    revoke(first, "Again")
    assert CertificateRevocation.objects.count() == 2
    work()
    subjects = [message.subject for message in sent.outbox]
    assert subjects.count("A certificate of yours was revoked") == 2
    assert "for the programme “The programme” was revoked" in "".join(message.body for message in sent.outbox)
    assert list(broken_records()) == []


def test_a_revoked_certificate_counts_for_no_programme(enrolments, learner):
    revoke(services.issue_certificate(enrolment_id=enrolments[0].pk))
    work()
    assert not of_programme().exists()
    assert waiting_for_programme() == []


def test_revoking_that_of_the_programme_leaves_the_others(enrolments):
    work()
    revoke(of_programme().get())
    assert CertificateRevocation.objects.count() == 1


def test_when_a_programme_asks_for_less_those_who_have_it_get_their_certificate(learner):
    enrolment = finish(learner)
    programme = make_programme(enrolment.course, make_course())
    work()
    assert not of_programme().exists()
    bodies = {"en": ProgrammeBody("The programme", "", ())}
    less = ProgrammeOutline(programme.key, "en", bodies, frozenset({enrolment.course.key}))
    services.sync_programme(less)
    work()
    assert of_programme().get().completion.learner == learner
    services.sync_programme(less)
    assert not OutboxEntry.objects.filter(topic="courses.look_at_programme", done_at=None).exists()


def test_when_it_asks_for_more_later_what_was_certified_stays(enrolments):
    work()
    programme, more = Programme.objects.get(), make_course()
    keys = frozenset({more.key, *(enrolment.course.key for enrolment in enrolments)})
    services.sync_programme(ProgrammeOutline(programme.key, "en", {"en": ProgrammeBody("New", "", ())}, keys))
    work()
    assert of_programme().get().issues.get().snapshot["programme"]["title"] == "The programme"
    assert list(broken_records()) == []


def test_a_programme_that_is_withdrawn_certifies_nobody(enrolments):
    services.retire_programme(key=Programme.objects.get().key)
    work()
    assert not of_programme().exists()


def test_somebody_elses_certificates_do_not_count(enrolments):
    other = make_user()
    finish(other)
    work()
    assert [certificate.completion.learner_id for certificate in of_programme()] == [enrolments[0].learner_id]


def test_a_certificate_certifies_one_thing():
    with pytest.raises(IntegrityError), transaction.atomic():
        Certificate.objects.create(code=uuid.uuid4().hex)


def test_what_contradicts_the_basis_is_found(enrolments):
    work()
    certificate = of_programme().get()
    issue = CertificateIssue.objects.get(certificate__enrolment=enrolments[0])
    revocation = CertificateRevocation.objects.create(issue=issue, reason="x")
    Certificate.objects.filter(enrolment=enrolments[0]).update(revocation=revocation)
    certificate.completion.certificates.remove(Certificate.objects.get(enrolment=enrolments[1]))
    assert list(broken_records()) == [
        f"certificate {certificate.code} says something else than what it rests on",
        f"certificate {certificate.code} is valid, and one that it rests on is revoked",
    ]
