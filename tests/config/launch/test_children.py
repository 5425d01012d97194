import sys
import time

import pytest

from config.launch import children


def start(tmp_path, code):
    return children.start("test", [sys.executable, "-c", code], {}, tmp_path)


def wait_for_log(child, text):
    end = time.monotonic() + 20
    while text not in child.log.read_text():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_stop_lets_a_process_finish_what_it_does(tmp_path):
    code = "import signal,sys,time\nsignal.signal(signal.SIGTERM, lambda *_: (print('finished'), sys.exit(0)))\n"
    child = start(tmp_path, code + "print('ready', flush=True)\ntime.sleep(60)")
    wait_for_log(child, "ready")
    assert child.stop()
    assert child.log.read_text() == "ready\nfinished\n"


def test_stop_kills_a_process_that_will_not_end(tmp_path):
    code = (
        "import signal,time\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\nprint('ready', flush=True)\ntime.sleep(60)"
    )
    child = start(tmp_path, code)
    wait_for_log(child, "ready")
    child.patience = 0.2
    assert not child.stop()
    assert child.has_ended()


def test_platform_without_a_packaged_server_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr(children, "get_binary_path", None)
    with pytest.raises(children.NoServerError):
        children.start_valkey(1, tmp_path, tmp_path)
