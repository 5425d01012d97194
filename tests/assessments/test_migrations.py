import json
import os
import shutil
import subprocess
import sys

from tests.conftest import ROOT, migrated_file


def test_moves_are_kept_whichever_way_they_are_stored(tmp_path):
    shutil.copy(migrated_file(), tmp_path / "chancery.sqlite3")
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings.development",
        "CHANCERY_VAR_DIR": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{tmp_path / 'chancery.sqlite3'}",
    }
    command = [sys.executable, "-m", "tests.moves_kept"]
    run = subprocess.run(command, cwd=ROOT, env=environment, check=False, capture_output=True, text=True, timeout=180)
    assert run.returncode == 0, run.stderr
    kept = [[1, "wait"], [2, "brief"]]
    assert json.loads(run.stdout.splitlines()[-1]) == {"before": kept, "after": kept}
