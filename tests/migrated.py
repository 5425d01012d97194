"""Databases with all migrations applied. Migrating takes long, so each is kept until a migration changes."""

import fcntl
import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent
KEPT = ROOT / "var" / "test-databases"


def migrated_file() -> Path:
    """Return a SQLite file."""
    return kept("sqlite3", lambda work: migrate(f"sqlite:///{work}"))


def kept(kind: str, make: Callable[[Path], None]) -> Path:
    """Return the file of this kind, having it made if this is the first run since a migration changed."""
    target = KEPT / f"{_digest()}.{kind}"
    KEPT.mkdir(parents=True, exist_ok=True)
    with target.with_suffix(f".{kind}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not target.exists():
            work = KEPT / f"{os.getpid()}.making"
            make(work)
            work.replace(target)
    return target


def migrate(address: str) -> None:
    """Apply all migrations to the database of this address."""
    environment = os.environ | {"TEST_DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "config.settings.test"}
    subprocess.run([sys.executable, "manage.py", "migrate", "--verbosity", "0"], cwd=ROOT, env=environment, check=True)


def _digest() -> str:
    digest = hashlib.sha256((ROOT / "requirements" / "base.txt").read_bytes())
    for path in sorted(ROOT.glob("*/migrations/*.py")):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]
