"""What the curriculum holds, as a page of the documentation."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from django.utils.text import capfirst

from cms.importing.checking.coverage import LEVELS, QUESTIONS, competencies
from cms.importing.checking.jurisdictions import represented
from cms.importing.checking.mapping import Mapped
from cms.importing.checking.standard import countries, questions, standard, told
from cms.importing.checking.texts import lesson_text, words
from cms.importing.reading.types import CourseFile, ExerciseFile, LessonFile, ProgrammeFiles

TOP = """\
# The curriculum in figures

Written by `manage.py check_curriculum --coverage docs/curriculum.md`. Change the courses or
[coverage.yaml](../curriculum/coverage.yaml), and not this page.
"""
Rows = Iterator[Sequence[object]]


def coverage_page(files: ProgrammeFiles, mapped: Mapped) -> str:
    """Write the page, in Markdown."""
    parts = [
        TOP,
        _section("Courses", _table(_courses(files))),
        _section("Exercises", _table(_kinds(files))),
        _section("The programme as a whole", _table(_standard(files, mapped))),
        _section("By name", _table(_named(files, mapped))),
        _section("Countries of cases", _table(_countries(files, mapped))),
        _section("Jurisdictions", _table(_jurisdictions(files, mapped))),
        _section("Competencies", _table(_competencies(files))),
        _section("Outcomes", _table(_outcomes(files))),
        _section("Functions of a city abroad", _table(_functions(files, mapped))),
        _section("Documented episodes", _table(_episodes(files, mapped))),
        _section("What others ask for", _table(_wishes(files, mapped))),
    ]
    return "\n".join(parts)


def standard_lines(files: ProgrammeFiles, mapped: Mapped) -> Iterator[str]:
    """Say of each thing that is counted how much of it there is, and how much there should be."""
    for held in standard(files, mapped):
        yield f"{held.there:5} {held.words} (at least {held.least})"


def _section(title: str, body: str) -> str:
    return f"## {title}\n\n{body}"


def _table(rows: Rows) -> str:
    head, *others = [[str(cell) for cell in row] for row in rows]
    return "".join(f"| {' | '.join(row)} |\n" for row in [head, ["---"] * len(head), *others])


def _courses(files: ProgrammeFiles) -> Rows:
    yield (
        "Course",
        "Modules",
        "Lessons",
        "Case studies",
        "Words in lessons",
        "Questions",
        "Exercises",
        "Cases among them",
    )
    counts = [_counts(course) for course in files.courses]
    for course, row in zip(files.courses, counts, strict=True):
        yield course.title, *row
    yield "**Together**", *(sum(column) for column in zip(*counts, strict=True))


def _counts(course: CourseFile) -> tuple[int, ...]:
    lessons, exercises = course.lessons(), course.all_exercises()
    cases = sum(lesson.kind == "case-study" for lesson in lessons)
    return (
        len(course.modules),
        len(lessons) - cases,
        cases,
        sum(len(words(lesson_text(lesson))) for lesson in lessons),
        sum(map(questions, exercises)),
        len(exercises),
        sum(exercise.kind not in QUESTIONS for exercise in exercises),
    )


def _kinds(files: ProgrammeFiles) -> Rows:
    exercises = [exercise for course in files.courses for exercise in course.all_exercises()]
    yield "Kind", "Number"
    yield from sorted(Counter(exercise.kind for exercise in exercises).items())


def _standard(files: ProgrammeFiles, mapped: Mapped) -> Rows:
    yield "What", "At least", "There"
    for held in standard(files, mapped):
        yield capfirst(held.words), held.least, held.there


def _named(files: ProgrammeFiles, mapped: Mapped) -> Rows:
    links = _links(files)
    yield "What", "Where"
    for thing, pages in mapped.named.items():
        yield capfirst(thing), "; ".join(links[page] for page in pages if page in links) or "nowhere yet"


def _countries(files: ProgrammeFiles, mapped: Mapped) -> Rows:
    yield "Country", "Cases that turn on it"
    yield from countries(files, mapped).items()


def _jurisdictions(files: ProgrammeFiles, mapped: Mapped) -> Rows:
    yield "Course", "Jurisdictions named in two lessons or more"
    for course in files.courses:
        yield course.title, ", ".join(represented(course, mapped))


def _competencies(files: ProgrammeFiles) -> Rows:
    counts: Counter[tuple[str, str]] = Counter()
    for course in files.courses:
        for exercise in course.all_exercises():
            level = "done" if exercise.kind not in QUESTIONS else "assessed" if exercise in course.finals() else "asked"
            counts.update((slug, level) for slug in competencies(exercise))
    yield "Competency", *(f"Exercises: {level}" for level in LEVELS)
    for entry in files.competencies:
        yield entry.title, *(counts[entry.slug, level] for level in LEVELS)


def _outcomes(files: ProgrammeFiles) -> Rows:
    yield "Course", "Outcome", "Exercises that test it"
    for course in files.courses:
        for number, outcome in enumerate(course.outcomes, start=1):
            testing = [exercise.title for exercise in course.all_exercises() if number in exercise.outcomes]
            yield course.title, f"{number}. {outcome}", "; ".join(testing) or "none"


def _functions(files: ProgrammeFiles, mapped: Mapped) -> Rows:
    yield "Function", "Cases"
    for tag, title in mapped.functions.items():
        tagged = [
            exercise.title for course in files.courses for exercise in course.all_exercises() if tag in exercise.tags
        ]
        yield title, "; ".join(tagged) or "none"


def _episodes(files: ProgrammeFiles, mapped: Mapped) -> Rows:
    codes: dict[str, list[str]] = defaultdict(list)
    for code, title in mapped.episodes.items():
        codes[title].append(code)
    yield f"Episode ({len(told(files, mapped))} of {len(codes)} are told)", "Codes", "Where"
    for title, own in codes.items():
        yield title, ", ".join(own), "; ".join(_pages(files, own)) or "nowhere yet"


def _pages(files: ProgrammeFiles, tags: Sequence[str]) -> list[str]:
    pages: list[LessonFile | ExerciseFile] = []
    for course in files.courses:
        pages += [*course.lessons(), *course.all_exercises()]
    return [_link(page) for page in pages if set(tags) & set(page.tags)]


def _link(page: LessonFile | ExerciseFile) -> str:
    return f"[{page.title}](../curriculum/{page.file})"


def _wishes(files: ProgrammeFiles, mapped: Mapped) -> Rows:
    links = _links(files)
    yield "Who", "What", "Taught in"
    for wish in mapped.wishes:
        yield wish.source, wish.text, "; ".join(links[name] for name in wish.lessons if name in links) or "not yet"


def _links(files: ProgrammeFiles) -> Mapping[str, str]:
    """Link the lessons and exercises by their places: course/lesson, course/lesson/exercise."""
    found = {}
    for course in files.courses:
        for lesson in course.lessons():
            place = f"{course.slug}/{lesson.slug}"
            found[place] = _link(lesson)
            found |= {f"{place}/{exercise.slug}": _link(exercise) for exercise in lesson.exercises}
    return found
