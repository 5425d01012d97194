"""Certificates as strangers and holders see them."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from accounts import selectors as account_selectors
from courses.enums import CertificateState, FinishedBy
from courses.models import Certificate, CertificateIssue, Course
from courses.rules.validity import Validity, validity_of
from courses.selectors.certificate_evidence import EvidenceLine, evidence_lines
from courses.selectors.certificate_history import PastIssue, history
from courses.selectors.enrolments import certificate_state, certificate_url, own_enrolments
from courses.selectors.outline import foreign
from courses.selectors.renewals import RenewalView, renewal_view

CODE = re.compile(r"[0-9a-f]{32}")
NO_CODE = "-" * 32


@dataclass(frozen=True, slots=True)
class CertificateView:
    """What a certificate says, and whether it still holds.

    Attributes:
        holder: the printed name; empty when the reader may not see it.
        is_programme: it rests on certificates; `course_title` is the programme's title then.
        is_transcript: it is of no programme, and lists all that the holder was certified for.
        may_manage: whether the reader is the holder.
        may_revoke: whether the reader may declare it invalid.
        pdf_url: empty when the reader may not have the file; so are those of the signed files.
        revoked_at: None unless it was revoked.
        expires_at: until when it is valid; None for ever.
        validity: what its newest issue is today.
        history: all its issues, the newest first.
        standard_version: the digest of what was asked for; empty where none was written down.
        is_demonstration: it certifies nothing.
    """

    code: str
    holder: str
    is_withheld: bool
    is_programme: bool
    is_transcript: bool
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
    competencies_language: str
    outcomes: tuple[str, ...]
    evidence: tuple[EvidenceLine, ...]
    verify_url: str
    pdf_url: str
    credential_url: str
    token_url: str
    png_url: str
    svg_url: str
    name_url: str
    revoke_url: str
    may_manage: bool
    may_revoke: bool
    revoked_at: datetime.datetime | None
    revoked_reason: str
    expires_at: datetime.datetime | None
    validity: Validity
    history: tuple[PastIssue, ...]
    standard_percent: int | None
    standard_version: str
    is_demonstration: bool


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


def readable(certificates: QuerySet[Certificate]) -> QuerySet[Certificate]:
    """Bring along what the page of a certificate says.

    Args:
        certificates: any.

    Returns:
        The same with two statements more for all of them together: their issues with what was signed for each, and what
        those of programmes rest on.
    """
    issues = CertificateIssue.objects.select_related("credential", "revocation").defer("pdf").order_by("number")
    related = ("enrolment__course", "enrolment__learner", "completion__learner", "revocation")
    return certificates.select_related(*related).prefetch_related(
        Prefetch("issues", issues), "completion__certificates"
    )


def _by_code(code: str) -> QuerySet[Certificate]:
    """Ask for an address; a malformed one costs the same statement as an unknown one."""
    wanted = code.lower() if len(code) == len(NO_CODE) else ""
    return readable(Certificate.objects.filter(code=wanted if CODE.fullmatch(wanted) else NO_CODE))


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
    return _view(certificate, issue, timezone.now(), is_holder=is_holder, may_revoke=may_revoke(course, reader_id))


def stranger_view(certificate: Certificate, *, now: datetime.datetime) -> CertificateView:
    """Lay out what a certificate's page says to strangers.

    Args:
        certificate: out of `readable`.
        now: the moment to judge at.

    Returns:
        What its newest issue says. No statement.
    """
    return _view(certificate, list(certificate.issues.all())[-1], now, is_holder=False, may_revoke=False)


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


def _view(
    certificate: Certificate, issue: CertificateIssue, now: datetime.datetime, *, is_holder: bool, may_revoke: bool
) -> CertificateView:
    says: Mapping[str, Any] = issue.snapshot
    revocation = certificate.revocation
    address = [certificate.code]
    about = says.get("programme") or says["course"]
    standard = says.get("standard", {})
    return CertificateView(
        code=certificate.code,
        holder=says["holder"] if is_holder or not certificate.name_withheld else "",
        is_withheld=certificate.name_withheld,
        is_programme=certificate.enrolment is None,
        is_transcript="transcript" in says,
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
        competencies_language=says.get("source_language", says["language"]),
        outcomes=tuple(says["outcomes"]),
        evidence=evidence_lines(certificate, says, is_holder=is_holder),
        verify_url=settings.CHANCERY_PUBLIC_URL + reverse("certificates:verify", args=address),
        **_file_urls(certificate, issue, is_holder=is_holder),
        name_url=_name_url(certificate) if is_holder else "",
        revoke_url=reverse(f"certificates:{'reinstate' if revocation else 'revoke'}", args=address)
        if may_revoke and not is_holder
        else "",
        may_manage=is_holder,
        may_revoke=may_revoke,
        revoked_at=revocation.revoked_at if revocation else None,
        revoked_reason=revocation.reason if revocation else "",
        expires_at=issue.expires_at,
        history=history(certificate),
        standard_percent=standard.get("percent"),
        standard_version=standard.get("version", ""),
        is_demonstration=says.get("demonstration", False),
        validity=validity_of(now, issue.expires_at, is_revoked=revocation is not None, is_newest=True),
    )


def _file_urls(certificate: Certificate, issue: CertificateIssue, *, is_holder: bool) -> dict[str, str]:
    may_have = _may_have_pdf(certificate, is_holder=is_holder)
    signed = getattr(issue, "credential", None) if may_have or is_holder else None
    there = {"pdf": may_have, **dict.fromkeys(("credential", "png", "svg"), signed is not None)}
    there["token"] = signed is not None and bool(signed.token)
    address = [certificate.code]
    return {f"{name}_url": reverse(f"certificates:{name}", args=address) if has else "" for name, has in there.items()}


def _name_url(certificate: Certificate) -> str:
    if certificate.enrolment is not None:
        return reverse("courses:certificate_name", args=[certificate.enrolment.course.slug])
    is_transcript = certificate.completion is not None and certificate.completion.programme_id is None
    return reverse("transcripts" if is_transcript else "programme:certificate")


def _may_have_pdf(certificate: Certificate, *, is_holder: bool) -> bool:
    """Hand out no file once it is revoked, and none with a name that the holder withholds there or on what it lists."""
    if certificate.revocation is not None:
        return False
    return is_holder or not (certificate.name_withheld or _lists_a_withheld_name(certificate))


def _lists_a_withheld_name(certificate: Certificate) -> bool:
    completion = certificate.completion
    return completion is not None and any(other.name_withheld for other in completion.certificates.all())


def file_of(*, code: str, reader_id: int | None, tells_itself: bool = False) -> CertificateIssue | None:
    """Find the newest issue of a certificate where the reader may have what was made of it.

    Args:
        code: any text.
        reader_id: who asks; None for a stranger.
        tells_itself: what was made of it leads to whether it is revoked, so that the holder may have it even then.

    Returns:
        None when there is no such certificate, it is revoked, or somebody else asks and the holder withholds the name
        that stands in it or the one of a certificate that it lists. Two statements, one more of a programme.
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
