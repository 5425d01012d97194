"""Reads the published pages of a course and puts them together as the outline that courses takes."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from wagtail.models import Page

from assessments import selectors as assessment_selectors
from cms import definitions
from cms.definitions import lines_of
from cms.definitions.texts import same_words
from cms.models import (
    CaseStudyPage,
    CoursePage,
    ExercisePage,
    LessonContentPage,
    ModulePage,
    Picture,
    ProgrammePage,
    ReferencesPage,
    SamplesPage,
)
from cms.services.cases import acts_by_title, case_text, parts_of
from cms.services.rendering import blocks_html, brief_html, lesson_html, rich_html
from courses.rules.types import (
    CourseBody,
    CourseOutline,
    LessonBody,
    OutlineExercise,
    OutlineLesson,
    OutlineModule,
    OutlineTerm,
)

# Wagtail's root is at 1, the home page at 2.
SHELF_DEPTH, COURSE_DEPTH = 3, 4


@dataclass(frozen=True, slots=True)
class CompiledExercise:
    """A published exercise, ready to be handed to assessments."""

    key: UUID
    title: str
    definition: dict[str, Any]
    policy: dict[str, Any]
    picture: Picture | None


@dataclass(frozen=True, slots=True)
class ProjectedCourse:
    """What a course's published pages amount to. `withdrawn` are keys of exercises that are not to be taken (now)."""

    outline: CourseOutline
    exercises: tuple[CompiledExercise, ...]
    withdrawn: tuple[UUID, ...]


class PageTree:
    """The pages under a page and their published translations, read in a few statements."""

    def __init__(self, top: CoursePage | SamplesPage | ReferencesPage) -> None:
        self.top = top
        self.language = top.locale.language_code
        pages = list(top.get_descendants().select_related("locale").specific())
        self._children: dict[str, list[Any]] = defaultdict(list)
        for page in pages:
            self._children[page.path[: -Page.steplen]].append(page)
        self._translations: dict[UUID, dict[str, Any]] = defaultdict(dict)
        for page in self._translated([top, *pages]):
            self._translations[page.translation_key][page.locale.language_code] = page

    def _translated(self, pages: list[Any]) -> Iterator[Any]:
        keys = [page.translation_key for page in pages]
        found = Page.objects.filter(translation_key__in=keys, live=True).exclude(locale=self.top.locale)
        return iter(found.select_related("locale").order_by("locale__language_code").specific())

    def published(self, parent: Page, kind: type) -> list[Any]:
        return [page for page in self._children[parent.path] if page.live and isinstance(page, kind)]

    def in_languages(self, page: Any) -> dict[str, Any]:
        """The page and its published translations, the source language first."""
        return {self.language: page} | self._translations.get(page.translation_key, {})

    def exercises(self) -> Iterator[ExercisePage]:
        return (page for pages in self._children.values() for page in pages if isinstance(page, ExercisePage))


def outline_of(course: CoursePage) -> ProjectedCourse:
    """Put together what is published of a course.

    Args:
        course: the page in the source language, as stored (the live content).

    Returns:
        The outline, the exercises in it, and the exercises that are written but not published. Writes nothing.
    """
    tree = PageTree(course)
    taken: list[ExercisePage] = []
    own = tree.published(course, ExercisePage)
    final = [page for page in own if page.may_certify and not page.assessment][:1]
    before, after = _assessments(own)
    taken += final + list({page.pk: page for page in (before, after) if page}.values())
    modules = tuple(_module(tree, module, taken) for module in tree.published(course, ModulePage))
    keys = {page.translation_key for page in taken}
    return ProjectedCourse(
        outline=replace(
            _course(course, tree, modules, _exercise(tree, final[0]) if final else None),
            before_exercise=_exercise(tree, before) if before else None,
            after_exercise=_exercise(tree, after) if after else None,
        ),
        exercises=tuple(compiled(tree, page) for page in taken),
        withdrawn=tuple(page.translation_key for page in tree.exercises() if page.translation_key not in keys),
    )


def _assessments(pages: Sequence[ExercisePage]) -> tuple[ExercisePage | None, ExercisePage | None]:
    """Find what is asked before the course and after it: both or neither."""
    kinds = ExercisePage.Assessment
    before, after = (
        next((page for page in pages if page.assessment in {kinds.BOTH, kind}), None)
        for kind in (kinds.BEFORE, kinds.AFTER)
    )
    return (before, after) if before and after else (None, None)


def _course(
    course: CoursePage, tree: PageTree, modules: tuple[OutlineModule, ...], final: OutlineExercise | None
) -> CourseOutline:
    titles = {str(item.key): item.title for item in assessment_selectors.competencies()}
    before = course.get_siblings().filter(path__lt=course.path).count()
    return CourseOutline(
        key=course.translation_key,
        slug=course.slug,
        position=before,
        estimated_minutes=course.estimated_minutes,
        pass_percent=course.pass_percent,
        test_out=course.test_out and final is not None,
        test_out_margin=course.test_out_margin,
        test_out_tries=course.test_out_tries,
        valid_months=course.valid_months,
        enrolment=course.enrolment,
        source_language=tree.language,
        bodies={code: _course_body(page, titles) for code, page in tree.in_languages(course).items()},
        modules=modules,
        final_exercise=final,
        instructor_ids=tuple(person.pk for person in course.instructors.all()),
    )


def _course_body(page: CoursePage, competency_titles: Mapping[str, str]) -> CourseBody:
    return CourseBody(
        title=page.title,
        summary=page.summary,
        description_html=rich_html(page.description),
        audience=page.audience,
        outcomes=lines_of(page.outcomes),
        competencies=tuple(competency_titles[key] for key in page.competencies if key in competency_titles),
        sources=lines_of(page.sources),
        instructors=lines_of(page.instructor_names),
    )


def _module(tree: PageTree, module: ModulePage, taken: list[ExercisePage]) -> OutlineModule:
    lessons = tree.published(module, LessonContentPage)
    return OutlineModule(
        key=module.translation_key,
        titles={code: page.title for code, page in tree.in_languages(module).items()},
        lessons=tuple(_lesson(tree, lesson, taken) for lesson in lessons),
    )


def _lesson(tree: PageTree, lesson: LessonContentPage, taken: list[ExercisePage]) -> OutlineLesson:
    exercises = tree.published(lesson, ExercisePage)
    taken += exercises
    return OutlineLesson(
        key=lesson.translation_key,
        slug=lesson.slug,
        kind=str(lesson.kind),
        done_by=lesson.done_by,
        required=lesson.required,
        estimated_minutes=lesson.estimated_minutes,
        desk_tasks=tuple(lesson.desk_tasks),
        bodies={code: _lesson_body(page) for code, page in tree.in_languages(lesson).items()},
        exercises=_in_acts(tree, lesson, exercises),
        terms=tuple(_terms(tree.in_languages(lesson).values())),
        tags=lines_of(lesson.tags),
    )


def _lesson_body(page: LessonContentPage) -> LessonBody:
    if not isinstance(page, CaseStudyPage):
        return LessonBody(page.title, page.summary, lesson_html(page))
    introduction = brief_html(page) + blocks_html(page, parts_of(page).introduction.blocks)
    return LessonBody(page.title, page.summary, introduction, case_text(page))


def _in_acts(
    tree: PageTree, lesson: LessonContentPage, exercises: Sequence[ExercisePage]
) -> tuple[OutlineExercise, ...]:
    """Put each exercise of a case into the act that names it; what none names opens last."""
    acts = acts_by_title(lesson) if isinstance(lesson, CaseStudyPage) else {}
    last = len(parts_of(lesson).acts) if isinstance(lesson, CaseStudyPage) else 0
    return tuple(_exercise(tree, page, acts.get(same_words(page.title), last)) for page in exercises)


def _terms(pages: Iterable[Any]) -> Iterator[OutlineTerm]:
    bodies = (parts_of(page).introduction.blocks if isinstance(page, CaseStudyPage) else page.body for page in pages)
    blocks = (block for body in bodies for block in body if block.block_type == "terms")
    terms = {term.key: term for block in blocks for term in block.value["terms"] if term}
    return (OutlineTerm(term.key, term.language, term.term, term.definition) for term in terms.values())


def _exercise(tree: PageTree, page: ExercisePage, act: int = 0) -> OutlineExercise:
    return OutlineExercise(
        key=page.translation_key,
        slug=page.slug,
        required=page.counts,
        weight=page.weight,
        desk_tasks=tuple(page.desk_tasks),
        act=act,
        titles={code: translated.title for code, translated in tree.in_languages(page).items()},
    )


def compiled(tree: PageTree, page: ExercisePage) -> CompiledExercise:
    """Compile a published exercise with its published translations.

    Args:
        tree: the pages it stands among.
        page: the exercise in the source language, as stored.

    Returns:
        What assessments takes. Writes nothing.
    """
    translations = {
        code: translated.published() for code, translated in tree.in_languages(page).items() if code != tree.language
    }
    definition = definitions.compile_definition(page.published(), tree.language, translations)
    return CompiledExercise(page.translation_key, page.title, definition, page.policy(), page.picture)


def tops_of(pages: Iterable[Page]) -> set[int]:
    """Find what has to be projected when pages change: courses, the page of samples, the library, the programme.

    Args:
        pages: any pages; those above belong to none.

    Returns:
        Row ids of such pages, each in the language of the page it was found for. Four statements.
    """
    paths = [page.path for page in pages]
    depths = {
        CoursePage: COURSE_DEPTH,
        ProgrammePage: COURSE_DEPTH,
        SamplesPage: SHELF_DEPTH,
        ReferencesPage: SHELF_DEPTH,
    }
    return {pk for kind, depth in depths.items() for pk in _at_depth(kind, depth, paths)}


def _at_depth(kind: Any, depth: int, paths: Iterable[str]) -> set[int]:
    length = depth * Page.steplen
    above = {path[:length] for path in paths if len(path) >= length}
    return set(kind.objects.filter(path__in=above).values_list("pk", flat=True)) if above else set()
