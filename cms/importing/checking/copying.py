"""Texts that stand twice: in two lessons, or in a lesson and in a text that is not ours."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path

from cms.importing.checking.texts import exercise_text, lesson_text, sentences, words
from cms.importing.reading.problems import FileProblem
from cms.importing.reading.types import CourseFile

SHINGLE = 8
MOST_SHARED_PERCENT = 3
RUN = 12

Shingle = tuple[str, ...]


def shared_lessons(courses: Sequence[CourseFile]) -> Iterator[FileProblem]:
    """Name each two lessons that have too much of their text in common."""
    found = {lesson.file: shingles(lesson_text(lesson), SHINGLE) for course in courses for lesson in course.lessons()}
    holders: dict[Shingle, list[str]] = defaultdict(list)
    for file, own in found.items():
        for shingle in own:
            holders[shingle].append(file)
    shared = Counter(pair for files in holders.values() for pair in combinations(sorted(files), 2))
    for (one, other), count in sorted(shared.items()):
        share = 100 * count / min(len(found[one]), len(found[other]))
        if share > MOST_SHARED_PERCENT:
            message = f"{share:.0f} % of the runs of {SHINGLE} words also stand in {other}. Say it in one place."
            yield FileProblem(one, 1, message)


def copied(courses: Sequence[CourseFile], others: Path) -> Iterator[FileProblem]:
    """Name what lessons and exercises have in common with the text files of a folder."""
    known: set[Shingle] = set()
    for path in sorted(others.rglob("*")):
        if path.is_file():
            known |= shingles(path.read_text(encoding="utf-8", errors="replace"), RUN)
    for file, text in _texts(courses).items():
        for sentence in sentences(text):
            spoken = words(sentence.lower())
            run = next((run for run in _runs(spoken, RUN) if run in known), None)
            if run:
                yield FileProblem(file, 1, f"These words are somebody else's: “{' '.join(run)}”. Say it in your own.")


def shingles(text: str, size: int) -> set[Shingle]:
    """Give every run of so many words, in small letters."""
    return set(_runs(words(text.lower()), size))


def _runs(spoken: Sequence[str], size: int) -> Iterator[Shingle]:
    return zip(*(spoken[start:] for start in range(size)), strict=False)


def _texts(courses: Sequence[CourseFile]) -> Mapping[str, str]:
    lessons = {lesson.file: lesson_text(lesson) for course in courses for lesson in course.lessons()}
    exercises = {exercise.file: exercise_text(exercise) for course in courses for exercise in course.all_exercises()}
    return lessons | exercises
