"""The way to what npm installed: see verify.mjs."""

import json
import subprocess
from pathlib import Path

HERE = Path(__file__).parent


def judged(files, credentials):
    """Let the libraries judge credentials by name; what they ask for by address is in `files`, and nothing else is."""
    asked = json.dumps({"files": files, "credentials": credentials})
    done = subprocess.run(["node", "verify.mjs"], input=asked, capture_output=True, text=True, cwd=HERE, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
