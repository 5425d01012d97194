import json
import os

import pytest

from config.launch import preparation
from config.launch.preparation import Step


@pytest.fixture
def environment():
    """What runs is of no matter here, so it runs without our apps, which take seconds to load."""
    return os.environ | {"DJANGO_SETTINGS_MODULE": "django.conf.global_settings"}


def use(monkeypatch, *commands, digest="1", on_upgrade=()):
    monkeypatch.setattr(preparation, "steps", lambda **_: [Step("only", "Working", commands, digest, on_upgrade)])


def test_prepare_runs_a_step_once_per_digest(tmp_path, environment, monkeypatch, capsys):
    use(monkeypatch, ("check",))
    preparation.prepare(tmp_path, environment, demo=False)
    assert "Working" in capsys.readouterr().out
    preparation.prepare(tmp_path, environment, demo=False)
    assert capsys.readouterr().out == ""
    assert json.loads((tmp_path / "prepared.json").read_text()) == {"only": "1"}


def test_what_is_done_once_is_not_repeated_when_its_input_changes(tmp_path, environment, monkeypatch, capsys):
    first = Step("curriculum", "Working", (("check",),), "", once=True)
    monkeypatch.setattr(preparation, "steps", lambda **_: [first])
    preparation.prepare(tmp_path, environment, demo=False)
    assert "Working" in capsys.readouterr().out
    assert preparation.is_due(tmp_path, preparation.curriculum())
    preparation.remember(tmp_path, preparation.curriculum())
    preparation.prepare(tmp_path, environment, demo=False)
    assert capsys.readouterr().out == ""
    assert not preparation.is_due(tmp_path, preparation.curriculum())


def test_an_upgrade_runs_more_than_the_first_start(tmp_path, environment, monkeypatch):
    use(monkeypatch, ("check",), on_upgrade=(("no_such_command",),))
    preparation.prepare(tmp_path, environment, demo=False)
    use(monkeypatch, ("check",), digest="2", on_upgrade=(("no_such_command",),))
    with pytest.raises(preparation.PreparationError, match="no_such_command failed"):
        preparation.prepare(tmp_path, environment, demo=False)


def test_prepare_says_which_command_failed_and_tries_again_next_time(tmp_path, environment, monkeypatch):
    use(monkeypatch, ("no_such_command",))
    with pytest.raises(preparation.PreparationError, match="no_such_command failed"):
        preparation.prepare(tmp_path, environment, demo=False)
    assert not (tmp_path / "prepared.json").exists()


def test_secret_key_is_drawn_once_and_private(tmp_path):
    key = preparation.secret_key(tmp_path)
    assert len(key) > 50
    assert preparation.secret_key(tmp_path) == key
    assert (tmp_path / "secret-key").stat().st_mode & 0o777 == 0o600


def test_demo_is_a_step_only_when_wanted():
    assert "demo" in [step.name for step in preparation.steps(demo=True)]
    assert "demo" not in [step.name for step in preparation.steps(demo=False)]


def test_the_demo_has_a_key_before_it_has_certificates():
    names = [step.name for step in preparation.steps(demo=True)]
    assert names.index("key") < names.index("demo")
    assert "key" not in [step.name for step in preparation.steps(demo=False)]


def test_prepare_passes_on_what_the_operator_should_read(tmp_path, environment, monkeypatch, capsys):
    monkeypatch.setattr(preparation, "WORTH_READING", ("System check",))
    use(monkeypatch, ("check",))
    preparation.prepare(tmp_path, environment, demo=False)
    assert capsys.readouterr().out.splitlines()[1].startswith("    System check identified no issues")
