import os
import time

import pytest

from config.launch import preparation
from config.launch.behind import Behind
from config.launch.preparation import Step


@pytest.fixture
def begin(tmp_path):
    """Return a function that begins a command of Django beside the site; what still runs is ended."""
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "django.conf.global_settings"}
    begun = []

    def begin(*command):
        behind = Behind(tmp_path, Step("work", "Working", (command,), "1"))
        behind.start(environment, tmp_path / "log")
        begun.append(behind)
        return behind

    yield begin
    for behind in begun:
        behind.stop()


def wait_for(behind):
    end = time.monotonic() + 60
    while behind.child is not None:
        behind.look()
        assert time.monotonic() < end
        time.sleep(0.05)


def test_what_succeeded_is_remembered_and_not_begun_again(begin, capsys, monkeypatch):
    monkeypatch.setattr(preparation, "WORTH_READING", ("System check",))
    wait_for(begin("check"))
    lines = capsys.readouterr().out.splitlines()
    assert lines[:3] == ["", "Working, while you look around.", "Working: done."]
    assert lines[3].startswith("  System check identified no issues")
    assert begin("check").child is None
    assert capsys.readouterr().out == ""


def test_what_failed_is_told_and_tried_again(begin, capsys):
    behind = begin("no_such_command")
    log = behind.child.log
    wait_for(behind)
    told = capsys.readouterr().err
    assert "Working: this did not succeed, and is tried again at the next start." in told
    assert str(log) in told
    assert begin("check").child is not None


def test_what_was_stopped_goes_on_at_the_next_start(begin, tmp_path):
    behind = begin("shell", "--command", "import time; time.sleep(60)")
    behind.stop()
    assert behind.child.has_ended()
    assert not (tmp_path / preparation.RECORD).exists()
    wait_for(begin("check"))
    assert (tmp_path / preparation.RECORD).exists()
