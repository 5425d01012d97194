"""`make run`: prepare what is missing, start everything, say where it is, stop everything on Ctrl-C."""

import os
import signal
import sys
import time
from pathlib import Path

from config.launch import children, first_run, preparation
from config.launch.behind import Behind
from config.launch.children import Child

POLL_SECONDS = 0.3


class LaunchError(Exception):
    """Something is missing; the text is one sentence that says what to do."""


class Launcher:
    """Everything that one start of Chancery owns."""

    def __init__(self) -> None:
        self.port = _port()
        self.demo = os.environ.get("DEMO", "1") != "0"
        self.var = Path(os.environ.get("CHANCERY_VAR_DIR", preparation.ROOT / "var")).resolve()
        self.logs = self.var / "log"
        self.running: list[Child] = []
        self.behind = Behind(self.var, preparation.curriculum())
        self.asked_to_stop = 0

    def environment(self, redis_url: str) -> dict[str, str]:
        """Return the variables of every process: those of the caller win."""
        own = {
            "DJANGO_SETTINGS_MODULE": "config.settings.development",
            "CHANCERY_VAR_DIR": str(self.var),
            "CHANCERY_SECRET_KEY": preparation.secret_key(self.var),
            "CHANCERY_DEMO": "1" if self.demo else "0",
            "PUBLIC_URL": f"http://localhost:{self.port}",
        }
        if self.demo:
            # A key that certifies nothing comes and goes with its data; those of a site stand apart from them.
            own["CHANCERY_KEYS_DIR"] = str(self.var / "demo-keys")
        return own | dict(os.environ) | {"REDIS_URL": redis_url}

    def run(self) -> int:
        """Start, wait, stop; the exit code says whether everything ended as asked."""
        if children.port_is_busy(self.port):
            raise LaunchError(f"Port {self.port} is in use. Choose another one: make run PORT={self.port + 1}")
        self.var.mkdir(parents=True, exist_ok=True)
        signal.signal(signal.SIGINT, self.on_signal)
        signal.signal(signal.SIGTERM, self.on_signal)
        try:
            return self.start_and_wait()
        finally:
            self.stop_all()

    def start_and_wait(self) -> int:
        environment = self.environment(self.start_broker())
        print("Chancery is getting ready.", flush=True)
        try:
            preparation.prepare(self.var, environment, demo=self.demo)
        except preparation.PreparationError:
            # Ctrl-C reaches the command that runs as well; what it had not finished is done at the next start.
            if not self.asked_to_stop:
                raise
        if self.asked_to_stop:
            return 0
        if not self.demo:
            first_run.ask_for_first_people(environment)
        web = children.start_web(self.port, environment, self.logs)
        worker = children.start_worker(environment, self.logs)
        beat = children.start_beat(self.var / "beat-schedule", environment, self.logs)
        # Stopped from the end: nothing new is planned, nobody is served, tasks in hand end, then the broker.
        self.running += [worker, web, beat]
        if not children.wait_for_port(self.port, web):
            raise LaunchError(f"The web server did not start. Its last words are in {web.log}")
        self.say_hello()
        self.behind.start(environment, self.logs)
        return self.wait()

    def start_broker(self) -> str:
        """Return the address of the Redis server to use, starting our own when none is given."""
        given = os.environ.get("REDIS_URL")
        if given:
            return given
        port = children.free_port()
        try:
            valkey = children.start_valkey(port, self.var / "valkey", self.logs)
        except children.NoServerError:
            raise LaunchError(
                "No Valkey server is packaged for this platform: set REDIS_URL to a Redis server."
            ) from None
        self.running.append(valkey)
        if not children.wait_for_port(port, valkey):
            raise LaunchError(f"The Valkey server did not start. Its last words are in {valkey.log}")
        return f"redis://{children.LOOPBACK}:{port}/0"

    def say_hello(self) -> None:
        address = f"http://localhost:{self.port}"
        print(f"\nChancery is ready: {address}/")
        if self.demo:
            print(first_run.demo_people(address))
        print("\nCtrl-C stops everything; what is being done is finished first.", flush=True)

    def wait(self) -> int:
        """Sleep until a signal comes or a process ends by itself."""
        while not self.asked_to_stop:
            for child in self.running:
                if child.has_ended():
                    print(
                        f"The {child.name} process ended by itself. Its last words are in {child.log}", file=sys.stderr
                    )
                    return 1
            self.behind.look()
            time.sleep(POLL_SECONDS)
        return 0

    def stop_all(self) -> None:
        if self.running and self.asked_to_stop:
            print("\nStopping; tasks in hand are finished first. Ctrl-C again stops at once.", flush=True)
        self.behind.stop()
        while self.running:
            child = self.running[-1]
            if self.asked_to_stop > 1:
                child.kill()
            elif not child.stop():
                print(f"The {child.name} process did not end in time and was killed.", file=sys.stderr)
            self.running.pop()

    def on_signal(self, *_: object) -> None:
        self.asked_to_stop += 1
        if self.asked_to_stop > 1:
            for child in self.running:
                child.kill()


def _port() -> int:
    text = os.environ.get("PORT", "8000")
    if not text.isdigit() or not 1 <= int(text) <= 65_535:  # noqa: PLR2004  (the range of ports)
        raise LaunchError(f"PORT={text} is not a port number.")
    return int(text)


def main() -> int:
    """Run and turn what can go wrong into one sentence."""
    try:
        return Launcher().run()
    except (LaunchError, preparation.PreparationError, first_run.FirstRunError) as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
