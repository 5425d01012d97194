"""The command that prints an optimum, run as anybody would: without settings, in a directory of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from assessments.rules import canon, registry
from assessments.rules.__main__ import NOT_PROVED, REFUSED, UNREADABLE, main
from assessments.rules.errors import NotProvedError
from tests.assessments.rules.cases import make

ROOT = Path(__file__).parents[3]


@pytest.fixture
def written(tmp_path):
    def write(text):
        path = tmp_path / "definition.json"
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


@pytest.mark.parametrize("kind", ["branch", "match", "network", "placement"])
def test_it_prints_the_optimum_without_settings(kind, written, tmp_path):
    definition, _ = make(kind, 1)
    command = [sys.executable, "-m", "assessments.rules", "optimum", written(json.dumps(definition))]
    environment = {"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"]}
    done = subprocess.run(command, capture_output=True, check=True, cwd=tmp_path, env=environment, text=True)
    found = json.loads(done.stdout)
    assert found == {
        "definition": canon.digest(definition),
        "kind": kind,
        "scorer": definition["scorer"],
        "optimum": registry.optimum(definition),
    }


def test_bounds_that_are_missing_are_worked_out(written, capsys):
    definition, _ = make("placement", 1)
    bare = {name: value for name, value in definition.items() if name != "bounds"}
    assert main(["optimum", written(json.dumps(bare))]) == 0
    (bound, *_) = json.loads(capsys.readouterr().out)["optimum"]["bounds"]
    assert bound["loss"] == definition["bounds"][0]["loss"]


def test_a_definition_from_the_input_is_read(monkeypatch, capsys):
    definition, _ = make("branch", 1)
    monkeypatch.setattr("sys.stdin.read", lambda: json.dumps(definition), raising=False)
    assert main(["optimum", "-"]) == 0
    assert json.loads(capsys.readouterr().out)["kind"] == "branch"


@pytest.mark.parametrize("value", [[], 3, {}, {"kind": "placement"}])
def test_problems_are_printed(value, written, capsys):
    assert main(["optimum", written(json.dumps(value))]) == REFUSED
    assert all(problem["message"] for problem in json.loads(capsys.readouterr().out)["problems"])


@pytest.mark.parametrize("text", ["no JSON", "[" * 100_000])
def test_what_is_no_json_is_refused(text, written, capsys):
    assert main(["optimum", written(text)]) == UNREADABLE
    assert capsys.readouterr().err


def test_a_file_that_is_not_there_is_refused(tmp_path):
    assert main(["optimum", str(tmp_path / "none.json")]) == UNREADABLE


def test_a_search_that_was_given_up_is_told(written, monkeypatch, capsys):
    def give_up(_definition):
        raise NotProvedError

    monkeypatch.setitem(registry.OPTIMA, "placement", give_up)
    definition, _ = make("placement", 1)
    assert main(["optimum", written(json.dumps(definition))]) == NOT_PROVED
    assert json.loads(capsys.readouterr().out)["optimum"] is None
