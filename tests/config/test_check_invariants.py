import datetime
import uuid
from contextlib import suppress
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.models import OutboxEntry
from accounts.services import outbox
from assessments import services
from assessments.selectors import chains
from courses.models import Certificate, CertificateIssue, Enrolment
from tests.factories.accounts import make_user
from tests.factories.assessments import make_attempt, make_published_exercise
from tests.factories.courses import make_finished_enrolment

pytestmark = pytest.mark.django_db


def check(*given):
    output = StringIO()
    with suppress(CommandError):
        call_command("check_invariants", *given, stdout=output)
    return output.getvalue().splitlines()


@pytest.fixture
def enrolment():
    return make_finished_enrolment(make_user(), name="Ana Kovač")


def test_everything_holds_before_and_after_the_certificate(enrolment):
    assert check() == ["Everything holds."]
    outbox.sweep()
    assert Certificate.objects.count() == 1
    assert check() == ["Everything holds."]


def test_a_certificate_that_nothing_will_make_is_found(enrolment):
    OutboxEntry.objects.update(done_at=timezone.now())
    assert check() == [f"enrolment {enrolment.pk} waits for a certificate that nothing will make"]


def test_a_certificate_without_its_issue_is_found(enrolment):
    outbox.sweep()
    CertificateIssue.objects.all().delete()
    assert check() == [f"certificate {Certificate.objects.get().code} has no issue"]


def test_a_certificate_of_an_unfinished_enrolment_is_found(enrolment):
    outbox.sweep()
    Enrolment.objects.update(finished_at=None)
    code = Certificate.objects.get().code
    assert check() == [f"certificate {code} belongs to an enrolment that is not finished"]


def test_a_counter_that_is_ahead_of_its_ticks_is_found(enrolment):
    outbox.sweep()
    Enrolment.objects.update(lessons_done=9)
    (fault,) = check()
    assert fault.startswith(f"enrolment {enrolment.key} counts 9 lessons")


def test_faults_end_the_command_with_an_error(enrolment):
    OutboxEntry.objects.all().delete()
    with pytest.raises(CommandError) as error:
        call_command("check_invariants", stdout=StringIO())
    assert error.value.returncode == 1


def test_a_certificate_that_says_something_else_is_found(enrolment):
    outbox.sweep()
    Enrolment.objects.update(printed_name="Somebody else")
    assert check() == [f"certificate {Certificate.objects.get().code} shows another name than its enrolment"]


def test_a_certificate_without_its_file_is_found(enrolment):
    outbox.sweep()
    CertificateIssue.objects.update(pdf=b"")
    code = Certificate.objects.get().code
    assert check() == [
        f"certificate {code} has no file",
        f"certificate {code}: its issues are not those that its events tell of",
    ]


def test_a_finish_without_its_score_is_found(enrolment):
    proof = {"key": str(uuid.uuid4()), "title": "Check", "percent": 100, "version": "0" * 64, "weight": 1}
    Enrolment.objects.update(evidence=[proof])
    assert check() == [f"enrolment {enrolment.key} was finished by an exercise that was never scored"]


def test_the_newest_anchor_is_printed_and_one_that_was_kept_is_compared(time_machine):
    attempt = make_attempt(make_published_exercise(), make_user())
    time_machine.move_to(attempt.started_at.replace(hour=12) + datetime.timedelta(days=1), tick=False)
    services.anchor_days(now=timezone.now())
    day, digest = chains.newest_anchor()
    whole = [f"Newest anchor: {day} {digest}", "Everything holds."]
    assert check() == check("--anchor", str(day), digest) == whole
    assert check("--anchor", str(day), "0" * 64) == [f"the anchor of {day} is not the one that was kept"]
    with pytest.raises(CommandError, match="yesterday is no day"):
        call_command("check_invariants", "--anchor", "yesterday", digest, stdout=StringIO())
