"""Storing what learners read, per language."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any
from uuid import UUID

from courses.models import Course, CourseText, Lesson, LessonText
from courses.rules.outline import lessons_of
from courses.rules.types import CaseText, CourseBody, CourseOutline, OutlineExercise, OutlineLesson, OutlineModule


def store_texts(
    outline: CourseOutline, course: Course, lessons: Mapping[UUID, Lesson], exercise_ids: Mapping[UUID, int]
) -> None:
    """Replace the texts of a course and its lessons; languages that are gone lose theirs.

    Args:
        outline: the published outline.
        course: its stored course.
        lessons: lesson key -> stored lesson.
        exercise_ids: exercise key -> row id.

    Called inside sync_outline's transaction. Safe to call twice.
    """
    course.texts.exclude(language__in=outline.bodies).delete()
    for language, body in outline.bodies.items():
        modules = [_module(module, language, outline, lessons, exercise_ids) for module in outline.modules]
        CourseText.objects.update_or_create(
            course=course, language=language, defaults=_course_fields(body) | {"outline": modules}
        )
    for lesson in lessons_of(outline):
        _store_lesson_texts(lesson, lessons[lesson.key])


def _course_fields(body: CourseBody) -> dict[str, Any]:
    details = {
        "audience": body.audience,
        "outcomes": list(body.outcomes),
        "competencies": list(body.competencies),
        "sources": list(body.sources),
        "instructors": list(body.instructors),
    }
    return {
        "title": body.title,
        "summary": body.summary,
        "description_html": body.description_html,
        "details": details,
    }


def _store_lesson_texts(lesson: OutlineLesson, stored: Lesson) -> None:
    stored.texts.exclude(language__in=lesson.bodies).delete()
    for language, body in lesson.bodies.items():
        fields = {"title": body.title, "summary": body.summary, "body_html": body.body_html, "case": _case(body.case)}
        LessonText.objects.update_or_create(lesson=stored, language=language, defaults=fields)


def _case(case: CaseText) -> dict[str, Any]:
    return {} if case == CaseText() else asdict(case)


def _module(
    module: OutlineModule,
    language: str,
    outline: CourseOutline,
    lessons: Mapping[UUID, Lesson],
    exercise_ids: Mapping[UUID, int],
) -> dict[str, Any]:
    lang = language if language in module.titles else outline.source_language
    return {
        "title": module.titles[lang],
        "lang": lang,
        "lessons": [
            _lesson(lesson, language if language in lesson.bodies else outline.source_language, stored, exercise_ids)
            for lesson, stored in ((lesson, lessons[lesson.key]) for lesson in module.lessons)
        ],
    }


def _lesson(lesson: OutlineLesson, lang: str, stored: Lesson, exercise_ids: Mapping[UUID, int]) -> dict[str, Any]:
    return {
        "id": stored.pk,
        "key": str(lesson.key),
        "slug": lesson.slug,
        "kind": lesson.kind,
        "title": lesson.bodies[lang].title,
        "lang": lang,
        "summary": lesson.bodies[lang].summary,
        "minutes": lesson.estimated_minutes,
        "required": lesson.required,
        "done_by": lesson.done_by,
        "since": stored.since_version,
        "has_documents": lesson.bodies[lang].case.has_documents(),
        "exercises": [_exercise(exercise, lang, exercise_ids) for exercise in lesson.exercises],
    }


def _exercise(exercise: OutlineExercise, lang: str, exercise_ids: Mapping[UUID, int]) -> dict[str, Any]:
    return {
        "id": exercise_ids[exercise.key],
        "slug": exercise.slug,
        "required": exercise.required,
        "weight": exercise.weight,
        "act": exercise.act,
        "title": exercise.titles.get(lang, ""),
    }
