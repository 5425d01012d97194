import json
import os
import shutil
import subprocess
import sys

from tests.migrated import ROOT, migrated_file


def test_certificates_from_before_the_audit_trail_get_theirs(tmp_path):
    shutil.copy(migrated_file(), tmp_path / "chancery.sqlite3")
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings.development",
        "CHANCERY_VAR_DIR": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{tmp_path / 'chancery.sqlite3'}",
    }
    command = [sys.executable, "-m", "tests.trails_begun"]
    run = subprocess.run(command, cwd=ROOT, env=environment, check=False, capture_output=True, text=True, timeout=180)
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout.splitlines()[-1]) == {
        "before": [0],
        "revoked": [0],
        "points": [0],
        "events": [[0, "issued", False], [0, "revoked", True], [1, "issued", False]],
        "faults": [],
    }
