"""A small HTTP client that costs next to nothing, so that it is the server that is measured.

Like a load tool of one thread and eight connections: each connection sends its next request when the last one is
answered. Connections are opened afresh now and then, so that the server's processes share them evenly.
"""

import itertools
import selectors
import socket
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode

HOST = "127.0.0.1"
CONNECTIONS = 8
REQUESTS_A_CONNECTION = 25
SILENCE = 30
CSRF = "b" * 32


class BenchError(Exception):
    """Something answered otherwise than expected, so that the figures would be worth nothing."""


@dataclass(frozen=True)
class Ask:
    """A request. `data` makes it a POST; `expected` is the status that counts as an answer."""

    path: str
    session: str = ""
    data: dict = field(default_factory=dict)
    expected: int = 200
    headers: tuple[str, ...] = ()

    def to_bytes(self):
        lines = [f"{'POST' if self.data else 'GET'} {self.path} HTTP/1.1", f"Host: {HOST}", "X-Forwarded-Proto: https"]
        lines += ["X-Forwarded-For: 127.0.0.1", "Accept-Language: en", *self.headers]
        if self.session:
            lines.append(f"Cookie: sessionid={self.session}; csrftoken={CSRF}")
        body = urlencode(self.data, doseq=True).encode()
        if self.data:
            lines += [f"Referer: https://{HOST}/", f"X-CSRFToken: {CSRF}", f"Content-Length: {len(body)}"]
            lines.append("Content-Type: application/x-www-form-urlencoded")
        return "\r\n".join([*lines, "", ""]).encode() + body


@dataclass
class Answer:
    """What came back, and after how many milliseconds."""

    ask: Ask
    status: int
    headers: dict[str, str]
    body: bytes
    milliseconds: float


class Connection:
    """One keep-alive connection with at most one request under way."""

    def __init__(self, port):
        self.port = port
        self.socket = None
        self.served = 0

    def send(self, ask):
        if self.socket is None or self.served >= REQUESTS_A_CONNECTION:
            self.close()
            self.socket = socket.create_connection((HOST, self.port))
            self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.served = 0
        self.ask, self.received, self.head = ask, b"", None
        self.started = time.perf_counter()
        self.socket.sendall(ask.to_bytes())

    def receive(self):
        """Read what is there; returns the answer once it is whole."""
        data = self.socket.recv(262_144)
        if not data:
            raise BenchError(f"the server closed the connection at {self.ask.path}")
        self.received += data
        if self.head is None:
            if b"\r\n\r\n" not in self.received:
                return None
            head, _, self.received = self.received.partition(b"\r\n\r\n")
            self.head = _parsed(head)
        status, headers = self.head
        if len(self.received) < int(headers.get("content-length", 0)):
            return None
        answer = Answer(self.ask, status, headers, self.received, 1000 * (time.perf_counter() - self.started))
        self.served = REQUESTS_A_CONNECTION if headers.get("connection") == "close" else self.served + 1
        return _checked(answer)

    def close(self):
        if self.socket is not None:
            self.socket.close()
            self.socket = None


def _parsed(head):
    first, *lines = head.decode("latin-1").split("\r\n")
    pairs = (line.partition(":") for line in lines)
    return int(first.split()[1]), {name.lower(): value.strip() for name, _, value in pairs}


def _checked(answer):
    if answer.status != answer.ask.expected:
        place, start = answer.headers.get("location", ""), answer.body[:200]
        raise BenchError(f"{answer.ask.path} answered {answer.status} {place} {start}, not {answer.ask.expected}")
    return answer


def one(port, ask):
    """Ask once, alone."""
    return load(port, [ask], connections=1)[0]


def load(port, asks, *, seconds=60.0, connections=CONNECTIONS):
    """Ask until the requests or the seconds run out; returns the answers in the order in which they came."""
    asks, answers, end = iter(asks), [], time.perf_counter() + seconds
    with selectors.DefaultSelector() as selector:
        for ask in itertools.islice(asks, connections):
            connection = Connection(port)
            connection.send(ask)
            selector.register(connection.socket, selectors.EVENT_READ, connection)
        while selector.get_map():
            ready = selector.select(SILENCE)
            if not ready:
                raise BenchError(f"no answer for {SILENCE} s")
            for key, _ in ready:
                answer = key.data.receive()
                if answer is not None:
                    answers.append(answer)
                    _go_on(selector, key.data, asks, end)
    return answers


def _go_on(selector, connection, asks, end):
    selector.unregister(connection.socket)
    ask = next(asks, None) if time.perf_counter() < end else None
    if ask is None:
        connection.close()
    else:
        connection.send(ask)
        selector.register(connection.socket, selectors.EVENT_READ, connection)
