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
print(json.dumps(list(measured(int(sys.argv[1])))))
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--attempts", type=int, default=100_000)
    options = parser.parse_args()
    found = {name: _on(address, options.attempts) for name, address in _databases()}
    print(*_lines(found, options.attempts), sep="\n")
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(found, indent=1))
    print(f"The figures as JSON: {RESULT}")
    return 0


def _databases():
    with tempfile.TemporaryDirectory(prefix="chancery-rescoring-") as folder:
        yield "SQLite", f"sqlite:///{folder}/bench.sqlite3"
    with server() as address:
        yield "PostgreSQL", address


def _on(address, attempts):
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "DJANGO_LOG_LEVEL": "ERROR",
        "TEST_DATABASE_URL": address,
    }
    manage = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    subprocess.run(manage, cwd=ROOT, env=environment, check=True)
    worker = [sys.executable, "-c", WORKER, str(attempts)]
    done = subprocess.run(worker, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout.splitlines()[-1])


def _lines(found, attempts):
    yield f"{attempts} attempts, one process: seconds (of them CPU of the process), megabytes beside those at the start"
    for name, rows in found.items():
        for row in rows:
            is_met = row["seconds"] <= AIM_SECONDS and row["megabytes"] <= MEGABYTES_MORE
            figures = f"{row['seconds']:>8.1f} ({row['cpu']:.1f}) {row['megabytes']:>6.0f} MB"
            yield f"{name:12}{row['step']:24}{figures}{'' if is_met else f'  over the aim of {AIM_SECONDS} s'}"


if __name__ == "__main__":
    sys.exit(main())
