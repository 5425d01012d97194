"""A learner's transcripts, and what the next one would say."""

import datetime
from dataclasses import dataclass

from django.db.models import F, Max, Q, QuerySet
from django.urls import reverse

from courses.models import Certificate, CertificateIssue


@dataclass(frozen=True, slots=True)
class CertifiedLine:
    """One certificate that stands in the next transcript."""

    title: str
    language: str
    percent: int | None
    finished_at: datetime.datetime
    url: str


@dataclass(frozen=True, slots=True)
class TranscriptLine:
    """A transcript that was made."""

    code: str
    url: str
    pdf_url: str
    issued_at: datetime.datetime
    name_withheld: bool
    is_revoked: bool


@dataclass(frozen=True, slots=True)
class TranscriptsView:
    """The page of a learner's transcripts."""

    certified: tuple[CertifiedLine, ...]
    transcripts: tuple[TranscriptLine, ...]


def certified(learner_id: int) -> list[CertificateIssue]:
    """List what a learner was certified for and what was not revoked.

    Args:
        learner_id: the holder.

    Returns:
        The newest issue of each certificate of a course or a programme, in the order of issuing. One statement.
    """
    own = Q(certificate__enrolment__learner=learner_id) | Q(
        certificate__completion__learner=learner_id, certificate__completion__programme__isnull=False
    )
    newest = CertificateIssue.objects.annotate(last=Max("certificate__issues__number")).filter(number=F("last"))
    found = newest.filter(own, certificate__revocation=None).defer("pdf").order_by("issued_at", "pk")
    return list(found.select_related("certificate__enrolment__learner", "certificate__completion__learner"))


def transcripts_of(learner_id: int) -> QuerySet[Certificate]:
    """Ask for a learner's transcripts.

    Args:
        learner_id: the holder.

    Returns:
        In the order of making.
    """
    return Certificate.objects.filter(completion__learner=learner_id, completion__programme=None).order_by("pk")


def transcripts_view(*, learner_id: int) -> TranscriptsView:
    """Read the page of a learner's transcripts.

    Args:
        learner_id: who asks.

    Returns:
        What the next one would list, and those that were made, the newest first. Three statements.
    """
    made = transcripts_of(learner_id).reverse().annotate(issued_at=Max("issues__issued_at"))
    return TranscriptsView(
        certified=tuple(_certified_line(issue) for issue in certified(learner_id)),
        transcripts=tuple(_transcript_line(found, found.issued_at) for found in made),
    )


def _certified_line(issue: CertificateIssue) -> CertifiedLine:
    says = issue.snapshot
    return CertifiedLine(
        title=(says.get("programme") or says["course"])["title"],
        language=says["language"],
        percent=says["result_percent"],
        finished_at=datetime.datetime.fromisoformat(says["finished_at"]),
        url=reverse("certificates:verify", args=[issue.certificate.code]),
    )


def _transcript_line(found: Certificate, issued_at: datetime.datetime) -> TranscriptLine:
    address = [found.code]
    is_revoked = found.revocation_id is not None
    return TranscriptLine(
        code=found.code,
        url=reverse("certificates:verify", args=address),
        pdf_url="" if is_revoked else reverse("certificates:pdf", args=address),
        issued_at=issued_at,
        name_withheld=found.name_withheld,
        is_revoked=is_revoked,
    )
