"""Writes all certificates as a static site, which any web server can host and which needs nothing of ours."""

import json
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils import translation

from courses.errors import RegistryError
from courses.selectors.registry import CREDENTIAL, TOKEN, Entry, Registry, entries, registry

STYLE = "chancery.css"
# Says that a folder is a registry, which the next one may replace.
MARK = "files.json"
EVERY = 1000
TOP = "../../"


def export_registry(folder: Path, *, base: str = "", say: Callable[[str], None]) -> int:
    """Write the registry of all certificates.

    Args:
        folder: new, empty, or an earlier registry, which is replaced.
        base: the address that it will be served at; empty for the site's own.
        say: takes a line of progress.

    Returns:
        How many certificates are in it.

    Raises:
        RegistryError: the folder holds something else.
        KeyFileError: a key cannot be read.

    Written beside the folder and put in its place when it is complete. Safe to run again: the same database and keys
    give the same bytes.
    """
    if folder.exists() and not (folder / MARK).exists() and any(folder.iterdir()):
        raise RegistryError(f"{folder} is not empty and no registry. Name a new folder.")
    folder.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        site = work / "new"
        count = _write(site, registry(), base, say)
        _put_in_place(site, folder, work / "old")
    finally:
        shutil.rmtree(work)
    return count


def _put_in_place(site: Path, folder: Path, old: Path) -> None:
    if folder.exists():
        folder.rename(old)
    try:
        site.rename(folder)
    except OSError:
        if old.exists():
            old.rename(folder)
        raise


def _write(site: Path, about: Registry, base: str, say: Callable[[str], None]) -> int:
    _put(site / STYLE, _style())
    for path, content in about.files.items():
        _put(site / path, content)
    _put(site / MARK, _json(about.addresses))
    _put(site / "keys.json", _json([asdict(key) for key in about.keys]))
    _put(site / "index.html", _index(about, base).encode())
    count = 0
    for count, entry in enumerate(entries(about.as_of) if about.as_of else (), start=1):
        _put_certificate(site, about, entry)
        if count % EVERY == 0:
            say(f"{count} of {about.certificates} certificates")
    return count


def _put_certificate(site: Path, about: Registry, entry: Entry) -> None:
    """Write a page in the certificate's language, and the signed files beside it."""
    place = site / "certificates" / entry.view.code
    for name, text in entry.files.items():
        _put(place / name, text.encode())
    files = {"credential": CREDENTIAL in entry.files and CREDENTIAL, "token": TOKEN in entry.files and TOKEN}
    context = {"view": entry.view, "check": entry.check, "as_of": about.as_of, "top": TOP, **files}
    with translation.override(entry.view.language):
        _put(place / "index.html", render_to_string("registry/certificate.html", context).encode())


def _index(about: Registry, base: str) -> str:
    did_file = next((path for path in about.files if path.endswith("did.json")), "")
    context = {
        "about": about,
        "base": base.rstrip("/") or about.origin,
        "did_file": did_file,
        "lists": [path for path in about.files if not path.endswith("did.json")],
        "top": "",
    }
    with translation.override(settings.LANGUAGE_CODE):
        return render_to_string("registry/index.html", context)


def _style() -> bytes:
    found = finders.find("cms/css/chancery.css")
    return Path(str(found)).read_bytes()


def _put(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _json(value: Any) -> bytes:
    return (json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1) + "\n").encode()
