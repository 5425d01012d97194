"""A line over loopback that a test can cut, slow down, or make lose answers."""

import contextlib
import socket
import threading
import time

from config.launch.children import LOOPBACK

PIECE = 65536


class Line:
    """Carries whatever comes to `port` on to the target, and back."""

    def __init__(self, target):
        self.target = target
        self.delay = 0.0
        self.is_cut = self.loses_answers = False
        self.open = set()
        self.server = socket.create_server((LOOPBACK, 0))
        self.port = self.server.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self):
        """Hang up on everybody and take no more calls."""
        self.is_cut = True
        for end in list(self.open):
            self._hang_up(end)

    def mend(self):
        self.is_cut = self.loses_answers = False
        self.delay = 0.0

    def close(self):
        self.cut()
        self.server.close()

    def _accept(self):
        with contextlib.suppress(OSError):
            while True:
                caller, _address = self.server.accept()
                threading.Thread(target=self._connect, args=(caller,), daemon=True).start()

    def _connect(self, caller):
        if self.is_cut:
            caller.close()
            return
        try:
            called = socket.create_connection((LOOPBACK, self.target))
        except OSError:
            caller.close()
            return
        self.open |= {caller, called}
        back = threading.Thread(target=self._carry, args=(called, caller), kwargs={"is_answer": True}, daemon=True)
        back.start()
        self._carry(caller, called, is_answer=False)
        back.join()
        for end in (caller, called):
            self.open.discard(end)
            end.close()

    def _carry(self, source, sink, *, is_answer):
        with contextlib.suppress(OSError):
            while piece := source.recv(PIECE):
                if is_answer and self.loses_answers:
                    break
                time.sleep(self.delay)
                sink.sendall(piece)
        for end in (source, sink):
            self._hang_up(end)

    def _hang_up(self, end):
        with contextlib.suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
