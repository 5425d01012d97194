"""Finds a Chromium for the browser tests. As a command: exit 0 found, 3 not found, 1 not found but required."""

import os
import shutil
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def find() -> str | None:
    """Return the path of a Chromium, or None."""
    return next((path for path in map(shutil.which, NAMES) if path), None)


def main() -> int:
    """Answer `make test`."""
    if find():
        return 0
    print("The browser tests did NOT run: no Chromium was found. On Debian: apt-get install chromium", file=sys.stderr)
    return 1 if os.environ.get("CHANCERY_REQUIRE_BROWSER") else 3


if __name__ == "__main__":
    sys.exit(main())
