"""Transcripts: all courses that a learner has finished, as one document that others can check (adr 0023).

A transcript is a certificate that rests on certificates, like that of a programme; it is of no programme, and there
may be several, one for each time the learner made one.
"""

import datetime
from collections.abc import Sequence
from operator import itemgetter
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction
from django.db.models import F
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from courses.enums import FinishedBy, IssueReason
from courses.errors import CertificateError
from courses.models import Certificate, CertificateIssue, CourseText, Enrolment, ProgrammeCompletion
from courses.models.certificates import new_code
from courses.rules.validity import moment_text
from courses.selectors.certificates import holder_of
from courses.selectors.outline import texts_by_course
from courses.selectors.transcripts import certified, transcripts_of, uncertified
from courses.services.certificate_pdf import render_pdf
from courses.services.certificates import add_issue, withhold
from courses.services.reissuing import reissue
from courses.services.snapshot import shared, verify_url


def make_transcript(*, learner_id: int) -> Certificate:
    """Issue a transcript of what a learner has finished by today, frozen from then on.

    Args:
        learner_id: the holder.

    Returns:
        The new transcript, or the newest one where it says the same.

    Raises:
        CertificateError: there is nothing certified that still holds; nothing else says whose transcript it is.

    The name is withheld where it is on one of the certificates. The file is made before the transaction, which holds
    the rows of certificates and enrolments, so that none of them is revoked or finished no more unseen. Safe to call
    twice and at the same time.
    """
    issues, others = certified(learner_id), uncertified(learner_id)
    if not issues:
        raise CertificateError(_("You have no certificate yet that could stand in a transcript."))
    language = holder_of(issues[-1].certificate).language
    there = _there(issues, others, learner_id, language)
    if there is not None:
        return there
    code, issued_at = new_code(), timezone.now().replace(microsecond=0)
    snapshot = build_transcript_snapshot(
        issues=issues, others=others, language=language, code=code, issued_at=issued_at
    )
    pdf = render_pdf(snapshot)
    with transaction.atomic():
        held = Certificate.objects.filter(pk__in=[issue.certificate_id for issue in issues])
        held.update(created_at=F("created_at"))
        there = _there(issues, others, learner_id, language)
        if there is not None:
            return there
        still = Enrolment.objects.filter(pk__in=[enrolment.pk for enrolment in others], finished_at__isnull=False)
        if held.filter(revocation__isnull=False).exists() or still.update(active_at=F("active_at")) != len(others):
            raise CertificateError(_("One of your certificates has just changed. Please try again."))
        completion = ProgrammeCompletion.objects.create(learner_id=learner_id)
        completion.certificates.set(held)
        withheld = held.filter(name_withheld=True).exists()
        certificate = Certificate.objects.create(completion=completion, code=code, name_withheld=withheld)
        add_issue(certificate, reason=IssueReason.FIRST, snapshot=snapshot, pdf=pdf, issued_at=issued_at)
    return certificate


def _there(
    issues: Sequence[CertificateIssue], others: Sequence[Enrolment], learner_id: int, language: str
) -> Certificate | None:
    """Find the newest transcript where it is valid and would say the same if it were made now."""
    newest = transcripts_of(learner_id).filter(revocation=None).last()
    issue = newest.issues.defer("pdf").latest("number") if newest else None
    if newest is None or issue is None:
        return None
    now = build_transcript_snapshot(
        issues=issues, others=others, language=language, code=newest.code, issued_at=issue.issued_at
    )
    return newest if now == issue.snapshot else None


def build_transcript_snapshot(
    *,
    issues: Sequence[CertificateIssue],
    others: Sequence[Enrolment],
    language: str,
    code: str,
    issued_at: datetime.datetime,
) -> dict[str, Any]:
    """Write down everything that a transcript says.

    Args:
        issues: of the certificates that it lists, the newest of each, in the order of issuing.
        others: finished courses without a certificate.
        language: that it is written in; titles stay as they were certified.
        code: of the transcript.
        issued_at: when it is issued.

    Returns:
        A JSON object as that of a programme, with `transcript`. Its evidence stands in the order of finishing and says
        `minutes`, `outline` (of a course) and `is_programme` besides. The name is that of the certificate issued last.
    """
    says = [issue.snapshot for issue in issues]
    newest = says[-1]
    titles = texts_by_course([enrolment.course_id for enrolment in others], language)
    lines = [_line(said) for said in says] + [_uncertified(found, titles[found.course_id]) for found in others]
    with translation.override(language):
        title = pgettext("of courses", "Transcript")
    return shared(newest["holder"], newest["latin_name"], code, issued_at, None) | {
        "language": language,
        "transcript": True,
        "programme": {"key": str(uuid5(NAMESPACE_URL, verify_url(code))), "title": title},
        "minutes": sum(line["minutes"] for line in lines if not line["is_programme"]),
        "competencies": [],
        "outcomes": [],
        "result_percent": None,
        "pass_percent": None,
        "finished_by": FinishedBy.COURSE.value,
        "finished_at": max(line["finished_at"] for line in lines),
        "evidence": sorted(lines, key=itemgetter("finished_at", "is_programme")),
    }


def _line(said: dict[str, Any]) -> dict[str, Any]:
    about = said.get("programme") or said["course"]
    return {
        "key": about["key"],
        "title": about["title"],
        "language": said["language"],
        "percent": said["result_percent"],
        "code": said["code"],
        "finished_at": said["finished_at"],
        "by_examination": said["finished_by"] == FinishedBy.TEST_OUT,
        "minutes": said["minutes"],
        "outline": about.get("version"),
        "is_programme": "programme" in said,
    }


def _uncertified(enrolment: Enrolment, text: CourseText) -> dict[str, Any]:
    course = enrolment.course
    return {
        "key": str(course.key),
        "title": text.title,
        "language": text.language,
        "percent": enrolment.composite_percent,
        "code": "",
        "finished_at": moment_text(enrolment.finished_at),
        "by_examination": enrolment.finished_by == FinishedBy.TEST_OUT,
        "minutes": course.estimated_minutes,
        "outline": enrolment.finished_version,
        "is_programme": False,
    }


def restore_transcript(*, certificate_id: int) -> None:
    """Make a transcript valid again that a rule had revoked, once all certificates in it are.

    Args:
        certificate_id: row id of the transcript; one that is valid, or that a person revoked, stays as it is.

    As `reissue`. Safe to call twice and at the same time.
    """
    by_rule = Certificate.objects.filter(pk=certificate_id, revocation__isnull=False, revocation__revoked_by=None)
    if by_rule.exclude(completion__certificates__revocation__isnull=False).exists():
        reissue(certificate_id=certificate_id, reason=IssueReason.REINSTATED)


def set_transcript_name_withheld(*, learner_id: int, code: str, withheld: bool) -> None:
    """Let the holder hide or show the name on the page of a transcript.

    Args:
        learner_id: the holder; somebody else's transcript is not changed.
        code: of the transcript.
        withheld: True to hide it.

    Safe to call twice.
    """
    withhold(transcripts_of(learner_id).filter(code=code), withheld)
