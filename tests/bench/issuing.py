"""Measures how long a thousand certificates take, with file, credential and mail: `python -m tests.bench.issuing`.

A worker of two processes on PostgreSQL, as `make run` starts it; the clock runs from the moment in which everybody has
finished to the moment in which nothing is left to do. Part of `make bench`.
"""

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path

from config.launch.preparation import ROOT
from tests.faults.stack import FaultStack
from tests.postgres import server

RESULT = ROOT / "var" / "bench-issuing.json"
AIM_SECONDS = 60
WAITING = "accounts_outboxentry where done_at is null"
PATIENCE = 600


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--certificates", type=int, default=1_000)
    number = parser.parse_args().certificates
    with server() as address, tempfile.TemporaryDirectory(prefix="chancery-issuing-") as folder:
        stack = FaultStack(Path(folder), address)
        stack.prepare()
        stack.start()
        try:
            found = _measured(stack, number)
        finally:
            stack.stop()
    print(f"{number} certificates: {found['seconds']:.1f} s (aim: {AIM_SECONDS} s for 1000), {found['signed']} signed")
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(found, indent=1))
    return 0


def _measured(stack, number):
    stack.hands.finish_course(people=1)
    _wait(stack)
    stack.hands.finish_course(people=number)
    started = time.monotonic()
    _wait(stack)
    seconds = time.monotonic() - started
    signed = stack.count("courses_credential") - 1
    return {"certificates": number, "signed": signed, "seconds": seconds}


def _wait(stack):
    end = time.monotonic() + PATIENCE
    while stack.count(WAITING):
        if time.monotonic() > end:
            raise TimeoutError(f"{stack.count(WAITING)} entries are left")
        time.sleep(0.2)


if __name__ == "__main__":
    sys.exit(main())
