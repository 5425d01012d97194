import http.client
import os
import signal
import socket
import subprocess
import sys

import pytest

from config.launch import children

pytestmark = [pytest.mark.live, pytest.mark.enable_socket]


def surroundings(var, **variables):
    """Return the variables of somebody's shell, in which no test settings are named."""
    own = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    return own | {"CHANCERY_VAR_DIR": str(var)} | variables


def launch(tmp_path, **environment):
    return subprocess.run(
        [sys.executable, "-m", "config.launch"],
        env=surroundings(tmp_path, **environment),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_busy_port_gets_one_clear_sentence(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = launch(tmp_path, PORT=str(port))
    assert result.returncode == 1
    assert result.stderr == f"Port {port} is in use. Choose another one: make run PORT={port + 1}\n"


def test_port_that_is_no_number_gets_one_clear_sentence(tmp_path):
    result = launch(tmp_path, PORT="many")
    assert (result.returncode, result.stderr) == (1, "PORT=many is not a port number.\n")


class Running:
    """A launcher under way; `text` is what it has printed."""

    def __init__(self, var, port):
        self.port = port
        self.text = ""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "config.launch"],
            env=surroundings(var, PORT=str(port)),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def read_until(self, sentence):
        for line in self.process.stdout:
            self.text += line
            if sentence in line:
                return
        raise AssertionError(self.text)

    def stop(self):
        self.process.send_signal(signal.SIGINT)
        self.text += self.process.stdout.read()
        self.process.stdout.close()
        return self.process.wait(timeout=60)


def answer(port):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", "/")
        response = connection.getresponse()
        return response.status, response.read().decode()
    finally:
        connection.close()


def test_first_start_prepares_one_course_the_second_goes_on_and_ctrl_c_ends_both(tmp_path):
    port = children.free_port()
    first = Running(tmp_path, port)
    first.read_until("Bringing in all courses")
    assert "Bringing in the first course" in first.text
    assert "certified@demo.example" in first.text
    status, page = answer(port)
    assert (status, "Protocol for city officials" in page) == (200, True)
    assert first.stop() == 0
    assert "killed" not in first.text
    assert not children.port_is_busy(port)

    second = Running(tmp_path, port)
    second.read_until("Bringing in all courses")
    assert "Bringing in the first course" not in second.text
    assert answer(port)[0] == 200
    assert second.stop() == 0
