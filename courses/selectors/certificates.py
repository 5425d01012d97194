"""Certificates as strangers and holders see them."""

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from accounts import selectors as account_selectors
from courses.enums import CertificateState, FinishedBy
from courses.models import Certificate, CertificateIssue, Course
from courses.rules.validity import Validity, read_moment, validity_of
from courses.selectors.enrolments import certificate_state, certificate_url, own_enrolments
from courses.selectors.outline import foreign
from courses.selectors.renewals import RenewalView, renewal_view

CODE = re.compile(r"[0-9a-f]{32}")
NO_CODE = "-" * 32


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """What a certificate rests on: an exercise, or of a programme the certificate of a course.

    Attributes:
        percent: None where it was not attempted; of a course, where nothing is scored.
        version: of the exercise; empty for a certificate.
        by_examination: a final assessment, or a course, by which lessons were tested out of.
        renewed_at: of a final assessment, when passing it again renewed the certificate; else None.
        url: of the certificate; empty where it would tell a name that is withheld.
        is_revoked: the certificate is valid no more.
    """

    title: str
    percent: int | None
    version: str = ""
    by_examination: bool = False
    renewed_at: datetime.datetime | None = None
    url: str = ""
    is_revoked: bool = False


@dataclass(frozen=True, slots=True)
class CertificateView:
    """What a certificate says, and whether it still holds.

    Attributes:
        holder: the printed name; empty when the reader may not see it.
        is_programme: it is of a programme, whose title `course_title` is then.
        may_manage: whether the reader is the holder.
        may_revoke: whether the reader may declare it invalid.
        pdf_url: empty when the reader may not have the file.
        revoked_at: None unless it was revoked.
        expires_at: until when it is valid; None for ever.
        validity: what its newest issue is today.
    """

    code: str
    holder: str
    is_withheld: bool
    is_programme: bool
    course_title: str
    language: str
    issuer: str
    issued_at: datetime.datetime
    finished_at: datetime.datetime
    issue_number: int
    outline_version: int
    minutes: int
    result_percent: int | None
    pass_percent: int | None
    is_test_out: bool
    competencies: tuple[str, ...]
    outcomes: tuple[str, ...]
    evidence: tuple[EvidenceLine, ...]
    verify_url: str
    pdf_url: str
    name_url: str
    revoke_url: str
    may_manage: bool
    may_revoke: bool
    revoked_at: datetime.datetime | None
    revoked_reason: str
    expires_at: datetime.datetime | None
    validity: Validity


@dataclass(frozen=True, slots=True)
class NameView:
    """The page where a learner confirms the printed name."""

    enrolment_id: int
    course_slug: str
    course_title: str
    course_lang: str
    state: CertificateState
    learner_name: str
    printed_name: str
    latin_name: str
    name_withheld: bool
    certificate_url: str
    pdf_url: str
    revoked_reason: str
    expires_at: datetime.datetime | None
    renewal: RenewalView | None


def _by_code(code: str) -> QuerySet[Certificate]:
    """Ask for an address; a malformed one costs the same statement as an unknown one."""
    wanted = code.lower() if len(code) == len(NO_CODE) else ""
    issues = Prefetch("issues", CertificateIssue.objects.defer("pdf").order_by("number"))
    return (
        Certificate.objects.filter(code=wanted if CODE.fullmatch(wanted) else NO_CODE)
        .select_related("enrolment__course", "enrolment__learner", "completion__learner", "revocation")
        .prefetch_related(issues)
    )


def certificate_view(*, code: str, reader_id: int | None) -> CertificateView | None:
    """Read a certificate's public page.

    Args:
        code: any text.
        reader_id: who asks; None for a stranger.

    Returns:
        What its newest issue says; None when there is no such certificate. Two statements, one more of a programme, and
        one more for a reader who is signed in.
    """
    certificate = _by_code(code).first()
    if certificate is None:
        return None
    is_holder = reader_id is not None and holder_of(certificate).pk == reader_id
    issue = list(certificate.issues.all())[-1]
    course = certificate.enrolment.course if certificate.enrolment else None
    return _view(certificate, issue, is_holder=is_holder, may_revoke=may_revoke(course, reader_id))


def holder_of(certificate: Certificate) -> Any:
    """Say whose certificate it is.

    Args:
        certificate: of a course or of a programme.

    Returns:
        The learner.
    """
    certified = certificate.enrolment or certificate.completion
    return certified.learner if certified else None


def may_revoke(course: Course | None, reader_id: int | None) -> bool:
    """Tell whether somebody may declare certificates invalid.

    Args:
        course: of which they are; None for those of a programme.
        reader_id: who asks; None for a stranger.

    Returns:
        True for administrators of the site and, of a course, for those of its instructors who instruct somewhere today.
    """
    return reader_id is not None and revokers(course).filter(pk=reader_id).exists()


def revokers(course: Course | None) -> QuerySet[Any]:
    """Select the people who may ask that certificates are revoked or made valid again, and confirm it.

    Args:
        course: of which they are; None for those of a programme.

    Returns:
        Accounts, as `may_revoke` says.
    """
    allowed = Q(is_superuser=True)
    if course is not None:
        allowed |= Q(pk__in=course.instructors.values("pk")) & Q(pk__in=account_selectors.instructor_ids())
    return get_user_model().objects.filter(allowed, is_active=True)


def _view(certificate: Certificate, issue: CertificateIssue, *, is_holder: bool, may_revoke: bool) -> CertificateView:
    says: Mapping[str, Any] = issue.snapshot
    revocation = certificate.revocation
    address = [certificate.code]
    about = says.get("programme") or says["course"]
    return CertificateView(
        code=certificate.code,
        holder=says["holder"] if is_holder or not certificate.name_withheld else "",
        is_withheld=certificate.name_withheld,
        is_programme=certificate.enrolment is None,
        course_title=about["title"],
        language=says["language"],
        issuer=says["issuer"]["name"],
        issued_at=issue.issued_at,
        finished_at=parse_datetime(says["finished_at"]) or issue.issued_at,
        issue_number=issue.number,
        outline_version=about.get("version", 0),
        minutes=says["minutes"],
        result_percent=says["result_percent"],
        pass_percent=says["pass_percent"],
        is_test_out=says["finished_by"] == FinishedBy.TEST_OUT,
        competencies=tuple(says["competencies"]),
        outcomes=tuple(says["outcomes"]),
        evidence=_evidence(certificate, says["evidence"], is_holder=is_holder),
        verify_url=says["verify_url"],
        pdf_url=reverse("certificates:pdf", args=address) if _may_have_pdf(certificate, is_holder=is_holder) else "",
        name_url=_name_url(certificate) if is_holder else "",
        revoke_url=reverse(f"certificates:{'reinstate' if revocation else 'revoke'}", args=address)
        if may_revoke and not is_holder
        else "",
        may_manage=is_holder,
        may_revoke=may_revoke,
        revoked_at=revocation.revoked_at if revocation else None,
        revoked_reason=revocation.reason if revocation else "",
        expires_at=issue.expires_at,
        validity=validity_of(timezone.now(), issue.expires_at, is_revoked=revocation is not None, is_newest=True),
    )


def _name_url(certificate: Certificate) -> str:
    if certificate.enrolment is None:
        return reverse("programme:certificate")
    return reverse("courses:certificate_name", args=[certificate.enrolment.course.slug])


def _evidence(
    certificate: Certificate, items: Sequence[Mapping[str, Any]], *, is_holder: bool
) -> tuple[EvidenceLine, ...]:
    """Lay out what it rests on: exercises; of a programme certificates, as they are valid or revoked today."""
    if certificate.completion is None:
        return tuple(
            EvidenceLine(
                title=item["title"],
                percent=item["percent"],
                version=item["version"],
                by_examination=item.get("by_examination", False),
                renewed_at=read_moment(item.get("renewed_at", "")),
            )
            for item in items
        )
    rests_on = certificate.completion.certificates.all()
    now = {found.code: found for found in rests_on}
    return tuple(
        EvidenceLine(
            title=item["title"],
            percent=item["percent"],
            by_examination=item["by_examination"],
            url=_link(certificate, now[item["code"]], is_holder=is_holder),
            is_revoked=now[item["code"]].revocation_id is not None,
        )
        for item in items
    )


def _link(certificate: Certificate, other: Certificate, *, is_holder: bool) -> str:
    """Lead to another certificate unless that would tell a name that the holder withholds on one of the two."""
    if not is_holder and (certificate.name_withheld or other.name_withheld):
        return ""
    return reverse("certificates:verify", args=[other.code])


def _may_have_pdf(certificate: Certificate, *, is_holder: bool) -> bool:
    """Hand out no file once it is revoked, and none with a name on it that the holder withholds."""
    if certificate.revocation is not None:
        return False
    return is_holder or not certificate.name_withheld


def file_of(*, code: str, reader_id: int | None, tells_itself: bool = False) -> CertificateIssue | None:
    """Find the newest issue of a certificate where the reader may have what was made of it.

    Args:
        code: any text.
        reader_id: who asks; None for a stranger.
        tells_itself: what was made of it leads to whether it is revoked, so that the holder may have it even then.

    Returns:
        None when there is no such certificate, it is revoked, or the holder withholds the name that stands in it and
        somebody else asks. Two statements.
    """
    certificate = _by_code(code).first()
    if certificate is None:
        return None
    is_holder = reader_id is not None and holder_of(certificate).pk == reader_id
    if not (is_holder and tells_itself) and not _may_have_pdf(certificate, is_holder=is_holder):
        return None
    return list(certificate.issues.all())[-1]


def certificate_pdf(*, code: str, reader_id: int | None) -> bytes | None:
    """Read a certificate's file.

    Args:
        code: any text.
        reader_id: who asks; None for a stranger.

    Returns:
        The PDF of the newest issue; None where `file_of` finds none. Three statements.
    """
    issue = file_of(code=code, reader_id=reader_id)
    return bytes(issue.pdf) if issue else None


def name_view(*, course_slug: str, learner_id: int, language: str) -> NameView | None:
    """Read the page where a learner confirms the printed name.

    Args:
        course_slug: of the course.
        learner_id: who asks.
        language: the reader's.

    Returns:
        None when the learner is not enrolled in such a course. Two statements, and at most three more while the
        certificate can be renewed.
    """
    enrolment = own_enrolments(learner_id).filter(course__slug=course_slug).select_related("learner").first()
    if enrolment is None:
        return None
    text = enrolment.course.texts.filter(language=language).only("title").first()
    state = certificate_state(enrolment)
    certificate = getattr(enrolment, "certificate", None)
    revocation = certificate.revocation if certificate else None
    return NameView(
        enrolment_id=enrolment.pk,
        course_slug=course_slug,
        course_title=text.title if text else enrolment.course.title,
        course_lang="" if text else foreign(enrolment.course.source_language, language),
        state=state,
        learner_name=enrolment.learner.display_name,
        printed_name=enrolment.printed_name,
        latin_name=enrolment.latin_name,
        name_withheld=bool(certificate and certificate.name_withheld),
        certificate_url=certificate_url(enrolment),
        pdf_url=reverse("certificates:pdf", args=[certificate.code]) if certificate and not revocation else "",
        revoked_reason=revocation.reason if revocation else "",
        expires_at=certificate.expires_at if certificate else None,
        renewal=renewal_view(enrolment),
    )
