"""Reads programme.yaml: the courses that a certificate needs, and the paths through them."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from cms.importing.reading.fields import Fields
from cms.importing.reading.path_types import PathEntry, Place, ProgrammeFile
from cms.importing.reading.shared import Reading, lines_in, log_repeated
from cms.importing.reading.types import PROGRAMME, CourseFile

LONGEST_HOURS = 100


def read_paths(reading: Reading, courses: Sequence[CourseFile]) -> ProgrammeFile | None:
    """Read the programme; None when there is no such file.

    Args:
        reading: the run.
        courses: all courses of the folder, to which the file refers by their slugs.
    """
    if reading.folder.path_of(PROGRAMME) is None:
        return None
    fields = Fields.of(reading.yaml_file(PROGRAMME), PROGRAMME, reading.log, "The file")
    if fields is None:
        return None
    whole = {course.slug: course.key for course in courses}
    lessons = {f"{course.slug}/{lesson.slug}": lesson.key for course in courses for lesson in course.lessons()}
    paths = [(item, _path(item, whole | lessons)) for item in fields.mappings("paths")]
    log_repeated(((path.slug, item) for item, path in paths), "paths", "slug")
    found = ProgrammeFile(
        file=PROGRAMME,
        key=reading.key_of(fields),
        language=fields.one_of("language", reading.languages),
        slug=fields.slug(),
        title=fields.text("title"),
        introduction_html=fields.markdown("introduction", required=True),
        courses=tuple(_places(fields, "certificate", whole, "course")),
        paths=tuple(path for _, path in paths),
        lines=lines_in(fields),
    )
    fields.finish()
    return found


def _path(fields: Fields, known: Mapping[str, UUID]) -> PathEntry:
    path = PathEntry(
        slug=fields.slug(),
        title=fields.text("title", longest=100),
        sentence=fields.text("sentence", longest=300),
        hours=fields.whole("hours", low=1, high=LONGEST_HOURS),
        steps=tuple(_places(fields, "steps", known, "course or lesson")),
    )
    fields.finish()
    return path


def _places(fields: Fields, name: str, known: Mapping[str, UUID], what: str) -> Iterable[Place]:
    for address, line in fields.texts_with_lines(name, required=True):
        if address in known:
            yield Place(address, known[address], line)
        else:
            fields.log.add(
                fields.file, line, f"There is no {what} “{address}” in this folder. Correct it, or remove it."
            )
