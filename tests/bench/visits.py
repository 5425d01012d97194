"""What is asked of a site: pages by learners taken at random, and attempts from start to review."""

import itertools
import random
import re
import time
from dataclasses import dataclass, replace

from tests.bench.client import Ask, load, one
from tests.bench.counting import ASKED, COUNTED
from tests.bench.figures import Run
from tests.bench.processes import cpu_seconds

SEED = 7
READERS = 200
# The last of the unfinished take their exam alone.
RESERVED = 40
RIGHT = 0.8
ATTEMPT = re.compile(r"/attempts/[0-9a-f-]{36}/")
FLOORS = ("wagtail", "bare")
TARGETS = ("lesson", "course", "dashboard", "start", "save", "submit", "review")


@dataclass
class Attempt:
    """An attempt under way; `version` is its last save."""

    path: str
    session: str
    version: int = 0


@dataclass(frozen=True)
class Step:
    """One request of an attempt taken alone; statements only where they were counted."""

    milliseconds: float
    statements: int


class Visits:
    """One site under load. Who starts attempts saves, submits and reviews them as well, in that order."""

    def __init__(self, site, *, starters, seconds):
        self.site, self.cast = site, site.cast
        self.starters, self.seconds = starters, seconds
        self.random = random.Random(SEED)
        self.attempts = []

    def asks(self, target):
        """Return what one run of a target asks: as many as the time allows, or one for each attempt."""
        cast = self.cast
        asks = {
            "bare": lambda: itertools.repeat(Ask("/bench/bare/")),
            "wagtail": lambda: self.pages([cast["plain"]]),
            "lesson": lambda: self.pages(cast["lessons"]),
            "course": lambda: self.pages([cast["course"]]),
            "dashboard": lambda: self.pages(["/learn/"]),
            "start": self.starts,
            "save": self.saves,
            "submit": lambda: (submission(attempt, self.answers()) for attempt in self.attempts),
            "review": self.reviews,
        }
        return asks[target]()

    def run(self, target):
        """Put the site under load and measure."""
        asks = self.asks(target)
        limit = {} if target in {"start", "submit"} else {"seconds": self.seconds}
        web, database, started = *self.used(), time.perf_counter()
        answers = load(self.site.port, asks, **limit)
        seconds, (web_then, database_then) = time.perf_counter() - started, self.used()
        if target == "start":
            self.attempts = [begun(answer) for answer in answers]
        return Run(
            seconds=seconds,
            milliseconds=tuple(answer.milliseconds for answer in answers),
            cpu_seconds=None if web is None else web_then - web,
            database_seconds=None if database is None else database_then - database,
            sizes=tuple(len(answer.body) for answer in answers),
        )

    def used(self):
        """CPU seconds so far of the web server and of the database."""
        return cpu_seconds(self.site.web.process.pid), cpu_seconds(self.site.database_pid)

    def pages(self, paths):
        while True:
            yield Ask(self.random.choice(paths), self.random.choice(self.cast["sessions"][:READERS]))

    def starts(self):
        pool = self.cast["unfinished"][:-RESERVED]
        return [start(self.cast, session) for session in self.random.sample(pool, self.starters)]

    def saves(self):
        for attempt in itertools.cycle(self.attempts):
            yield save(attempt, self.answers())

    def reviews(self):
        while True:
            attempt = self.random.choice(self.attempts)
            yield Ask(f"{attempt.path}review/", attempt.session)

    def answers(self):
        """Answer most questions, each of them well."""
        return {name: right for name, right in self.cast["right"].items() if self.random.random() < RIGHT}

    def alone(self, session, *, counted=False):
        """Take one exam from start to review with nobody else there."""
        steps = {}

        def ask(step, request):
            headers = (f"{ASKED}: 1",) if counted else ()
            answer = one(self.site.port, replace(request, headers=headers))
            steps[step] = Step(answer.milliseconds, int(answer.headers.get(COUNTED.lower(), 0)))
            return answer

        attempt = begun(ask("start", start(self.cast, session)))
        ask("attempt page", Ask(attempt.path, session))
        ask("save", save(attempt, self.answers()))
        ask("submit", submission(attempt, self.cast["right"]))
        ask("receipt", Ask(f"{attempt.path}receipt/", session))
        ask("review", Ask(f"{attempt.path}review/", session))
        return steps

    def statements(self, target):
        """Count the statements of one page."""
        answer = one(self.site.port, replace(next(iter(self.asks(target))), headers=(f"{ASKED}: 1",)))
        return int(answer.headers[COUNTED.lower()])


def start(cast, session):
    return Ask(f"{cast['exam']}start/", session, {"start": "1"}, expected=302)


def begun(answer):
    return Attempt(ATTEMPT.search(answer.headers["location"])[0], answer.ask.session)


def save(attempt, answers):
    data = {"client_seq": f"save-{attempt.version + 1:04}", "base_version": attempt.version, **answers}
    attempt.version += 1
    return Ask(f"{attempt.path}save/", attempt.session, data)


def submission(attempt, answers):
    data = {"client_seq": "submit-0001", "base_version": attempt.version, "anyway": "yes", **answers}
    return Ask(f"{attempt.path}submit/", attempt.session, data, expected=303)
