"""What must be done once before the first page, and again only when its input changed."""

import hashlib
import json
import secrets
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
DOT_SECONDS = 2.0
# What an import kept because it was changed in the CMS, or found no file for.
WORTH_READING = ("Kept:", "To replace", "Left:")


@dataclass(frozen=True, slots=True)
class Step:
    """One piece of preparation: a sentence, management commands, and the digest of what they depend on.

    `on_upgrade` are commands to run as well where the step had been done before.
    """

    name: str
    sentence: str
    commands: tuple[tuple[str, ...], ...]
    digest: str
    on_upgrade: tuple[tuple[str, ...], ...] = ()


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
    """List the steps in order."""
    tables = digest_of([ROOT / "requirements" / "base.txt", *ROOT.glob("*/migrations/*.py")])
    curriculum = digest_of((ROOT / "curriculum").rglob("*"))
    found = [
        Step(
            "database",
            "Preparing the database (the longest step, once)",
            (("migrate", "--verbosity", "0"), ("createcachetable",), ("setup_site",)),
            tables,
            # A new release may keep more of what is published, and look for it in another way.
            on_upgrade=(("project_outlines",), ("update_index", "--verbosity", "0")),
        ),
        Step("curriculum", "Bringing in the curriculum", (("import_curriculum",),), curriculum),
    ]
    if demo:
        found.append(Step("demo", "Introducing the demo people", (("make_demo",),), "2"))
    return found


def prepare(var: Path, environment: Mapping[str, str], *, demo: bool) -> None:
    """Run every step whose input changed since it last succeeded, showing progress.

    Raises:
        PreparationError: a command ended with an error; later steps are not run.
    """
    record = var / "prepared.json"
    done = json.loads(record.read_text()) if record.exists() else {}
    for step in steps(demo=demo):
        if done.get(step.name) == step.digest:
            continue
        started = time.monotonic()
        print(f"  {step.sentence} ", end="", flush=True)
        commands = step.commands + (step.on_upgrade if step.name in done else ())
        notices = [notice for command in commands for notice in _manage(command, environment)]
        print(f" done in {time.monotonic() - started:.1f} s", *notices, sep="\n    ", flush=True)
        done[step.name] = step.digest
        record.write_text(json.dumps(done))


def _manage(command: tuple[str, ...], environment: Mapping[str, str]) -> list[str]:
    """Run a management command, a dot every other second, and return the lines that the operator should read."""
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "manage.py"), *command],
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
    return [line for line in output.splitlines() if line.startswith(WORTH_READING)]


def secret_key(var: Path) -> str:
    """Return this installation's key, drawing it on the first start; readable by its owner only."""
    path = var / "secret-key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text()
