"""Writes programme.yaml: the page of the programme, its courses and steps by their addresses."""

from collections.abc import Iterable
from typing import Any

from cms.exporting.collecting.courses import Files, label
from cms.exporting.collecting.sheet import Sheet
from cms.exporting.writing import yaml_text
from cms.importing.reading.types import PROGRAMME
from cms.models import ProgrammePage, reading


def collect_programme(stored: ProgrammePage, files: Files, *, drafts: bool) -> None:
    """Add the programme to the files, after the courses; what it names and has no file is left out and told.

    Args:
        stored: its page in the source language.
        files: with all courses in it.
        drafts: write the latest draft instead of what is published.
    """
    if not (drafts or stored.live):
        files.left_out.append(f"{label(stored)} is not published.")
        return
    page: Any = stored.get_latest_revision_as_object() if drafts else stored
    sheet = Sheet(label(page), files.problems)
    fields = {
        "key": str(page.translation_key),
        "language": page.locale.language_code,
        "slug": page.slug,
        "title": sheet.plain("title", page.title),
        "introduction": sheet.rich("introduction", reading.rich(page.introduction)),
        "certificate": _addresses(page, (block.value for block in page.courses), files),
        "paths": [
            {
                "slug": block.value["slug"],
                "title": sheet.plain("title", block.value["title"]),
                "sentence": sheet.plain("sentence", block.value["sentence"]),
                "hours": block.value["hours"],
                "steps": _addresses(page, block.value["steps"], files),
            }
            for block in page.paths
        ],
    }
    files.add(PROGRAMME, sheet.page, yaml_text.write(fields))


def _addresses(page: ProgrammePage, pages: Iterable[Any], files: Files) -> list[str]:
    return [address for item in pages if (address := _address(page, item, files))]


def _address(page: ProgrammePage, item: Any, files: Files) -> str:
    if item and item.translation_key in files.addresses:
        return files.addresses[item.translation_key]
    what = label(item.specific) if item else "A page that was deleted"
    files.left_out.append(f"{what} has no file, so {label(page)} is written without it.")
    return ""
