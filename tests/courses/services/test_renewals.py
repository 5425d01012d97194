import datetime
import uuid

import pytest
import time_machine
from django.core import mail as sent

from accounts.services import outbox
from assessments.errors import NoTriesLeftError
from assessments.models import TryGrant
from courses import services
from courses.errors import CertificateError
from courses.models import Certificate, CertificateEvent, Course, Enrolment, Renewal
from courses.selectors.integrity import broken_records
from courses.selectors.renewals import renewal_view
from tests.factories.accounts import make_coordinator, make_membership, make_organisation
from tests.factories.assessments import make_attempt, make_published_exercise
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

BEGUN, EARLY, SOON, LATE = (f"{day}T12:00:00Z" for day in ("2026-11-23", "2027-09-23", "2027-09-24", "2028-01-31"))


def last_second(year, month, day):
    return datetime.datetime(year, month, day, 23, 59, 59, tzinfo=datetime.UTC)


def work():
    while outbox.sweep():
        pass


@pytest.fixture
def final():
    return make_published_exercise(title="Final", max_tries=1)


@pytest.fixture
def enrolment(learner, final):
    return make_certified(learner, final)


def make_certified(learner, final):
    """Finished with full marks, in the only try, on 23 November 2026; the certificate is valid for a year."""
    with time_machine.travel(BEGUN, tick=False):
        course = make_course(lesson_item("a"), final_exercise=exercise_item(final), slug="protocol", valid_months=12)
        enrolment = make_enrolment(course, learner)
        services.mark_lesson_done(enrolment_id=enrolment.pk, lesson_id=course.lessons.get().pk)
        do_exercise(final, learner)
        services.confirm_printed_name(enrolment_id=enrolment.pk, name="Ana Learner")
        work()
    return enrolment


def issues():
    return list(Certificate.objects.get(enrolment__isnull=False).issues.order_by("number"))


def begin(enrolment):
    return services.begin_renewal(enrolment_id=enrolment.pk)


def view_of(enrolment):
    return renewal_view(Enrolment.objects.get(pk=enrolment.pk))


def test_passing_the_final_again_makes_a_new_issue_with_a_new_period(enrolment, final, learner):
    with time_machine.travel(SOON, tick=False):
        assert view_of(enrolment).may_begin
        assert (begin(enrolment), begin(enrolment)) == (True, False)
        assert view_of(enrolment).tries_left == 1
        do_exercise(final, learner)
        assert view_of(enrolment).is_passed
        work()
        assert view_of(enrolment) is None
    first, second = issues()
    assert (first.expires_at, second.expires_at) == (last_second(2027, 11, 23), last_second(2028, 11, 23))
    assert (second.reason, second.snapshot["result_percent"]) == ("renewed", first.snapshot["result_percent"])
    *before, line = second.snapshot["evidence"]
    assert before == first.snapshot["evidence"]
    assert (line["title"], line["percent"], line["version"]) == ("Final", 100, final.current_version_id)
    assert (line["policy"], line["weight"]) == (before[-1]["policy"], 0)
    assert (second.snapshot["standard"]["percent"], second.snapshot["pass_percent"]) == (70, 70)
    assert line["renewed_at"] == "2027-09-24T12:00:00+00:00"
    assert [message.subject for message in sent.outbox][1:] == ["Your certificate was renewed"]
    assert list(CertificateEvent.objects.order_by("number").values_list("kind", flat=True))[-1] == "renewed"
    assert list(broken_records()) == []


def test_what_expired_begins_anew_on_the_day_it_is_renewed(enrolment, final, learner):
    Course.objects.update(valid_months=24)
    with time_machine.travel(LATE, tick=False):
        begin(enrolment)
        do_exercise(final, learner)
        work()
    assert issues()[-1].expires_at == last_second(2030, 1, 31)


def test_what_was_passed_before_counts_for_nothing(enrolment, final, learner):
    with time_machine.travel(SOON, tick=False):
        begin(enrolment)
        do_exercise(final, learner, is_right=False)
        work()
        with pytest.raises(NoTriesLeftError):
            make_attempt(final, learner)
        view = view_of(enrolment)
        assert (view.may_begin, view.is_passed, view.tries_left) == (False, False, 0)
        assert services.renew_what_is_due() == 1
    assert (len(issues()), Enrolment.objects.get().composite_percent) == (1, 100)


@pytest.mark.parametrize("moment", [BEGUN, EARLY])
def test_it_may_be_too_early(enrolment, moment):
    with time_machine.travel(moment), pytest.raises(CertificateError):
        begin(enrolment)
    assert not Renewal.objects.exists()


def test_what_is_revoked_or_valid_for_ever_is_not_renewed(enrolment, final, learner):
    for_ever = make_finished_enrolment(learner, name="Ana")
    services.issue_certificate(enrolment_id=for_ever.pk)
    with time_machine.travel(SOON, tick=False):
        begin(enrolment)
        services.revoke_certificate(code=enrolment.certificate.code, reason="Copied.", revoked_by_id=None)
        do_exercise(final, learner)
        work()
        for found in (for_ever, enrolment):
            with pytest.raises(CertificateError):
                begin(found)
    assert len(enrolment.certificate.issues.all()) == 1


def test_a_final_that_is_closed_or_practice_renews_nothing(enrolment, final):
    final.policy = {**final.policy, "practice": True}
    final.save()
    with time_machine.travel(SOON):
        assert view_of(enrolment) is None
        with pytest.raises(CertificateError):
            begin(enrolment)


def test_a_name_that_is_corrected_meanwhile_stops_no_renewal(enrolment, final, learner):
    with time_machine.travel(SOON, tick=False):
        begin(enrolment)
        services.reissue(certificate_id=enrolment.certificate.pk, reason="name", printed_name="Ana K. Learner")
        assert not begin(enrolment)
        do_exercise(final, learner)
        work()
    newest = issues()[-1]
    assert (newest.number, newest.snapshot["holder"], newest.expires_at) == (
        3,
        "Ana K. Learner",
        last_second(2028, 11, 23),
    )


def test_the_certificate_of_the_programme_is_renewed_with_those_it_rests_on(enrolment, final, learner):
    with time_machine.travel(BEGUN, tick=False):
        make_programme(enrolment.course)
        work()
    of_programme = Certificate.objects.get(enrolment=None)
    assert of_programme.expires_at == last_second(2027, 11, 23)
    with time_machine.travel(SOON, tick=False):
        begin(enrolment)
        do_exercise(final, learner)
        work()
        work()
    of_programme.refresh_from_db()
    assert of_programme.expires_at == last_second(2028, 11, 23)
    assert [issue.reason for issue in of_programme.issues.order_by("number")] == ["first", "renewed"]
    assert list(broken_records()) == []


def test_who_has_used_every_try_of_a_renewal_may_be_granted_another(client, learner, final):
    """What was earned before, full marks too, is no reason against it: only tries begun since count."""
    city = make_organisation(slug="port-alder")
    make_membership(user=learner, organisation=city)
    enrolment = make_certified(learner, final)
    coordinator, asked = make_coordinator(city), {"exercise": final.pk, "form_token": uuid.uuid4()}
    page, url = f"/people/port-alder/{learner.key}/", f"/people/port-alder/{learner.key}/another-try/"
    with time_machine.travel(SOON, tick=False):
        client.force_login(coordinator)
        client.post(url, asked)
        assert "Grant another try" not in client.get(page).content.decode()
        begin(enrolment)
        do_exercise(final, learner, is_right=False)
        assert view_of(enrolment).tries_left == 0
        assert "Grant another try" in client.get(page).content.decode()
        client.post(url, asked)
        client.post(url, asked | {"form_token": uuid.uuid4()})
        assert view_of(enrolment).tries_left == 1
        do_exercise(final, learner)
        work()
        client.post(url, asked | {"form_token": uuid.uuid4()})
        assert "Grant another try" not in client.get(page).content.decode()
    assert [issue.reason for issue in issues()] == ["first", "renewed"]
    assert TryGrant.objects.count() == 2
