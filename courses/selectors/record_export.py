"""A learner's record as JSON, for themselves to keep. docs/progress-record.md says what each field means."""

import datetime
from collections.abc import Iterable
from typing import Any

from assessments.selectors import EvidenceRow, HistoryLine
from courses.selectors.people import CourseRow
from courses.selectors.programme import ProgrammeView
from courses.selectors.record import RecordView, SkillView
from courses.selectors.second_look import LookView

SCHEMA = "urn:chancery:progress-record:1"
ESTIMATE = "estimated by the authors of the courses; nobody's time is measured"


def record_document(view: RecordView, attempts: Iterable[HistoryLine], now: datetime.datetime) -> dict[str, Any]:
    """Write a record as JSON.

    Args:
        view: of the learner themselves.
        attempts: all of them, newest first.
        now: the present, aware.

    Returns:
        A JSON object as courses/rules/schemas/progress_record.json describes it. Points are in micro-points, times in
        UTC, shares in whole percent.
    """
    step = view.next_step
    return {
        "schema": SCHEMA,
        "made_at": _moment(now),
        "learner": view.name,
        "minutes_done": {"minutes": view.minutes_done, "source": ESTIMATE},
        "programme": _programme(view.programme) if view.programme else None,
        "courses": [_course(course) for course in view.courses],
        "competencies": [_skill(skill) for skill in view.skills],
        "competencies_without_evidence": list(view.unseen),
        "notes": [{"written_at": _moment(note.written_at), "text": note.text} for note in view.notes],
        "attempts": [_attempt(line) for line in attempts],
        "next_step": {"kind": str(step.kind), "title": step.title, "address": step.url} if step else None,
    }


def _moment(moment: datetime.datetime | None) -> str | None:
    return moment.astimezone(datetime.UTC).isoformat(timespec="seconds") if moment else None


def _programme(programme: ProgrammeView) -> dict[str, Any]:
    return {
        "title": programme.title,
        "courses": len(programme.courses),
        "courses_certified": programme.certified,
        "certificate": programme.own.certificate_url if programme.own else None,
    }


def _course(course: CourseRow) -> dict[str, Any]:
    return {
        "slug": course.course.slug,
        "title": course.course.title,
        "lessons_done": course.progress.lessons_done,
        "lessons_required": course.progress.lessons_required,
        "result_percent": course.result_percent,
        "pass_percent": course.progress.pass_percent,
        "band_percent": course.progress.band_percent,
        "second_look": _look(course.look) if course.look else None,
        "tested_out": course.tested_out,
        "finished_at": _moment(course.finished_at),
        "certificate": str(course.certificate),
        "minutes_done": course.minutes_done,
    }


def _look(look: LookView) -> dict[str, Any]:
    return {
        "kind": look.kind,
        "exercise": look.title,
        "given_at": _moment(look.given_at),
        "result_percent": look.result_percent,
        "pass_percent": look.pass_percent,
        "band_percent": look.band_percent,
        "outcome": str(look.outcome),
    }


def _skill(skill: SkillView) -> dict[str, Any]:
    latest, highest, decaying_average, n_mastery = skill.rollups
    return {
        "key": skill.key,
        "title": skill.title,
        "exercises": skill.exercises,
        "is_shown": skill.is_shown,
        "level_percent": skill.level,
        "low_percent": skill.low,
        "high_percent": skill.high,
        "sure_percent": skill.sure,
        "latest_percent": latest,
        "highest_percent": highest,
        "decaying_average_percent": decaying_average,
        "n_mastery_percent": n_mastery,
        "evidence": [_evidence(row) for row in skill.evidence],
    }


def _evidence(row: EvidenceRow) -> dict[str, Any]:
    return {
        "exercise": row.result.exercise,
        "title": row.exercise_title,
        "attempt": str(row.attempt_key),
        "earned": row.result.earned,
        "possible": row.result.possible,
    }


def _attempt(line: HistoryLine) -> dict[str, Any]:
    return {
        "key": str(line.key),
        "receipt": line.reference if line.has_receipt else None,
        "exercise": str(line.exercise_key),
        "title": line.title,
        "number": line.number,
        "state": line.state,
        "begun_at": _moment(line.begun_at),
        "handed_in_at": _moment(line.handed_in_at),
        "is_practice": line.is_practice,
        "earned": line.earned,
        "possible": line.possible,
        "percent": line.percent,
        "passed": line.passed,
        "reasons": [
            {"line": name, "competency": competency, "earned": earned, "possible": possible}
            for name, competency, earned, possible in line.reasons
        ],
    }
