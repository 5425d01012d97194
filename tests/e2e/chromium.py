"""Finds a Chromium for the browser tests. Run as a module it says whether there is one: exit 0 yes, 3 no, 1 no but required."""

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
