"""Reads a course folder: course.md, its modules, their lessons and all exercises."""

import re
from collections.abc import Sequence
from dataclasses import replace

from cms.importing.reading import markdown
from cms.importing.reading.acts import CaseReader, read_head
from cms.importing.reading.blocks import BodyReader
from cms.importing.reading.exercises import read_exercise
from cms.importing.reading.fields import Fields
from cms.importing.reading.markdown import Place
from cms.importing.reading.shared import Reading, front_matter, lines_in
from cms.importing.reading.translations import check_translation
from cms.importing.reading.types import CourseFile, ExerciseFile, LessonFile, ModuleFile, ReferenceFile
from courses.rules.types import (
    LONGEST_VALIDITY,
    RESERVED_COURSE_SLUGS,
    RESERVED_LESSON_SLUGS,
    TEST_OUT_MARGIN,
    TEST_OUT_TRIES,
)

FORMAT = 1
# Folders of a course that hold files and no lessons.
FILE_FOLDERS = frozenset({"images", "media", "files"})
KINDS = ("lesson", "case-study")
DONE_BY = ("said", "check")
COMPLETION = ("all-required",)
ENROLMENT = ("open", "invitation")
LONG = 2_000
TWICE_OR_NEVER: tuple[list[str], ...] = ([], ["both"], ["after", "before"])
# The number of a course that has none: it comes after those that have one.
UNNUMBERED = 1_000
_NUMBERED = re.compile(r"([0-9]{1,4})-.+")


def read_course(reading: Reading, folder: str) -> CourseFile | None:
    """Read one course with its translations; None when its course.md cannot be read at all."""
    course = _course(reading, folder, folder)
    if course is None:
        return None
    folders = [name for name in reading.folder.folders_in(folder) if name.rpartition("/")[2] in reading.languages]
    found = [_course(replace(reading, is_translation=True), name, folder) for name in folders]
    translations = tuple(translation for translation in found if translation is not None)
    for translation in translations:
        check_translation(reading, course, translation)
    return replace(course, translations=translations)


def _course(reading: Reading, folder: str, home: str) -> CourseFile | None:
    """Read the course or the translation in a folder; `home` is the folder in which the course has its other files."""
    parts = front_matter(reading, f"{folder}/course.md")
    modules = _modules(reading, folder, home)
    if parts is None:
        return None
    fields, body, first_line = parts
    fields.whole("format", low=FORMAT, high=FORMAT)
    course = CourseFile(
        folder=folder,
        file=fields.file,
        key=reading.key_of(fields),
        language=fields.one_of("language", reading.languages),
        slug=fields.slug(),
        title=fields.text("title"),
        summary=fields.text("summary", longest=LONG),
        number=fields.whole("number", low=1, high=UNNUMBERED, default=UNNUMBERED),
        audience=fields.text("audience", default="", longest=LONG),
        description_html=markdown.render(body, Place(fields.file, first_line), reading.log, headings=True),
        outcomes=fields.texts("outcomes"),
        competencies=reading.competency_list(fields, "competencies"),
        estimated_minutes=fields.whole("estimated_minutes", low=1, high=10_000),
        pass_percent=fields.whole("pass_percent", low=1, high=100),
        completion=fields.one_of("completion", COMPLETION, default=COMPLETION[0]),
        test_out=fields.flag("test_out", default=False),
        test_out_margin=fields.whole("test_out_margin", low=0, high=100, default=TEST_OUT_MARGIN),
        test_out_tries=fields.whole("test_out_tries", low=1, high=10, default=TEST_OUT_TRIES),
        valid_months=fields.whole("valid_months", low=0, high=LONGEST_VALIDITY, default=0),
        enrolment=fields.one_of("enrolment", ENROLMENT, default=ENROLMENT[0]),
        instructors=fields.texts("instructors"),
        sources=fields.texts("sources", longest=LONG),
        modules=modules,
        exercises=_exercises(reading, fields, folder),
        lines=lines_in(fields),
    )
    _check_course(reading, fields, course)
    fields.finish()
    return course


def _graded(course: CourseFile) -> bool:
    return any(not final.practice for final in course.finals())


def _check_course(reading: Reading, fields: Fields, course: CourseFile) -> None:
    if course.slug in RESERVED_COURSE_SLUGS:
        fields.problem("slug", f"A course cannot have the slug “{course.slug}”. Choose another word.")
    if len(course.finals()) > 1:
        fields.problem("exercises", "A course has one final assessment. Move the others to lessons.")
    if sorted(exercise.assessment for exercise in course.exercises if exercise.assessment) not in TWICE_OR_NEVER:
        fields.problem("exercises", "List one exercise with assessment: both, or one before and one after.")
    if course.test_out and not (course.finals() if course.exercises else fields.has("exercises")):
        fields.problem("test_out", "Testing out needs a final assessment. List its file under exercises.")
    if course.valid_months and not (_graded(course) if course.exercises else fields.has("exercises")):
        fields.problem(
            "valid_months",
            "A certificate that expires is renewed by passing the final assessment again. List its file under "
            "exercises, with practice: false, or write 0.",
        )
    for exercise in course.all_exercises():
        if max(exercise.outcomes, default=0) > len(course.outcomes):
            message = f"The course has {len(course.outcomes)} outcomes. Name those that this exercise tests."
            reading.log.add(exercise.file, exercise.lines.get("/outcomes", 1), message)
    if not course.modules:
        reading.log.add(
            course.file, 1, "The course has no module. Make a folder such as 01-first-steps with a module.md."
        )
    log_same_slugs(reading, course.modules, "modules of this course")
    log_same_slugs(reading, course.lessons(), "lessons of this course")


def _modules(reading: Reading, folder: str, home: str) -> tuple[ModuleFile, ...]:
    others = FILE_FOLDERS.union(reading.languages)
    names = [name for name in reading.folder.folders_in(folder) if name.rpartition("/")[2] not in others]
    modules = [_module(reading, home, name) for name in in_order(reading, names, "folder of a module")]
    return tuple(module for module in modules if module is not None)


def _module(reading: Reading, course: str, folder: str) -> ModuleFile | None:
    names = [name for name in reading.folder.files_in(folder) if name.endswith(".md") and not _is_note(name)]
    files = [name for name in names if not name.endswith("/module.md")]
    lessons = [_lesson(reading, course, name) for name in in_order(reading, files, "lesson")]
    parts = front_matter(reading, f"{folder}/module.md")
    if parts is None:
        return None
    fields, body, first_line = parts
    if body.strip():
        reading.log.add(fields.file, first_line, "A module has no text of its own. Move it to the summary or a lesson.")
    module = ModuleFile(
        file=fields.file,
        key=reading.key_of(fields),
        slug=fields.slug(),
        title=fields.text("title"),
        summary=fields.text("summary", default="", longest=LONG),
        lessons=tuple(lesson for lesson in lessons if lesson is not None),
        lines=lines_in(fields),
    )
    if not names or not files:
        reading.log.add(fields.file, 1, "The module has no lesson. Write one in a file such as 01-first-lesson.md.")
    fields.finish()
    return module


def _lesson(reading: Reading, course: str, name: str) -> LessonFile | None:
    parts = front_matter(reading, name)
    if parts is None:
        return None
    fields, body, first_line = parts
    kind = fields.one_of("kind", KINDS)
    exercises = _exercises(reading, fields, name.rpartition("/")[0])
    case = CaseReader(reading, course, exercises) if kind == "case-study" else None
    reader = BodyReader(reading, course, case.readers() if case else {})
    blocks = reader.read(body, Place(name, first_line))
    lesson = LessonFile(
        file=name,
        key=reading.key_of(fields),
        kind=kind,
        slug=fields.slug(),
        title=fields.text("title"),
        summary=fields.text("summary", longest=LONG),
        estimated_minutes=fields.whole("estimated_minutes", low=1, high=600),
        required=fields.flag("required", default=True),
        done_by=fields.one_of("done_by", DONE_BY),
        desk=reading.desk(fields),
        tags=reading.tags(fields),
        case=read_head(fields) if case else None,
        blocks=blocks,
        library=(*reader.library, *(case.library if case else ())),
        exercises=exercises,
        lines=lines_in(fields),
    )
    _check_lesson(reading, fields, lesson, first_line)
    if case:
        case.finish(fields)
    fields.finish()
    return lesson


def _check_lesson(reading: Reading, fields: Fields, lesson: LessonFile, first_line: int) -> None:
    if lesson.slug in RESERVED_LESSON_SLUGS:
        fields.problem("slug", f"A lesson cannot have the slug “{lesson.slug}”. Choose another word.")
    if any(exercise.assessment for exercise in lesson.exercises):
        fields.problem("exercises", "What is asked before and after the course is listed in course.md.")
    if not lesson.blocks:
        reading.log.add(lesson.file, first_line, "The lesson has no text. Write it below the second line ---.")
    listed = fields.values_of("exercises")
    unread = len(lesson.exercises) < len(listed) or reading.is_translation
    if lesson.done_by == "check" and not unread and not any(exercise.required for exercise in lesson.exercises):
        fields.problem("done_by", "done_by: check needs an exercise with required: true. Add one, or write said.")


def _exercises(reading: Reading, fields: Fields, folder: str) -> tuple[ExerciseFile, ...]:
    found = []
    for name, line in fields.texts_with_lines("exercises"):
        path = f"{folder}/{name}"
        if reading.folder.path_of(path) is None or "/" in name:
            reading.log.add(fields.file, line, f"There is no file {name} in this folder. Write it, or remove it here.")
        elif path in reading.listed:
            reading.log.add(fields.file, line, f"{name} is already listed in {reading.listed[path]}. List it once.")
        else:
            reading.listed[path] = fields.file
            found.append(read_exercise(reading, path))
    exercises = tuple(exercise for exercise in found if exercise is not None)
    log_same_slugs(reading, exercises, "exercises listed together")
    return exercises


def in_order(reading: Reading, names: Sequence[str], what: str) -> list[str]:
    """Put names in the order of the numbers in front of them, and log those that have none or share one."""
    numbered: dict[int, str] = {}
    for name in names:
        match = _NUMBERED.fullmatch(name.rpartition("/")[2])
        where = name if "." in name.rpartition("/")[2] else f"{name}/module.md"
        if match is None:
            reading.log.add(where, 1, f"The name of a {what} begins with a number, as in 01-{name.rpartition('/')[2]}.")
        elif int(match[1]) in numbered:
            other = numbered[int(match[1])].rpartition("/")[2]
            reading.log.add(
                where, 1, f"The number {match[1]} is already taken by {other}. Give this {what} another one."
            )
        else:
            numbered[int(match[1])] = name
    return [name for _, name in sorted(numbered.items())]


def _is_note(name: str) -> bool:
    return name.rpartition("/")[2].lower().startswith("readme")


def log_same_slugs(
    reading: Reading, items: Sequence[ModuleFile | LessonFile | ExerciseFile | ReferenceFile], what: str
) -> None:
    """Log every slug that stands twice in its list."""
    seen: dict[str, str] = {}
    for item in items:
        if item.slug and item.slug in seen:
            line = item.lines.get("/slug", 1)
            reading.log.add(
                item.file, line, f"Two {what} have the slug “{item.slug}” (see {seen[item.slug]}). Change one."
            )
        seen.setdefault(item.slug, item.file)
