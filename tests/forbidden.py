"""What no committed file may hold: registry hosts, machine paths, unfinished work, over-long files and functions.

Run by `make check`. Exit 1 with one line per finding.
"""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from pip._internal.models.index import PyPI

ROOT = Path(__file__).parent.parent
REGISTRY_HOSTS = (PyPI.netloc, PyPI.file_storage_domain, "registry." + "npmjs.org", "deb." + "debian.org")
MACHINE_PATHS = re.compile(r"(?<![\w.])/(?:home|Users|root|work)/[\w.-]+/")
UNFINISHED = re.compile(r"\b(?:TODO|FIXME|XXX)\b")
INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)[^>]*>|<style\b|\sstyle=\"|\son(?:click|load|change|submit)=", re.IGNORECASE
)
REMOTE = re.compile(r"(?:src|href)=\"(?:https?:)?//[^\"]+\.(?:js|css|woff2?)\b", re.IGNORECASE)
BINARY = {".png", ".jpg", ".ico", ".woff2", ".ttf", ".pdf", ".mo", ".docx", ".mp4", ".ogg"}
MAX_LINES = {"source": 400, "tests": 600, "settings": 200}
MAX_FUNCTION = 50


def tracked() -> list[Path]:
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True).stdout
    return [ROOT / name for name in names.decode().split("\0") if name and (ROOT / name).is_file()]


def in_text(path: Path, text: str) -> Iterator[str]:
    """Find what no text file may hold."""
    for number, line in enumerate(text.splitlines(), start=1):
        if any(host in line for host in REGISTRY_HOSTS):
            yield f"{number}: names a package registry"
        if MACHINE_PATHS.search(line) and path.name != Path(__file__).name:
            yield f"{number}: a path of one machine"
        if (
            path.suffix in {".py", ".html", ".js", ".css"}
            and UNFINISHED.search(line)
            and path.name != Path(__file__).name
        ):
            yield f"{number}: unfinished work"


def in_template(text: str) -> Iterator[str]:
    """Find inline code and remote files, which the content security policy would refuse."""
    for number, line in enumerate(text.splitlines(), start=1):
        if INLINE.search(line):
            yield f"{number}: inline script, style or handler"
        if REMOTE.search(line):
            yield f"{number}: a file from another server"


def in_python(path: Path, text: str) -> Iterator[str]:
    """Find files and functions that are too long (docs/architecture.md, sizes)."""
    relative = path.relative_to(ROOT)
    if "migrations" in relative.parts:
        return
    kind = "tests" if relative.parts[0] == "tests" else "settings" if "settings" in relative.parts else "source"
    lines = text.count("\n")
    if lines > MAX_LINES[kind]:
        yield f"1: {lines} lines, at most {MAX_LINES[kind]}"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > MAX_FUNCTION:
                yield f"{node.lineno}: {node.name} has {length} lines, at most {MAX_FUNCTION}"


def findings(path: Path) -> Iterator[str]:
    """Find everything in one file."""
    if path.suffix in BINARY:
        return
    text = path.read_text(encoding="utf-8")
    yield from in_text(path, text)
    if path.suffix == ".html":
        yield from in_template(text)
    if path.suffix == ".py":
        yield from in_python(path, text)


def main() -> int:
    """Print every finding."""
    found = [f"{path.relative_to(ROOT)}:{finding}" for path in tracked() for finding in findings(path)]
    print("\n".join(found) or "nothing forbidden found")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
