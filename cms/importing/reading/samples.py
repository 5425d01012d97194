"""Reads the folder of exercises that anybody may try."""

from cms.importing.reading.courses import in_order, log_same_slugs
from cms.importing.reading.exercises import read_exercise
from cms.importing.reading.shared import Reading
from cms.importing.reading.types import SAMPLES, ExerciseFile

MARKED = frozenset({"rubric"})


def read_samples(reading: Reading) -> tuple[ExerciseFile, ...]:
    """Read the exercises in the order of the numbers in front of their names; () when there is no such folder."""
    if SAMPLES not in reading.folder.folders_in():
        return ()
    names = [name for name in reading.folder.files_in(SAMPLES) if name.endswith((".yaml", ".yml"))]
    reading.listed |= dict.fromkeys(names, SAMPLES)
    found = [read_exercise(reading, name) for name in in_order(reading, names, "exercise to try")]
    exercises = tuple(exercise for exercise in found if exercise is not None)
    for exercise in exercises:
        if exercise.kind in MARKED:
            reading.log.add(exercise.file, 1, "Nobody marks what visitors write. Put this exercise into a course.")
    log_same_slugs(reading, exercises, "exercises to try")
    return exercises
