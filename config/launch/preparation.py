"""What must be done once before the first page, or behind it, and again only when its input changed."""

import hashlib
import json
import secrets
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from config.demo import people

ROOT = Path(__file__).resolve().parent.parent.parent
DOT_SECONDS = 2.0
RECORD = "prepared.json"
CURRICULUM = "curriculum"
# What an import kept because it was changed in the CMS, or found no file for.
WORTH_READING = ("Kept:", "To replace", "Left:")


@dataclass(frozen=True, slots=True)
class Step:
    """One piece of preparation: a sentence, management commands, and the digest of what they depend on.

    `on_upgrade` are commands to run as well where the step had been done before; a step that is done `once` is not
    repeated for another digest.
    """

    name: str
    sentence: str
    commands: tuple[tuple[str, ...], ...]
    digest: str
    on_upgrade: tuple[tuple[str, ...], ...] = ()
    once: bool = False


class PreparationError(Exception):
    """A step failed; its text says which and what it printed."""


def digest_of(paths: Iterable[Path]) -> str:
    """Hash names and contents of files."""
    digest = hashlib.sha256()
    for path in sorted(paths):
        if path.is_file():
            digest.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes())
    return digest.hexdigest()


def steps(*, demo: bool) -> list[Step]:
    """List what comes before the first page, in order."""
    tables = digest_of([ROOT / "requirements" / "base.txt", *ROOT.glob("*/migrations/*.py")])
    found = [
        Step(
            "database",
            "Preparing the database (the longest step, once)",
            (("migrate", "--verbosity", "0"), ("createcachetable",), ("setup_site",)),
            tables,
            # A new release may keep more of what is published, and look for it in another way.
            on_upgrade=(("project_outlines",), ("update_index", "--verbosity", "0")),
        ),
        Step(
            CURRICULUM, "Bringing in the first course", (("import_curriculum", "--only", people.COURSE),), "", once=True
        ),
    ]
    if demo:
        found.append(Step("key", "Making a key for demonstrations", (("new_key", "ed25519"),), "", once=True))
        found.append(Step("demo", "Introducing the demo people", (("make_demo",),), "3"))
    return found


def curriculum() -> Step:
    """Return what goes on behind the first page: the whole curriculum, of which only what changed is written."""
    digest = digest_of((ROOT / "curriculum").rglob("*"))
    return Step(CURRICULUM, "Bringing in all courses", (("import_curriculum", "--pause", "2"),), digest)


def is_due(var: Path, step: Step) -> bool:
    """Say whether a step has not been done yet, or its input changed since."""
    return _is_due(_done(var), step)


def remember(var: Path, step: Step) -> None:
    """Write down that a step was done."""
    (var / RECORD).write_text(json.dumps(_done(var) | {step.name: step.digest}))


def _done(var: Path) -> dict[str, str]:
    record = var / RECORD
    return json.loads(record.read_text()) if record.exists() else {}


def _is_due(done: Mapping[str, str], step: Step) -> bool:
    return done.get(step.name) != step.digest and not (step.once and step.name in done)


def prepare(var: Path, environment: Mapping[str, str], *, demo: bool) -> None:
    """Run every step whose input changed since it last succeeded, showing progress.

    Raises:
        PreparationError: a command ended with an error; later steps are not run.
    """
    done = _done(var)
    for step in steps(demo=demo):
        if not _is_due(done, step):
            continue
        started = time.monotonic()
        print(f"  {step.sentence} ", end="", flush=True)
        commands = step.commands + (step.on_upgrade if step.name in done else ())
        notices = worth_reading(line for command in commands for line in _manage(command, environment))
        print(f" done in {time.monotonic() - started:.1f} s", *notices, sep="\n    ", flush=True)
        remember(var, step)


def _manage(command: tuple[str, ...], environment: Mapping[str, str]) -> list[str]:
    """Run a management command, a dot every other second, and return what it printed."""
    process = subprocess.Popen(
        manage(command),
        env=dict(environment),
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    while True:
        try:
            output, _ = process.communicate(timeout=DOT_SECONDS)
        except subprocess.TimeoutExpired:
            print(".", end="", flush=True)
        else:
            break
    if process.returncode:
        raise PreparationError(f"{' '.join(command)} failed:\n{output}")
    return output.splitlines()


def manage(command: tuple[str, ...]) -> list[str]:
    """Return the words that start a management command."""
    return [sys.executable, str(ROOT / "manage.py"), *command]


def worth_reading(lines: Iterable[str]) -> list[str]:
    """Pick the lines of an import that the operator should read."""
    return [line for line in lines if line.startswith(WORTH_READING)]


def secret_key(var: Path) -> str:
    """Return this installation's key, drawing it on the first start; readable by its owner only."""
    path = var / "secret-key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text()
