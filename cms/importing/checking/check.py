"""All checks of a curriculum folder."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cms.importing.checking.copying import copied, shared_lessons
from cms.importing.checking.coverage import check_coverage
from cms.importing.checking.jurisdictions import check_jurisdictions
from cms.importing.checking.lessons import check_lessons
from cms.importing.checking.mapping import Mapped, check_mapping, read_mapping
from cms.importing.checking.proving import check_proofs
from cms.importing.checking.sources import check_sources
from cms.importing.checking.standard import check_countries, check_standard
from cms.importing.checking.translations import check_translations
from cms.importing.reading.problems import FileProblem
from cms.importing.reading.programme import read_programme
from cms.importing.reading.types import ProgrammeFiles


@dataclass(frozen=True, slots=True)
class Checked:
    """What was read, and what is wrong with it."""

    files: ProgrammeFiles
    mapped: Mapped
    faults: tuple[FileProblem, ...]


def check_curriculum(root: Path, *, languages: Sequence[str], others: Path | None = None) -> Checked:
    """Read a curriculum folder and look for every fault that a tool can find. Reads no database.

    Args:
        root: the folder.
        languages: language tags that content may be written in.
        others: a folder of texts that must not be copied; None to leave that out.

    Returns:
        What was read, with its faults sorted by file and line; only those of reading where there are any, since
        nothing can be said of what was not read.
    """
    files = read_programme(root, languages)
    mapped, problems = read_mapping(root)
    if files.problems or problems:
        return Checked(files, mapped, files.problems + problems)
    faults = [
        *check_sources(files),
        *check_lessons(files),
        *check_coverage(files, mapped),
        *check_mapping(files, mapped),
        *check_jurisdictions(files, mapped),
        *check_countries(files, mapped),
        *check_standard(files, mapped),
        *check_proofs(files),
        *check_translations(files),
        *shared_lessons(files.courses),
        *(copied(files.courses, others) if others else ()),
    ]
    return Checked(files, mapped, tuple(sorted(faults)))
