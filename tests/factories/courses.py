"""Courses as cms hands them over, small enough to be read at a glance; everything is made through the services."""

import itertools
import uuid
from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from accounts.models import User
from accounts.services import outbox
from assessments.models import Attempt, Exercise
from courses import services
from courses.models import Course, Enrolment, Lesson, LessonProgress, Programme
from courses.rules.types import (
    CaseAct,
    CaseDocument,
    CaseText,
    CourseBody,
    CourseOutline,
    LessonBody,
    OutlineExercise,
    OutlineLesson,
    OutlineModule,
    ProgrammeBody,
    ProgrammeOutline,
    ProgrammePath,
)
from courses.services.progress import ISSUE_CERTIFICATE
from tests.factories.assessments import finish_attempt, make_attempt

_numbers = itertools.count(1)


def exercise_item(exercise: Exercise, **fields: Any) -> OutlineExercise:
    defaults = {"key": exercise.key, "slug": f"exercise-{exercise.pk}", "required": True, "weight": 1}
    return OutlineExercise(**(defaults | fields))


def lesson_item(slug: str, *exercises: OutlineExercise, **fields: Any) -> OutlineLesson:
    title = slug.replace("-", " ").capitalize()
    defaults = {
        "key": uuid.uuid5(uuid.NAMESPACE_OID, slug),
        "slug": slug,
        "kind": "lesson",
        "done_by": "said",
        "required": True,
        "estimated_minutes": 10,
        "desk_tasks": (),
        "bodies": {"en": LessonBody(title=title, summary=f"About {title}", body_html=f"<p>Body of {title}</p>")},
        "exercises": exercises,
    }
    return OutlineLesson(**(defaults | fields))


def case_text() -> CaseText:
    acts = (
        CaseAct("Act one", "<p>Opening 1</p>", (CaseDocument("letter", "Paper 1", "May", "<p>Text of paper 1</p>"),)),
        CaseAct("Act two", "<p>Opening 2</p>", (CaseDocument("letter", "Paper 2", "", "<p>Text of paper 2</p>"),)),
    )
    policy = CaseDocument("note", "Policy", "", "<p>Text of the policy</p>")
    return CaseText((policy,), acts, "In the end", "<p>Looking back</p>")


def case_item(slug: str, *exercises: OutlineExercise, case: CaseText | None = None, **fields: Any) -> OutlineLesson:
    """A case study of two acts with a document each, one more from the beginning, and a debrief."""
    body = LessonBody(slug.capitalize(), "About it", "<p>Introduction</p>", case or case_text())
    return lesson_item(slug, *exercises, **({"kind": "case-study", "bodies": {"en": body}} | fields))


def module_item(title: str, *lessons: OutlineLesson) -> OutlineModule:
    return OutlineModule(key=uuid.uuid5(uuid.NAMESPACE_OID, title), titles={"en": title}, lessons=lessons)


def course_body(title: str, **fields: Any) -> CourseBody:
    defaults = {
        "title": title,
        "summary": f"What {title} is about",
        "description_html": f"<p>Description of {title}</p>",
        "audience": "Everyone who receives guests",
        "outcomes": ("Seat a table", "Plan a visit"),
        "competencies": ("Protocol",),
        "sources": ("Vienna Convention on Consular Relations",),
        "instructors": ("Ada Envoy",),
    }
    return CourseBody(**(defaults | fields))


def make_outline(lessons: Sequence[OutlineLesson] = (), **fields: Any) -> CourseOutline:
    """Build an outline with one module; give `modules` for more."""
    number = next(_numbers)
    defaults = {
        "key": uuid.uuid4(),
        "slug": f"course-{number}",
        "position": number,
        "estimated_minutes": 90,
        "pass_percent": 70,
        "test_out": False,
        "source_language": "en",
        "bodies": {"en": course_body(f"Course {number}")},
        "modules": (module_item(f"Module of {number}", *lessons),),
    }
    return CourseOutline(**(defaults | fields))


def store_outline(outline: CourseOutline) -> Course:
    services.sync_outline(outline)
    return Course.objects.get(key=outline.key)


def make_course(*lessons: OutlineLesson, **fields: Any) -> Course:
    return store_outline(make_outline(lessons, **fields))


def make_programme(*courses: Course, paths: Sequence[ProgrammePath] = (), **fields: Any) -> Programme:
    """Store a programme whose certificate needs some courses."""
    defaults = {
        "key": uuid.uuid4(),
        "source_language": "en",
        "bodies": {"en": ProgrammeBody("The programme", "<p>For offices</p>", tuple(paths))},
        "courses": frozenset(course.key for course in courses),
    }
    outline = ProgrammeOutline(**(defaults | fields))
    services.sync_programme(outline)
    return Programme.objects.get(key=outline.key)


def path_of(slug: str, *steps: Course | Lesson) -> ProgrammePath:
    return ProgrammePath(slug, slug.capitalize(), f"For {slug}", 1, tuple(step.key for step in steps))


def make_enrolment(course: Course, learner: User) -> Enrolment:
    return services.enrol_learner(course_id=course.pk, learner_id=learner.pk)


def do_exercise(exercise: Exercise, learner: User, *, is_right: bool = True) -> Attempt:
    """Attempt an exercise and submit it; the receivers do the rest."""
    return finish_attempt(make_attempt(exercise, learner), is_right=is_right)


def make_finished_enrolment(learner: User, *, name: str = "", **fields: Any) -> Enrolment:
    """Enrol in a course of one lesson, mark it as done, and confirm a name if one is given."""
    course = make_course(lesson_item(f"only-lesson-{next(_numbers)}"), **fields)
    enrolment = make_enrolment(course, learner)
    lesson = course.lessons.get()
    services.mark_lesson_done(enrolment_id=enrolment.pk, lesson_id=lesson.pk)
    if name:
        services.confirm_printed_name(enrolment_id=enrolment.pk, name=name)
    return Enrolment.objects.get(pk=enrolment.pk)


def finish_many(number: int) -> Course:
    """Let many people finish a new course at once, names confirmed: their certificates are due, and nothing is made."""
    course = make_course(lesson_item(f"only-lesson-{next(_numbers)}"))
    people = (User(email=f"{course.slug}-{place}@many.example", display_name=f"L. {place}") for place in range(number))
    same = {"course": course, "finished_by": "course", "finished_version": course.outline_version, "lessons_done": 1}
    same |= {"finished_at": timezone.now(), "printed_name": "Zoë Ng"}
    enrolments = [Enrolment(learner=learner, **same) for learner in User.objects.bulk_create(people)]
    lesson = course.lessons.get()
    done = (LessonProgress(enrolment=each, lesson=lesson) for each in Enrolment.objects.bulk_create(enrolments))
    LessonProgress.objects.bulk_create(done)
    keys = {f"{ISSUE_CERTIFICATE}:{each.pk}": {"enrolment_id": each.pk} for each in enrolments}
    outbox.add_entries(topic=ISSUE_CERTIFICATE, payloads=keys)
    return course
