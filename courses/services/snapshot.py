"""What a certificate says, frozen when it is issued."""

import datetime
import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.urls import reverse

from courses.enums import FinishedBy
from courses.models import CourseText, Enrolment, Programme
from courses.rules.validity import moment_text
from courses.selectors.outline import by_language, in_language, texts_by_course

# 2: with `demonstration` and `standard`; evidence names the policies it was scored by.
FORMAT = 2


def verify_url(code: str) -> str:
    """Return a certificate's permanent address.

    Args:
        code: of the certificate.

    Returns:
        An absolute address under the public address of the site.
    """
    return settings.CHANCERY_PUBLIC_URL + reverse("certificates:verify", args=[code])


def build_snapshot(
    *, enrolment: Enrolment, code: str, issued_at: datetime.datetime, expires_at: datetime.datetime | None
) -> dict[str, Any]:
    """Write down everything that a certificate says.

    Args:
        enrolment: finished, its name confirmed, with course and learner at hand.
        code: of the certificate.
        issued_at: when it is issued.
        expires_at: until when it is valid; None for ever.

    Returns:
        A JSON object: `format`, `code`, `holder`, `latin_name`, `language`, `course` (key, title, version), `minutes`,
        `competencies`, `outcomes`, `result_percent` (None where nothing required is scored), `pass_percent`,
        `finished_by`, `finished_at`, `issued_at`, `expires_at` (empty for ever), `evidence` (title, percent, version
        hash, policy hash, weight, pass mark), `standard` (percent, version), `issuer` (name, url), `verify_url`,
        `demonstration`.
        In the learner's language where the course has it; exercises and competencies are named in `source_language`,
        that of the course.
    """
    course = enrolment.course
    language = enrolment.learner.language
    texts = CourseText.objects.filter(in_language(language), course=course)
    text = min(texts, key=by_language(language))
    needed = _needed(enrolment)
    return shared(enrolment.printed_name, enrolment.latin_name, code, issued_at, expires_at) | {
        "language": text.language,
        "course": {"key": str(course.key), "title": text.title, "version": enrolment.finished_version},
        "minutes": course.estimated_minutes,
        "competencies": text.details.get("competencies", []),
        "source_language": course.source_language,
        "outcomes": text.details.get("outcomes", []),
        "result_percent": enrolment.composite_percent,
        "pass_percent": needed,
        "finished_by": enrolment.finished_by,
        "finished_at": moment_text(enrolment.finished_at),
        "evidence": enrolment.evidence,
        "standard": standard(needed, enrolment.finished_by, enrolment.evidence),
    }


def _needed(enrolment: Enrolment) -> int:
    """Say the pass mark by which the course was finished; a finish of before it was written down has today's."""
    return next((item["needed"] for item in enrolment.evidence if "needed" in item), enrolment.course.pass_percent)


def build_programme_snapshot(
    *,
    programme: Programme,
    enrolments: Sequence[Enrolment],
    code: str,
    issued_at: datetime.datetime,
    expires_at: datetime.datetime | None,
) -> dict[str, Any]:
    """Write down everything that the certificate of a programme says.

    Args:
        programme: of which it is.
        enrolments: whose certificates it rests on, with those, course and learner; that certified last comes last.
        code: of the certificate of the programme.
        issued_at: when it is issued.
        expires_at: until when it is valid; None for ever.

    Returns:
        A JSON object as `build_snapshot` gives, with `programme` (key, title) in the place of `course`, without a
        result, and with the certificates of courses as `evidence`: title, language, percent, `code`,
        `finished_at`, `by_examination`. The name is that of the certificate issued last.
    """
    newest = enrolments[-1]
    language = newest.learner.language
    texts = programme.texts.filter(Q(language=language) | Q(language=programme.source_language))
    text = min(texts, key=by_language(language))
    titles = texts_by_course([enrolment.course_id for enrolment in enrolments], text.language)
    evidence = [_of_course(found, titles[found.course_id]) for found in sorted(enrolments, key=_place)]
    return shared(newest.printed_name, newest.latin_name, code, issued_at, expires_at) | {
        "language": text.language,
        "programme": {"key": str(programme.key), "title": text.title},
        "minutes": sum(enrolment.course.estimated_minutes for enrolment in enrolments),
        "competencies": [],
        "outcomes": [],
        "result_percent": None,
        "pass_percent": None,
        "finished_by": FinishedBy.COURSE.value,
        "finished_at": max(moment_text(enrolment.finished_at) for enrolment in enrolments),
        "evidence": evidence,
        "standard": standard(None, FinishedBy.COURSE.value, evidence),
    }


def standard(percent: int | None, finished_by: str, evidence: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Name the standard by which a result was judged.

    Args:
        percent: what had to be reached over all that is listed; None where nothing is scored together.
        finished_by: by the course or by testing out.
        evidence: of the snapshot, all that was asked for.

    Returns:
        `percent`, None where nothing listed is scored, and `version`: a digest of the percentage, the way, and the keys
        and weights of what was asked for, so that another standard has another version.
    """
    asked = [[item["key"], item.get("weight", 1)] for item in evidence]
    needed = percent if evidence else None
    text = json.dumps([needed, finished_by, sorted(asked)], separators=(",", ":"))
    return {"percent": needed, "version": hashlib.sha256(text.encode()).hexdigest()}


def _place(enrolment: Enrolment) -> tuple[int, int]:
    return enrolment.course.position, enrolment.course_id


def _of_course(enrolment: Enrolment, text: CourseText) -> dict[str, Any]:
    return {
        "key": str(enrolment.course.key),
        "title": text.title,
        "language": text.language,
        "percent": enrolment.composite_percent,
        "code": enrolment.certificate.code,
        "finished_at": moment_text(enrolment.finished_at),
        "by_examination": enrolment.finished_by == FinishedBy.TEST_OUT,
    }


def shared(
    holder: str, latin_name: str, code: str, issued_at: datetime.datetime, expires_at: datetime.datetime | None
) -> dict[str, Any]:
    """Write down what all kinds of certificates say.

    Args:
        holder: the printed name.
        latin_name: the same in Latin letters; may be empty.
        code: of the certificate.
        issued_at: when it is issued.
        expires_at: until when it is valid; None for ever.

    Returns:
        A part of the snapshot, with the keys that `build_snapshot` names.
    """
    return {
        "format": FORMAT,
        "code": code,
        "holder": holder,
        "latin_name": latin_name,
        "issued_at": moment_text(issued_at),
        "expires_at": moment_text(expires_at),
        "issuer": {"name": settings.CHANCERY_SITE_NAME, "url": settings.CHANCERY_PUBLIC_URL},
        "verify_url": verify_url(code),
        "demonstration": settings.CHANCERY_DEMO,
    }
