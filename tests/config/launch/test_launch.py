import os
import socket
import subprocess
import sys

import pytest

pytestmark = [pytest.mark.live, pytest.mark.enable_socket]


def launch(tmp_path, **environment):
    return subprocess.run(
        [sys.executable, "-m", "config.launch"],
        env=os.environ | {"CHANCERY_VAR_DIR": str(tmp_path)} | environment,
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
