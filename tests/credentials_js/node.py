"""The way to what npm installed (see verify.mjs), and the schemas of Open Badges that it judges by."""

import functools
import json
import subprocess
import sys
import tarfile
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).parent
PACKAGE = "openbadgeslib"
SOURCE = Path(sys.prefix) / "sources" / f"{PACKAGE}-{version(PACKAGE)}.tar.gz"
SCHEMAS = "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/"
NAMES = ("ob_v3p0_achievementcredential_schema.json", "ob_v3p0_profile_schema.json")


@functools.cache
def schemas():
    """Read the schemas that 1EdTech publishes, as they stand in the source of a package: address -> schema."""
    with tarfile.open(SOURCE) as archive:
        folder = f"{SOURCE.name.removesuffix('.tar.gz')}/tests/fixtures/ob_schemas"
        return {SCHEMAS + name: json.load(archive.extractfile(f"{folder}/{name}")) for name in NAMES}


def judged(files, credentials):
    """Let the libraries judge credentials by name; what they ask for by address is in `files`, and nothing else is."""
    asked = json.dumps({"files": files | schemas(), "credentials": credentials})
    done = subprocess.run(["node", "verify.mjs"], input=asked, capture_output=True, text=True, cwd=HERE, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
