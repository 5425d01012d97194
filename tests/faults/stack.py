import json
import socket
import subprocess
import sys
import time

from config.launch import preparation
from tests.e2e.stack import Stack
from tests.faults.people import Person
from tests.faults.proxy import Line

PATIENCE = 60


def is_heard(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


class Hands:
    """The other end of tests.faults.hands: `hands.course()` does the deed of that name there."""

    def __init__(self, environment, log):
        command = [sys.executable, "-m", "tests.faults.hands"]
        self.process = subprocess.Popen(
            command, cwd=preparation.ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log
        )

    def __getattr__(self, deed):
        def do(**given):
            self.process.stdin.write(json.dumps([deed, given]).encode() + b"\n")
            self.process.stdin.flush()
            answer = json.loads(self.process.stdout.readline())
            assert "error" not in answer, answer["error"]
            return answer["result"]

        return do

    def stop(self):
        self.process.stdin.close()
        self.process.wait(20)
        self.process.stdout.close()


class FaultStack(Stack):
    """An empty installation on a migrated PostgreSQL; the lines of people and of the queue can be cut and slowed."""

    def __init__(self, var, database):
        super().__init__(var, database)
        self.line, self.queue = Line(self.port), Line(self.broker_port)
        self.line_url = f"http://localhost:{self.line.port}"
        self.environment |= {
            "DJANGO_SETTINGS_MODULE": "tests.faults.settings",
            "REDIS_URL": f"redis://127.0.0.1:{self.queue.port}/0",
        }

    def prepare(self):
        self.var.mkdir(parents=True, exist_ok=True)
        for command in (("createcachetable",), ("setup_site",), ("new_key", "ed25519")):
            self.manage(*command)

    def start(self):
        super().start()
        with (self.logs / "hands.log").open("ab") as log:
            self.hands = Hands(self.environment, log)

    def make_whole(self):
        """Mend what a test left broken."""
        self.line.mend()
        self.queue.mend()
        if self.broker.has_ended():
            self.start_broker()
        if self.worker.has_ended():
            self.start_worker()
        if self.web.has_ended():
            self.start_web()

    def start_web(self):
        """Start it once nobody listens there any more: a killed process may outlive its parent by a moment."""
        end = time.monotonic() + PATIENCE
        while is_heard(self.port):
            assert time.monotonic() < end, f"somebody else listens at {self.port}"
            time.sleep(0.05)
        super().start_web()

    def stop(self):
        self.hands.stop()
        for child in (self.beat, self.web, self.worker, self.broker):
            child.kill()
        self.line.close()
        self.queue.close()

    def person(self, **given):
        found = self.hands.person(**given)
        person = Person(self, email=found["email"], number=found["number"], session=found["session"])
        person.key = found["key"]
        return person

    def count(self, query, *parameters):
        return self.rows(f"select count(*) from {query}", *parameters)[0][0]

    def wait_for(self, number, query, *parameters):
        """Wait until so many rows are there."""
        end = time.monotonic() + PATIENCE
        while self.count(query, *parameters) != number:
            assert time.monotonic() < end, f"{self.count(query, *parameters)} instead of {number} {query}"
            time.sleep(0.1)

    def mails(self, to):
        """Return the Message-ID of every message that was sent to somebody, repetitions and all."""
        return [message["Message-ID"] for message in self.messages() if to in str(message["to"])]
