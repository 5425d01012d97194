"""What a certificate says, frozen when it is issued."""

import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse

from courses.models import CourseText, Enrolment
from courses.selectors.outline import by_language, in_language

FORMAT = 1


def verify_url(code: str) -> str:
    """Return a certificate's permanent address.

    Args:
        code: of the certificate.

    Returns:
        An absolute address under the public address of the site.
    """
    return settings.CHANCERY_PUBLIC_URL + reverse("certificates:verify", args=[code])


def build_snapshot(*, enrolment: Enrolment, code: str, issued_at: datetime.datetime) -> dict[str, Any]:
    """Write down everything that a certificate says.

    Args:
        enrolment: finished, its name confirmed, with course and learner at hand.
        code: of the certificate.
        issued_at: when it is issued.

    Returns:
        A JSON object: `format`, `code`, `holder`, `latin_name`, `language`, `course` (key, title, version), `minutes`,
        `competencies`, `outcomes`, `result_percent` (None where nothing required is scored), `pass_percent`,
        `finished_by`, `finished_at`, `issued_at`, `evidence` (title, percent, version hash, weight), `issuer` (name,
        url), `verify_url`. In the learner's language where the course has it.
    """
    course = enrolment.course
    language = enrolment.learner.language
    texts = CourseText.objects.filter(in_language(language), course=course)
    text = min(texts, key=by_language(language))
    return {
        "format": FORMAT,
        "code": code,
        "holder": enrolment.printed_name,
        "latin_name": enrolment.latin_name,
        "language": text.language,
        "course": {"key": str(course.key), "title": text.title, "version": enrolment.finished_version},
        "minutes": course.estimated_minutes,
        "competencies": text.details.get("competencies", []),
        "outcomes": text.details.get("outcomes", []),
        "result_percent": enrolment.composite_percent,
        "pass_percent": course.pass_percent,
        "finished_by": enrolment.finished_by,
        "finished_at": _text(enrolment.finished_at),
        "issued_at": _text(issued_at),
        "evidence": enrolment.evidence,
        "issuer": {"name": settings.CHANCERY_SITE_NAME, "url": settings.CHANCERY_PUBLIC_URL},
        "verify_url": verify_url(code),
    }


def _text(moment: datetime.datetime | None) -> str:
    return "" if moment is None else moment.astimezone(datetime.UTC).isoformat(timespec="seconds")
