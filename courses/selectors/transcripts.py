"""A learner's transcripts, and what the next one would say."""

import datetime
from dataclasses import dataclass

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet
from django.urls import reverse

from courses.enums import FinishedBy
from courses.models import Certificate, CertificateIssue, Enrolment, RescoringEffect
from courses.selectors.outline import texts_by_course


@dataclass(frozen=True, slots=True)
class FinishedLine:
    """One line of the next transcript: a certificate, or a course that is finished and has none yet.

    Attributes:
        url: of the certificate; of a course without one, where its name is confirmed.
        is_certified: whether there is a certificate.
    """

    title: str
    language: str
    percent: int | None
    finished_at: datetime.datetime
    by_examination: bool
    url: str
    is_certified: bool


@dataclass(frozen=True, slots=True)
class TranscriptLine:
    """A transcript that was made. `is_by_rule`: it was revoked because a certificate in it was."""

    code: str
    url: str
    pdf_url: str
    issued_at: datetime.datetime
    name_withheld: bool
    is_revoked: bool
    is_by_rule: bool


@dataclass(frozen=True, slots=True)
class TranscriptsView:
    """The page of a learner's transcripts."""

    finished: tuple[FinishedLine, ...]
    transcripts: tuple[TranscriptLine, ...]

    @property
    def is_possible(self) -> bool:
        """Whether there is a certificate, which says whose transcript it is."""
        return any(line.is_certified for line in self.finished)


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


def uncertified(learner_id: int) -> list[Enrolment]:
    """List the courses that a learner has finished and has no certificate of.

    Args:
        learner_id: the holder.

    Returns:
        Enrolments with their courses, in the order of finishing. Left out is what a rescoring finished: it may be
        undone as long as there is no certificate. One statement.
    """
    by_rescoring = RescoringEffect.objects.filter(enrolment=OuterRef("pk"), lesson=None)
    finished = Enrolment.objects.filter(~Exists(by_rescoring), learner=learner_id, certificate=None)
    return list(finished.exclude(finished_at=None).select_related("course").order_by("finished_at", "pk"))


def transcripts_of(learner_id: int) -> QuerySet[Certificate]:
    """Ask for a learner's transcripts.

    Args:
        learner_id: the holder.

    Returns:
        In the order of making.
    """
    return Certificate.objects.filter(completion__learner=learner_id, completion__programme=None).order_by("pk")


def transcripts_view(*, learner_id: int, language: str) -> TranscriptsView:
    """Read the page of a learner's transcripts.

    Args:
        learner_id: who asks.
        language: the reader's.

    Returns:
        What the next one would list, and those that were made, the newest first. Four statements.
    """
    made = (
        transcripts_of(learner_id).select_related("revocation").reverse().annotate(issued_at=Max("issues__issued_at"))
    )
    without = uncertified(learner_id)
    titles = texts_by_course([enrolment.course_id for enrolment in without], language)
    lines = [_certified_line(issue) for issue in certified(learner_id)]
    for enrolment in without:
        text = titles[enrolment.course_id]
        lines.append(_uncertified_line(enrolment, text.title, text.language))
    return TranscriptsView(
        finished=tuple(sorted(lines, key=lambda line: line.finished_at)),
        transcripts=tuple(_transcript_line(found, found.issued_at) for found in made),
    )


def _certified_line(issue: CertificateIssue) -> FinishedLine:
    says = issue.snapshot
    return FinishedLine(
        title=(says.get("programme") or says["course"])["title"],
        language=says["language"],
        percent=says["result_percent"],
        finished_at=datetime.datetime.fromisoformat(says["finished_at"]),
        by_examination=says["finished_by"] == FinishedBy.TEST_OUT,
        url=reverse("certificates:verify", args=[issue.certificate.code]),
        is_certified=True,
    )


def _uncertified_line(enrolment: Enrolment, title: str, language: str) -> FinishedLine:
    return FinishedLine(
        title=title,
        language=language,
        percent=enrolment.composite_percent,
        finished_at=enrolment.finished_at or enrolment.enrolled_at,
        by_examination=enrolment.finished_by == FinishedBy.TEST_OUT,
        url=reverse("courses:certificate_name", args=[enrolment.course.slug]),
        is_certified=False,
    )


def _transcript_line(found: Certificate, issued_at: datetime.datetime) -> TranscriptLine:
    address = [found.code]
    revocation = found.revocation
    return TranscriptLine(
        code=found.code,
        url=reverse("certificates:verify", args=address),
        pdf_url="" if revocation else reverse("certificates:pdf", args=address),
        issued_at=issued_at,
        name_withheld=found.name_withheld,
        is_revoked=revocation is not None,
        is_by_rule=revocation is not None and revocation.revoked_by_id is None,
    )
