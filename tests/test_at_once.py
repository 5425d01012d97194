import json
import os
import shutil
import subprocess
import sys
from urllib.parse import urlsplit

import psycopg
import pytest
from django.db import connection

from tests.migrated import ROOT, migrated_file

HERE = "chancery_at_once"


@pytest.fixture
def database(tmp_path):
    """The address of a migrated database of its own, of the kind that the suite runs on."""
    if connection.vendor == "sqlite":
        shutil.copy(migrated_file(), tmp_path / "chancery.sqlite3")
        yield f"sqlite:///{tmp_path / 'chancery.sqlite3'}"
        return
    server = os.environ["TEST_DATABASE_URL"]
    with psycopg.connect(server, autocommit=True) as asked:
        asked.execute(f"CREATE DATABASE {HERE} TEMPLATE {os.environ['TEST_DATABASE_TEMPLATE']}")
        yield urlsplit(server)._replace(path=f"/{HERE}").geturl()
        asked.execute(f"DROP DATABASE {HERE} WITH (FORCE)")


@pytest.mark.django_db
def test_what_must_happen_once_happens_once_however_many_ask_at_once(database, tmp_path):
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings.development",
        "CHANCERY_VAR_DIR": str(tmp_path),
        "DATABASE_URL": database,
        "REDIS_URL": "redis://127.0.0.1:1/0",
    }
    command = [sys.executable, "-m", "tests.at_once"]
    run = subprocess.run(command, cwd=ROOT, env=environment, check=False, capture_output=True, text=True, timeout=180)
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout.splitlines()[-1]) == {
        "enrol": ["True"],
        "start": ["1"],
        "save": ["1"],
        "submit": ["True"],
        "counts": [1, 1, 1],
        "moves": 1,
        "lessons done": 1,
        "confirm": ["None"],
        "issue": ["True"],
        "certificates": [1, 1],
        "messages": 1,
        "decided": [
            [[1, ["done", "told"]], [1, ["done", "told"]], [1, ["done", "told"]]],
            ["reissued", "revoked", "reissued"],
            [3, 1],
            [],
        ],
        "accept": ["learner"],
        "memberships": 1,
        "release": ["1", "told"],
        "marks": [1, 1, 8],
        "closed": [["True"], [["begun", 4], ["released", 4], ["scored", 4], ["submitted", 4]], 4],
        "rescored": [[["None"], "ready"], [["None"], "published"], [["None"], "undone"], 2],
        "renewed": [["True"], 1, 1, ["False", "True"], ["None"], 2],
        "revoked and renewed": [["None"], True, 1, True, [], []],
        "looked at": [["False", "True"], 1, 1],
        "dilemma": [["None"], 1, 1],
    }
