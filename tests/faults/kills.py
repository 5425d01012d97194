"""Kills web and worker at random under a small load, then looks for anything lost: `python -m tests.faults.kills [60]`.

Learners answer and submit checks over HTTP and note every answer that was acknowledged. At the end each of them must be
in the database, each acknowledged submission scored once, and `check_invariants` must find nothing.
"""

import random
import re
import sys
import tempfile
import threading
import time
import uuid
from pathlib import Path

import requests

from config.launch import children
from tests import postgres
from tests.e2e.stack import Stack

LEARNERS = ("new@demo.example", "halfway@demo.example", "nearly@demo.example")
CHECK = "/learn/protocol-first-things-first/whose-rules/check/"
PATIENCE = 90
FIELD = re.compile(r'name="(q-[^"]+)" value="([^"]+)"')


class Learner(threading.Thread):
    """Answers one check again and again and keeps what was acknowledged."""

    def __init__(self, stack, email, over):
        super().__init__(daemon=True)
        self.stack, self.email, self.over = stack, email, over
        self.session = requests.Session()
        self.saved, self.submitted, self.failures = {}, [], []

    def run(self):
        try:
            self.send("get", "/accounts/login/")
            self.send("post", "/accounts/login/", login=self.email, password="chancery-demo")
            self.send("post", "/learn/protocol-first-things-first/enrol/")
            while not self.over.is_set():
                self.take_a_check()
        except (AssertionError, TimeoutError, KeyError, TypeError, ValueError) as error:
            self.failures.append(f"{self.email}: {error!r}")

    def send(self, method, path, **data):
        """Send until it is answered, as a browser's queue does; a repetition is the same to the letter."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            data["csrfmiddlewaretoken"] = self.session.cookies.get("csrftoken", "")
            try:
                response = self.session.request(method, self.stack.url + path, data=data, timeout=15)
            except requests.RequestException:
                time.sleep(0.3)
                continue
            if response.status_code < 500:
                return response
            time.sleep(0.3)
        raise TimeoutError(path)

    def take_a_check(self):
        page = self.send("post", CHECK + "start/")
        path = re.search(r"/attempts/[0-9a-f-]{36}/", page.url)
        if path is None:
            raise AssertionError(f"no attempt at {page.url}")
        fields = FIELD.findall(page.text)
        version = int(re.search(r'name="base_version" value="(\d+)"', page.text)[1])
        for _ in range(3):
            answers = dict(random.sample(fields, k=min(4, len(fields))))
            sequence = uuid.uuid4().hex
            receipt = self.send("post", path[0] + "save/", client_seq=sequence, base_version=version, **answers)
            if receipt.status_code == 200:
                version = receipt.json()["version"]
                self.saved[sequence] = answers
        last = {"client_seq": uuid.uuid4().hex, "base_version": version, "anyway": "yes"}
        if "/receipt/" in self.send("post", path[0] + "submit/", **last, **answers).url:
            self.submitted.append(path[0].strip("/").split("/")[-1])


def kill(stack, number):
    """Kill the web server or the worker with everything it started, and start it again."""
    time.sleep(random.uniform(0.5, 5))
    if number % 4:
        stack.web.kill()
        stack.web = children.start_web(stack.port, stack.environment, stack.logs)
        children.wait_for_port(stack.port, stack.web)
    else:
        stack.worker.kill()
        stack.start_worker()


def losses(stack, learners):
    """Return a line for everything that was acknowledged and is not there."""
    kept = dict(stack.rows("select client_seq, cast(response as text) from assessments_responsesave"))
    scored = (
        "select count(*) from assessments_score s join assessments_attempt a on a.id = s.attempt_id where a.key = ?"
    )
    for learner in learners:
        yield from learner.failures
        for sequence, answers in learner.saved.items():
            if any(option not in kept.get(sequence, "") for option in answers.values()):
                yield f"the answers {sequence} of {learner.email} are lost"
        for key in learner.submitted:
            if stack.rows(scored, uuid.UUID(key).hex) != [(1,)]:
                yield f"the submission of {key} was not scored once"


def main(kills):
    """Run, report, and return an exit code."""
    with tempfile.TemporaryDirectory(prefix="chancery-kills-") as folder, postgres.server() as address:
        postgres.fill(address)
        stack = Stack(Path(folder), address)
        stack.prepare()
        stack.start()
        over = threading.Event()
        learners = [Learner(stack, email, over) for email in LEARNERS]
        for learner in learners:
            learner.start()
        for number in range(kills):
            kill(stack, number)
        over.set()
        for learner in learners:
            learner.join(2 * PATIENCE)
        found = list(losses(stack, learners))
        stack.stop()
        checked = stack.manage("check_invariants").splitlines()
        found += [line for line in checked if not line.startswith(("Newest anchor", "Everything holds."))]
        saved, submitted = sum(len(one.saved) for one in learners), sum(len(one.submitted) for one in learners)
        print(
            *found,
            f"{kills} kills, {saved} answers and {submitted} submissions acknowledged, {len(found)} lost",
            sep="\n",
        )
        return bool(found)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 60))
