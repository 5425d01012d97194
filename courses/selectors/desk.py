"""What is on my desk: lessons and exercises collected by the task they help with."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse

from assessments import selectors as assessment_selectors
from courses.enums import DeskTask
from courses.models import LessonExercise, LessonText
from courses.selectors.cards import exercise_url
from courses.selectors.outline import by_language, foreign, in_language


@dataclass(frozen=True, slots=True)
class DeskItem:
    """A lesson or exercise for a task; `kind` is a LessonKind or an exercise kind."""

    title: str
    lang: str
    summary: str
    course_title: str
    course_lang: str
    kind: str
    minutes: int
    url: str


@dataclass(frozen=True, slots=True)
class DeskView:
    """One task with what helps in it, in the order of the courses."""

    task: DeskTask
    lessons: tuple[DeskItem, ...]
    exercises: tuple[DeskItem, ...]


def desk_view(*, task: DeskTask, language: str) -> DeskView:
    """Collect what helps with a task.

    Args:
        task: what is on the desk.
        language: the reader's.

    Returns:
        Lessons and exercises of courses on offer. Three statements at any number of them.
    """
    return DeskView(task=task, lessons=_lessons(task, language), exercises=_exercises(task, language))


def _lessons(task: DeskTask, language: str) -> tuple[DeskItem, ...]:
    offered = LessonText.objects.filter(
        in_language(language, "lesson__"), lesson__retired=False, lesson__course__retired=False
    )
    texts = (
        offered.exclude(lesson__desk_tasks=[])
        .select_related("lesson__course")
        .defer("body_html", "case")
        .order_by("lesson__course__position", "lesson__course_id", "lesson__position", "lesson_id")
    )
    best = (min(group, key=by_language(language)) for _, group in groupby(texts, key=lambda text: text.lesson_id))
    return tuple(_lesson_item(text, language) for text in best if task in text.lesson.desk_tasks)


def _lesson_item(text: LessonText, language: str) -> DeskItem:
    lesson = text.lesson
    return DeskItem(
        title=text.title,
        lang=foreign(text.language, language),
        summary=text.summary,
        course_title=lesson.course.title,
        course_lang=foreign(lesson.course.source_language, language),
        kind=lesson.kind,
        minutes=lesson.estimated_minutes,
        url=reverse("courses:lesson", args=[lesson.course.slug, lesson.slug]),
    )


def _exercises(task: DeskTask, language: str) -> tuple[DeskItem, ...]:
    offered = LessonExercise.objects.filter(retired=False, lesson__retired=False, lesson__course__retired=False)
    rows = (
        offered.exclude(desk_tasks=[])
        .select_related("lesson__course")
        .order_by("lesson__course__position", "lesson__course_id", "lesson__position", "position", "pk")
    )
    chosen = [row for row in rows if task in row.desk_tasks]
    return tuple(_exercise_items(chosen, language))


def _exercise_items(rows: Sequence[LessonExercise], language: str) -> Iterable[DeskItem]:
    if not rows:
        return
    states = assessment_selectors.exercise_states(learner_id=None, exercise_ids=[row.exercise_id for row in rows])
    for row in rows:
        course, state = row.lesson.course, states[row.exercise_id]
        lang = foreign(course.source_language, language)
        yield DeskItem(
            title=state.title,
            lang=lang,
            summary="",
            course_title=course.title,
            course_lang=lang,
            kind=state.kind,
            minutes=state.policy.minutes,
            url=exercise_url(course.slug, row.lesson.slug, row.slug),
        )
