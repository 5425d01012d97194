"""Fixtures for the whole suite. Migrating takes long, so a migrated SQLite file is kept and copied into memory."""

import hashlib
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections
from django.test.utils import setup_databases, teardown_databases
from pytest_django import DjangoDbBlocker

ROOT = Path(__file__).parent.parent
TEMPLATES = ROOT / "var" / "test-databases"


def _migrations_digest() -> str:
    digest = hashlib.sha256((ROOT / "requirements" / "base.txt").read_bytes())
    for path in sorted(ROOT.glob("*/migrations/*.py")):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def _migrated_file() -> Path:
    """Return a SQLite file with all migrations applied, making it if this is the first run since one changed."""
    target = TEMPLATES / f"{_migrations_digest()}.sqlite3"
    if not target.exists():
        TEMPLATES.mkdir(parents=True, exist_ok=True)
        work = TEMPLATES / f"{os.getpid()}.making"
        environment = os.environ | {"TEST_DATABASE_URL": f"sqlite:///{work}"}
        command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
        subprocess.run(command, cwd=ROOT, env=environment, check=True)
        work.replace(target)
    return target


@pytest.fixture(scope="session")
def django_db_setup(django_db_modify_db_settings: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    in_memory = settings.DATABASES["default"]["NAME"] == ":memory:"
    with django_db_blocker.unblock():
        if not in_memory:
            configuration = setup_databases(verbosity=0, interactive=False)
            yield
            teardown_databases(configuration, verbosity=0)
            return
        connection = connections["default"]
        connection.settings_dict["NAME"] = "file:chancery-tests?mode=memory&cache=shared"
        connection.ensure_connection()
        template = sqlite3.connect(_migrated_file())
        template.backup(connection.connection)
        template.close()
        yield
        connection.close()
