"""Checks files that the site will hand over as they are: recordings, captions, documents."""

from collections.abc import Collection

from cms.importing.reading.files import Folder
from cms.rules.uploads import HEAD_BYTES, MEGABYTE, begins_as, suffix_of

Place = tuple[str, int]


def check_upload(folder: Folder, name: str, suffixes: Collection[str], megabytes: int, place: Place) -> bool:
    """Say whether a file may be stored; what is wrong is logged at the place that mentions it."""
    path, suffix = folder.path_of(name), suffix_of(name)
    short = name.rpartition("/")[2]
    if suffix not in suffixes:
        kinds = ", ".join(f".{kind}" for kind in suffixes)
        folder.log.add(*place, f"{short} is not a file of the kind that is needed here. Use one of: {kinds}.")
    elif path is None:
        folder.log.add(*place, f"There is no file {name}. Put it into the folder of the course, or correct its name.")
    elif path.stat().st_size > megabytes * MEGABYTE:
        folder.log.add(*place, f"The file {name} is larger than {megabytes} MB. Make it smaller.")
    else:
        with path.open("rb") as stream:
            if begins_as(suffix, stream.read(HEAD_BYTES)):
                return True
        folder.log.add(*place, f"{short} is not a .{suffix} file, whatever its name says. Save it again.")
    return False
