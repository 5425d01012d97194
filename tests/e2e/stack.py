"""The real thing on loopback: Valkey, gunicorn and a Celery worker, on SQLite or PostgreSQL, as `make run` has it."""

import email.message
import email.policy
import os
import re
import socket
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import psycopg

from config.launch import children, preparation

PASSWORD = "chancery-demo"
WAIT_SECONDS = 30


class Stack:
    """One running installation with the demo people in it."""

    def __init__(self, var: Path, database: str = "") -> None:
        self.var = var
        self.database = database
        self.logs = var / "log"
        self.port = children.free_port()
        self.broker_port = children.free_port()
        self.url = f"http://localhost:{self.port}"
        self.environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "config.settings.development",
            "CHANCERY_VAR_DIR": str(var),
            "CHANCERY_SECRET_KEY": "of-the-browser-tests",
            "CHANCERY_DEMO": "1",
            "PUBLIC_URL": self.url,
            "REDIS_URL": f"redis://{children.LOOPBACK}:{self.broker_port}/0",
        }
        if database:
            self.environment["DATABASE_URL"] = database
        self.broker = self.web = self.worker = self.beat = None

    def prepare(self) -> None:
        var = self.var
        var.mkdir(parents=True, exist_ok=True)
        preparation.prepare(var, self.environment, demo=True)

    def start(self) -> None:
        self.start_broker()
        self.start_worker()
        self.beat = children.start_beat(self.var / "beat-schedule", self.environment, self.logs)
        self.start_web()

    def start_web(self) -> None:
        self.web = children.start_web(self.port, self.environment, self.logs)
        assert children.wait_for_port(self.port, self.web), self.web.log.read_text()

    def start_broker(self) -> None:
        self.broker = children.start_valkey(self.broker_port, self.var / "valkey", self.logs)
        assert children.wait_for_port(self.broker_port, self.broker), self.broker.log.read_text()

    def start_worker(self) -> None:
        self.worker = children.start_worker(self.environment, self.logs)

    def flush_broker(self) -> None:
        """Wipe the queue, as an operator may at any second."""
        with socket.create_connection((children.LOOPBACK, self.broker_port)) as connection:
            connection.sendall(b"FLUSHALL\r\n")
            assert connection.recv(16) == b"+OK\r\n"

    def stop(self) -> None:
        for child in (self.beat, self.web, self.worker, self.broker):
            if child is not None:
                child.stop()

    def manage(self, *command: str) -> str:
        result = subprocess.run(
            [sys.executable, str(preparation.ROOT / "manage.py"), *command],
            env=self.environment,
            check=True,
            capture_output=True,
            text=True,
        )
        return result.stdout

    def rows(self, query: str, *parameters: object) -> list[tuple]:
        """Read the database from outside, as an auditor would; each ? takes a parameter."""
        if self.database:
            with psycopg.connect(self.database, autocommit=True) as connection:
                cursor = connection.execute(query.replace("%", "%%").replace("?", "%s"), parameters)
                return cursor.fetchall() if cursor.description else []
        connection = sqlite3.connect(self.var / "chancery.sqlite3", timeout=20)
        try:
            return connection.execute(query, parameters).fetchall()
        finally:
            connection.close()

    def wait_for_rows(self, query: str, *parameters: object) -> list[tuple]:
        end = time.monotonic() + WAIT_SECONDS
        while time.monotonic() < end:
            found = self.rows(query, *parameters)
            if found:
                return found
            time.sleep(0.2)
        raise AssertionError(f"nothing came of {query} in {WAIT_SECONDS} s")

    def messages(self) -> list[email.message.EmailMessage]:
        """Read all mail that was sent, the newest file first."""
        parts = [
            part
            for path in sorted((self.var / "mail").glob("*"), reverse=True)
            for part in path.read_bytes().split(b"-" * 79)
        ]
        return [email.message_from_bytes(part.strip(), policy=email.policy.default) for part in parts if part.strip()]

    def link_in_mail(self, to: str, pattern: str) -> str:
        """Wait for a message to somebody and return the first address in it that matches."""
        end = time.monotonic() + WAIT_SECONDS
        while time.monotonic() < end:
            for message in self.messages():
                body = message.get_body(("plain",)) if message["to"] else None
                found = body and to in message["to"] and re.search(pattern, body.get_content())
                if found:
                    return found[0]
            time.sleep(0.2)
        raise AssertionError(f"no mail to {to} with {pattern}")
