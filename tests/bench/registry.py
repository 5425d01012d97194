"""Measures what many certificates cost: `python -m tests.bench.registry [--certificates N]`.

A list of revocations, the page of one certificate among all, and `export_registry`, in one process on PostgreSQL. One
certificate is issued and signed; the others are copies with tokens of their own. Part of `make bench`.
"""

import argparse
import json
import os
import subprocess
import sys

from config.launch.preparation import ROOT
from tests.postgres import server

RESULT = ROOT / "var" / "bench-registry.json"
AIM_SECONDS_OF_HUNDRED_THOUSAND, AIM_MEGABYTES = 900, 500
WORKER = """
import json, sys, django
django.setup()
from tests.bench.copies import measured
for row in measured(int(sys.argv[1])):
    print(json.dumps(row), flush=True)
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--certificates", type=int, default=20_000)
    number = parser.parse_args().certificates
    print(f"{number} certificates, one process: seconds (of them its CPU), statements, megabytes at most")
    with server() as address:
        rows = list(_rows(address, number))
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(rows, indent=1))
    return 0


def _rows(address, number):
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings.test", "TEST_DATABASE_URL": address}
    manage = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    subprocess.run(manage, cwd=ROOT, env=environment, check=True)
    command = [sys.executable, "-c", WORKER, str(number)]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as worker:
        for row in map(json.loads, worker.stdout):
            print(_line(row, AIM_SECONDS_OF_HUNDRED_THOUSAND * number / 100_000), flush=True)
            yield row
    if worker.returncode:
        raise SystemExit(worker.returncode)


def _line(row, aim):
    figures = f"{row['seconds']:>9.2f} ({row['cpu']:.2f}) {row['statements']:>4} {row['megabytes']:>6.0f} MB"
    over = f"  over {aim:.0f} s" if row["seconds"] > aim else ""
    over += f"  over {AIM_MEGABYTES} MB" if row["megabytes"] > AIM_MEGABYTES else ""
    return f"{row['step']:32}{figures}{over}"


if __name__ == "__main__":
    sys.exit(main())
