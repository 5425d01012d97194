"""What a certificate rests on, as its page shows it."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from courses.models import Certificate
from courses.rules.validity import read_moment


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """What a certificate rests on: an exercise, or of a programme the certificate of a course.

    Attributes:
        language: of the title.
        percent: None where it was not attempted; of a course, where nothing is scored.
        version: of the exercise; empty for a certificate.
        by_examination: a final assessment, or a course, by which lessons were tested out of.
        renewed_at: of a final assessment, when passing it again renewed the certificate; else None.
        code: of the certificate; empty where it would tell a name that is withheld.
        is_revoked: the certificate is valid no more.
        is_certified: of a transcript, whether the course had a certificate when it was made.
        finished_at: of a line of a programme or a transcript.
        minutes: of a line of a transcript, as the author estimates; 0 where it is not said.
        outline: version of the course, of a line of a transcript; None where it is not said.
    """

    title: str
    language: str
    percent: int | None
    version: str = ""
    by_examination: bool = False
    renewed_at: datetime.datetime | None = None
    code: str = ""
    is_revoked: bool = False
    is_certified: bool = True
    finished_at: datetime.datetime | None = None
    minutes: int = 0
    outline: int | None = None


def evidence_lines(certificate: Certificate, says: Mapping[str, Any], *, is_holder: bool) -> tuple[EvidenceLine, ...]:
    """Lay out what a certificate rests on.

    Args:
        certificate: with the certificates at hand that it rests on, if it does.
        says: its snapshot.
        is_holder: the reader is whose it is.

    Returns:
        Exercises; of a programme certificates, as they are valid or revoked today; of a transcript also courses without
        one.
    """
    items, language = says["evidence"], says.get("source_language", says["language"])
    if certificate.completion is None:
        return tuple(
            EvidenceLine(
                title=item["title"],
                language=item.get("language", language),
                percent=item["percent"],
                version=item["version"],
                by_examination=item.get("by_examination", False),
                renewed_at=read_moment(item.get("renewed_at", "")),
            )
            for item in items
        )
    now = {found.code: found for found in certificate.completion.certificates.all()}
    return tuple(
        EvidenceLine(
            title=item["title"],
            language=item.get("language", language),
            percent=item["percent"],
            by_examination=item["by_examination"],
            code=_code(certificate, now[item["code"]], is_holder=is_holder) if item["code"] else "",
            is_revoked=bool(item["code"]) and now[item["code"]].revocation_id is not None,
            is_certified=bool(item["code"]),
            finished_at=read_moment(item["finished_at"]),
            minutes=item.get("minutes", 0),
            outline=item.get("outline"),
        )
        for item in items
    )


def _code(certificate: Certificate, other: Certificate, *, is_holder: bool) -> str:
    """Lead to another certificate unless that would tell a name that the holder withholds on one of the two."""
    if not is_holder and (certificate.name_withheld or other.name_withheld):
        return ""
    return other.code
