"""Reads the library: a folder for each kind of page, a file for each page."""

from cms.importing.reading.blocks import LONG, MARKS, BodyReader
from cms.importing.reading.courses import FILE_FOLDERS, log_same_slugs
from cms.importing.reading.fields import Fields
from cms.importing.reading.markdown import Place
from cms.importing.reading.shared import Reading, front_matter, lines_in
from cms.importing.reading.types import LIBRARY, ReferenceFile
from courses.rules.types import Fact

KINDS = ("networks", "checklists", "templates", "countries")
SUMMARY, THEME, NAME, AS_OF = 300, 40, 60, 40


def read_references(reading: Reading) -> tuple[ReferenceFile, ...]:
    """Read the pages of the library by folder and name; () when there is no such folder."""
    if LIBRARY not in reading.folder.folders_in():
        return ()
    found = []
    for folder in reading.folder.folders_in(LIBRARY):
        kind = folder.rpartition("/")[2]
        if kind in KINDS:
            names = [name for name in reading.folder.files_in(folder) if name.endswith(".md")]
            found += [_reference(reading, kind, name) for name in names]
        elif kind not in FILE_FOLDERS:
            reading.log.add(f"{folder}/", 1, f"The library holds only the folders {', '.join(KINDS)}.")
    references = tuple(reference for reference in found if reference is not None)
    log_same_slugs(reading, references, "pages of the library")
    return references


def _reference(reading: Reading, kind: str, name: str) -> ReferenceFile | None:
    parts = front_matter(reading, name)
    if parts is None:
        return None
    fields, body, first_line = parts
    reader = BodyReader(reading, LIBRARY)
    reference = ReferenceFile(
        file=name,
        key=reading.key_of(fields),
        kind=kind,
        slug=fields.slug(),
        title=fields.text("title"),
        summary=fields.text("summary", longest=SUMMARY),
        themes=fields.texts("themes", required=True, longest=THEME),
        owner=fields.text("owner"),
        reviewed=fields.date("reviewed"),
        facts=tuple(_fact(item) for item in fields.mappings("facts")) if fields.has("facts") else (),
        blocks=reader.read(body, Place(name, first_line)),
        library=tuple(reader.library),
        lines=lines_in(fields),
    )
    fields.known.append("facts")
    fields.finish()
    return reference


def _fact(fields: Fields) -> Fact:
    fact = Fact(
        name=fields.text("name", longest=NAME),
        text=fields.text("text", longest=LONG),
        as_of=fields.text("as_of", default="", longest=AS_OF),
        mark=fields.one_of("mark", MARKS),
        note=fields.text("note", default=""),
    )
    fields.finish()
    return fact
