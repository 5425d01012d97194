"""Taking over the published outline of a course from cms."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from assessments import selectors as assessment_selectors
from courses.errors import OutlineError
from courses.models import Course, Enrolment, Lesson, LessonExercise, LessonProgress, Module
from courses.rules.outline import lessons_of, outline_problems, own_exercises
from courses.rules.types import CourseOutline, OutlineExercise, OutlineLesson
from courses.services.progress import request_reassessment
from courses.services.search import forget_entries, store_entries
from courses.services.texts import store_texts


@transaction.atomic
def sync_outline(outline: CourseOutline) -> None:
    """Make the course that is taken equal to the course that was published.

    Records are created, updated or retired by key, never deleted, so that progress stays with its lesson whatever
    becomes of it. Texts are replaced.

    Args:
        outline: the whole published outline of one course.

    Raises:
        OutlineError: the outline contradicts itself or what is stored; nothing is changed then.

    One transaction that locks the course's row. When what finishing asks for has changed, an outbox entry
    (courses.reassess_course) looks again at the enrolments that are not finished. Safe to call twice.
    """
    problems = outline_problems(outline)
    if problems:
        raise OutlineError(" ".join(problems))
    exercise_ids = _exercise_ids(outline)
    before = _requirements(outline.key)
    course = _store_course(outline, exercise_ids)
    lessons = _store_lessons(outline, course, _store_modules(outline, course), is_new=before is None)
    _store_exercises(outline, course, lessons, exercise_ids)
    store_texts(outline, course, lessons, exercise_ids)
    store_entries(outline, course, lessons)
    _recount(course)
    if before not in (None, _requirements(outline.key)):
        request_reassessment(course.pk)


def retire_course(*, key: UUID) -> None:
    """Take a course off the catalogue and out of the search.

    Those enrolled may go on with it; their progress and certificates stay.

    Args:
        key: of the course; an unknown key does nothing.

    Safe to call twice; syncing its outline offers it again.
    """
    Course.objects.filter(key=key).update(retired=True)
    forget_entries(key)


def _exercise_ids(outline: CourseOutline) -> Mapping[UUID, int]:
    exercises = [exercise for lesson in lessons_of(outline) for exercise in lesson.exercises]
    exercises += own_exercises(outline)
    ids = assessment_selectors.exercise_ids_by_key([exercise.key for exercise in exercises])
    unknown = [exercise.slug for exercise in exercises if exercise.key not in ids]
    if unknown:
        raise OutlineError(f"These exercises were never published: {', '.join(unknown)}.")
    return ids


def _requirements(key: UUID) -> tuple[object, ...] | None:
    """Sum up what finishing a course asks for; None for a course that is not stored."""
    of_testing_out = ("test_out", "test_out_margin", "test_out_tries")
    fields = ("pk", "pass_percent", "final_exercise_id", "final_required", "final_weight", *of_testing_out)
    course = Course.objects.filter(key=key).values_list(*fields).first()
    if course is None:
        return None
    lessons = Lesson.objects.filter(course=course[0], retired=False)
    exercises = LessonExercise.objects.filter(lesson__course=course[0], retired=False)
    return (
        course,
        frozenset(lessons.values_list("pk", "required", "done_by")),
        frozenset(exercises.values_list("exercise_id", "lesson_id", "required", "weight")),
    )


def _store_course(outline: CourseOutline, exercise_ids: Mapping[UUID, int]) -> Course:
    _free_slug(outline)
    final, before, after = outline.final_exercise, outline.before_exercise, outline.after_exercise
    fields = {
        "slug": outline.slug,
        "title": outline.bodies[outline.source_language].title,
        "source_language": outline.source_language,
        "position": outline.position,
        "estimated_minutes": outline.estimated_minutes,
        "pass_percent": outline.pass_percent,
        "test_out": outline.test_out,
        "test_out_margin": outline.test_out_margin,
        "test_out_tries": outline.test_out_tries,
        "valid_months": outline.valid_months,
        "enrolment": outline.enrolment,
        "final_exercise_id": exercise_ids[final.key] if final else None,
        "final_exercise_slug": final.slug if final else "",
        "final_required": final.required if final else False,
        "final_weight": final.weight if final else 1,
        "before_exercise_id": exercise_ids[before.key] if before else None,
        "after_exercise_id": exercise_ids[after.key] if after else None,
        "retired": False,
    }
    course, _ = Course.objects.update_or_create(key=outline.key, defaults=fields)
    course.instructors.set(outline.instructor_ids)
    return course


def _free_slug(outline: CourseOutline) -> None:
    """Take the slug away from a course that is no longer offered."""
    other = Course.objects.filter(slug=outline.slug).exclude(key=outline.key).first()
    if other is None:
        return
    if not other.retired:
        raise OutlineError(f"Another course has the slug {outline.slug}: {other.title}.")
    Course.objects.filter(pk=other.pk).update(slug=f"{other.slug[:60]}-{other.pk}")


def _store_modules(outline: CourseOutline, course: Course) -> Mapping[UUID, Module]:
    Module.objects.filter(course=course).update(retired=True)
    stored = {}
    for position, module in enumerate(outline.modules):
        fields = {"course": course, "title": module.titles[outline.source_language], "position": position}
        stored[module.key], _ = Module.objects.update_or_create(key=module.key, defaults=fields | {"retired": False})
    return stored


def _store_lessons(
    outline: CourseOutline, course: Course, modules: Mapping[UUID, Module], *, is_new: bool
) -> Mapping[UUID, Lesson]:
    """Store lessons in order; those that became required bear the new outline version, which is counted up once."""
    required_before = set(
        Lesson.objects.filter(course=course, retired=False, required=True).values_list("key", flat=True)
    )
    newly_required = {lesson.key for lesson in lessons_of(outline) if lesson.required} - required_before
    if newly_required and not is_new:
        course.outline_version += 1
        course.save(update_fields=["outline_version"])
    # While all are retired no slug is taken, so that lessons may exchange theirs.
    Lesson.objects.filter(course=course).update(retired=True)
    pairs = [(module, lesson) for module in outline.modules for lesson in module.lessons]
    stored = {}
    for position, (module, lesson) in enumerate(pairs):
        fields = _lesson_fields(lesson, outline.source_language)
        fields |= {"course": course, "module": modules[module.key], "position": position, "retired": False}
        if lesson.key in newly_required:
            fields["since_version"] = course.outline_version
        stored[lesson.key], _ = Lesson.objects.update_or_create(key=lesson.key, defaults=fields)
    return stored


def _lesson_fields(lesson: OutlineLesson, language: str) -> dict[str, object]:
    return {
        "kind": lesson.kind,
        "slug": lesson.slug,
        "title": lesson.bodies[language].title,
        "estimated_minutes": lesson.estimated_minutes,
        "required": lesson.required,
        "done_by": lesson.done_by,
        "desk_tasks": list(lesson.desk_tasks),
    }


def _store_exercises(
    outline: CourseOutline, course: Course, lessons: Mapping[UUID, Lesson], exercise_ids: Mapping[UUID, int]
) -> None:
    given = [
        (lesson, position, exercise)
        for lesson in lessons_of(outline)
        for position, exercise in enumerate(lesson.exercises)
    ]
    ids = [exercise_ids[exercise.key] for _, _, exercise in given]
    LessonExercise.objects.filter(Q(lesson__course=course) | Q(exercise__in=ids)).update(retired=True)
    for lesson, position, exercise in given:
        fields = _exercise_fields(exercise) | {"lesson": lessons[lesson.key], "position": position, "retired": False}
        LessonExercise.objects.update_or_create(exercise_id=exercise_ids[exercise.key], defaults=fields)


def _exercise_fields(exercise: OutlineExercise) -> dict[str, object]:
    return {
        "slug": exercise.slug,
        "required": exercise.required,
        "weight": exercise.weight,
        "desk_tasks": list(exercise.desk_tasks),
    }


def _recount(course: Course) -> None:
    done = LessonProgress.objects.filter(enrolment=OuterRef("pk"), lesson__course=course, lesson__retired=False)
    counted = done.order_by().values("enrolment").annotate(number=Count("pk")).values("number")
    Enrolment.objects.filter(course=course).update(lessons_done=Coalesce(Subquery(counted), 0))
