"""What becomes of the certificates of the demo: two that end, one revoked, one with another name asked for."""

import datetime

from django.utils import timezone

from accounts.models import User
from config.demo import people
from courses.enums import IssueReason, RequestAct
from courses.models import Certificate, Enrolment
from courses.models.certificates import new_code
from courses.rules.validity import MONTHS, last_moment
from courses.selectors.transcripts import transcripts_of
from courses.services import certificate_requests, certificates, transcripts
from courses.services.certificate_pdf import render_pdf
from courses.services.snapshot import build_snapshot

REVOKED_BECAUSE = "Issued in the demo to show what a revoked certificate looks like."
NAME_BECAUSE = "My second given name stands in my passport, and is missing here."
FULL_NAME = "Rosa María Quispe Márquez"
ENDS_IN = {people.EXPIRING: datetime.timedelta(days=30), people.EXPIRED: datetime.timedelta(days=-10)}
YEAR = datetime.timedelta(days=365)


def certify_earlier(enrolled: Enrolment, *, ends_in: datetime.timedelta, name: str) -> None:
    """Issue the certificate of somebody who has finished as if they had about a year ago.

    Args:
        enrolled: finished.
        ends_in: when its year is over, from now; negative where it is.
        name: that is printed.
    """
    then = (timezone.now() - YEAR + ends_in).replace(microsecond=0)
    Enrolment.objects.filter(pk=enrolled.pk).update(printed_name=name, enrolled_at=then, finished_at=then)
    finished = Enrolment.objects.select_related("course", "learner").get(pk=enrolled.pk)
    code = new_code()
    ends = last_moment(then, MONTHS)
    snapshot = build_snapshot(enrolment=finished, code=code, issued_at=then, expires_at=ends)
    made = Certificate.objects.create(enrolment=finished, code=code)
    certificates.add_issue(made, reason=IssueReason.FIRST, snapshot=snapshot, pdf=render_pdf(snapshot), issued_at=then)


def tell() -> None:
    """Have a certificate revoked by two people, a transcript made, and another name asked for. Safe to run twice."""
    revoked = _untouched(people.REVOKED)
    if revoked:
        asked = certificate_requests.ask_about_certificate(
            code=revoked.code, act=RequestAct.REVOKE, reason=REVOKED_BECAUSE, asked_by_id=_id(people.INSTRUCTOR)
        )
        certificate_requests.confirm_request(key=asked.key, user_id=_id(people.ADMINISTRATOR))
    valid = _untouched(people.CERTIFIED)
    if valid:
        holder = _id(people.CERTIFIED)
        certificate_requests.ask_about_certificate(
            code=valid.code, act=RequestAct.RENAME, reason=NAME_BECAUSE, asked_by_id=holder, printed_name=FULL_NAME
        )
        if not transcripts_of(holder).exists():
            transcripts.make_transcript(learner_id=holder)


def _untouched(person: people.DemoPerson) -> Certificate | None:
    """Find somebody's certificate where nobody has asked for anything yet."""
    held = Certificate.objects.filter(enrolment__learner__email=person.email, revocation=None)
    return held.filter(requests=None).first()


def _id(person: people.DemoPerson) -> int:
    return User.objects.get(email=person.email).pk
