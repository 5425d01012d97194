"""Measures a rescoring and `verify_scores` over 100 000 attempts: `python -m tests.bench.rescoring [--attempts N]`.

A knowledge check of ten questions, a variant for every attempt, all learners in a course whose lesson it ticks off; one
process, as one worker would do it, on a SQLite file and on PostgreSQL. Part of `make bench`.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile

from config.launch.preparation import ROOT
from tests.postgres import server

RESULT = ROOT / "var" / "bench-rescoring.json"
AIM_SECONDS = 60
MEGABYTES_MORE = 50
WORKER = """
import gc, json, sys, django
from django.conf import settings
django.setup()
from tests.bench.campaign import measured
settings.CELERY_TASK_ALWAYS_EAGER = False  # the bench sweeps, and no entry that is added
gc.freeze()  # as a worker does
for row in measured(int(sys.argv[1])):
    print(json.dumps(row), flush=True)
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--attempts", type=int, default=100_000)
    options = parser.parse_args()
    print(f"{options.attempts} attempts, one process: seconds (of them its CPU), megabytes more than before")
    found = {}
    for name, address in _databases():
        found[name] = []
        for row in _rows(address, options.attempts):
            print(_line(name, row), flush=True)
            found[name].append(row)
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(found, indent=1))
    print(f"The figures as JSON: {RESULT}")
    return 0


def _databases():
    with tempfile.TemporaryDirectory(prefix="chancery-rescoring-") as folder:
        yield "SQLite", f"sqlite:///{folder}/bench.sqlite3"
    with server() as address:
        yield "PostgreSQL", address


def _rows(address, attempts):
    """Migrate a database and let a process do every step in it; yield each as it is done."""
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings.test", "TEST_DATABASE_URL": address}
    manage = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    subprocess.run(manage, cwd=ROOT, env=environment, check=True)
    command = [sys.executable, "-c", WORKER, str(attempts)]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as worker:
        yield from map(json.loads, worker.stdout)
    if worker.returncode:
        raise SystemExit(worker.returncode)


def _line(name, row):
    figures = f"{row['seconds']:>8.1f} ({row['cpu']:.1f}) {row['megabytes']:>6.0f} MB"
    over = f"  over {AIM_SECONDS} s" if row["seconds"] > AIM_SECONDS else ""
    over += f"  over {MEGABYTES_MORE} MB" if row["megabytes"] > MEGABYTES_MORE else ""
    return f"{name:12}{row['step']:30}{figures}{over}"


if __name__ == "__main__":
    sys.exit(main())
