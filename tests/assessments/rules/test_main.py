"""The command line, run as anybody would: without settings, in a directory of its own."""

import json
import os
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

from assessments.rules import canon, registry, verify
from assessments.rules.__main__ import DONE, NOT_PROVED, REFUSED, UNREADABLE, main
from assessments.rules.errors import NotProvedError
from assessments.rules.policy import Policy
from tests.assessments.rules.cases import make

ROOT = Path(__file__).parents[3]


@pytest.fixture
def written(tmp_path):
    def write(text):
        path = tmp_path / "definition.json"
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


@pytest.mark.parametrize("kind", ["branch", "hotspot", "match", "network", "placement"])
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


@pytest.fixture
def attempt(tmp_path):
    """An exercise with the answer that earns every point, as files."""

    def write(kind):
        definition, _ = make(kind, 1)
        response = registry.answer_key(definition)
        paths = [tmp_path / "exercise.json", tmp_path / "response.json"]
        for path, value in zip(paths, (definition, response), strict=True):
            path.write_text(json.dumps(value), encoding="utf-8")
        return definition, response, [str(path) for path in paths]

    return write


@pytest.mark.parametrize("kind", sorted(registry.KINDS))
def test_score_gives_what_the_site_would_store(kind, attempt, written, capsys):
    definition, response, paths = attempt(kind)
    policy = Policy(
        max_tries=2, closes_at="2026-11-23T09:00:00Z", late_rule="step", late_percent_per_day=9, late_days=3
    )
    given = ["--policy", written(json.dumps(policy.to_json())), "--late-seconds", "100000"]
    assert main(["score", *paths, "--seed", "00ff", *given]) == DONE
    variant = registry.draw_variant(definition, bytes.fromhex("00ff"))
    scored = verify.replay(definition, variant, response, policy, None, 100_000)
    assert (scored.earned, scored.policy) == (scored.earned and scored.possible * 82 // 100, policy.digest())
    assert json.loads(capsys.readouterr().out) == json.loads(json.dumps(scored.to_json()))


@pytest.mark.parametrize("kind", sorted(registry.KINDS))
def test_explain_adds_the_debrief(kind, attempt, capsys):
    definition, _, paths = attempt(kind)
    assert main(["explain", *paths]) == DONE
    found = json.loads(capsys.readouterr().out)
    assert found["debrief"]["title"] == definition["texts"]["en"]["title"]
    assert found["score"]["definition"] == canon.digest(definition)


def test_marks_are_taken(attempt, written, capsys):
    definition, _, paths = attempt("rubric")
    states = []
    for given in ([], ["--marks", written(json.dumps(registry.optimum(definition)["marks"]))]):
        assert main(["score", *paths, *given]) == DONE
        scored = json.loads(capsys.readouterr().out)
        states.append((scored["state"], scored["earned"] == scored["possible"]))
    assert states == [("needs_marking", False), ("answered", True)]


@pytest.mark.parametrize("policy", ["3", '{"late_days": 2}', '{"counting": "worst"}', '{"no": "such"}'])
def test_a_policy_that_cannot_be_kept_is_refused(policy, attempt, written, capsys):
    _, _, paths = attempt("order")
    assert main(["score", *paths, "--policy", written(policy)]) == UNREADABLE
    assert "definition.json: " in capsys.readouterr().err


def test_lateness_needs_the_policy_that_says_what_it_costs(attempt, capsys):
    _, _, paths = attempt("order")
    assert main(["score", *paths, "--late-seconds", "90"]) == UNREADABLE
    assert "--policy" in capsys.readouterr().err


def test_a_variant_of_another_exercise_is_refused(attempt, written, capsys):
    _, _, paths = attempt("order")
    assert main(["score", *paths, "--variant", written(json.dumps({"no": "such"}))]) == UNREADABLE
    assert "write what was drawn" in capsys.readouterr().err


def test_a_stored_variant_gives_the_same_score_as_its_seed(attempt, written, capsys):
    definition, _, paths = attempt("order")
    variant = registry.draw_variant(definition, b"seed")
    results = []
    for given in (["--variant", written(json.dumps(variant))], ["--seed", b"seed".hex()]):
        assert main(["score", *paths, *given]) == DONE
        results.append(capsys.readouterr().out)
    assert results[0] == results[1]


@pytest.mark.parametrize("command", ["score", "explain"])
def test_an_exercise_with_problems_is_not_scored(command, written, capsys):
    assert main([command, written("{}"), written("{}")]) == REFUSED
    assert json.loads(capsys.readouterr().out)["problems"]


def test_validate_lists_problems_or_none(attempt, written, capsys):
    _, _, (path, _) = attempt("match")
    assert main(["validate", path]) == DONE
    assert json.loads(capsys.readouterr().out) == {"problems": []}
    assert main(["validate", written("3")]) == REFUSED
    assert json.loads(capsys.readouterr().out)["problems"][0]["path"] == ""


def test_kinds_are_listed_with_their_scorers(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["--kinds"])
    assert ended.value.code == DONE
    assert json.loads(capsys.readouterr().out) == {name: sorted(kind.SCORERS) for name, kind in registry.KINDS.items()}


def test_statistics_are_read_from_the_input(monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin.read", lambda: '{"pairs": [[1, 1], [2, 2]]}', raising=False)
    assert main(["stats", "kappa"]) == DONE
    assert json.loads(capsys.readouterr().out)["value"] == 1
    monkeypatch.setattr("sys.stdin.read", lambda: '{"pairs": 3}', raising=False)
    assert main(["stats", "kappa"]) == REFUSED
    assert json.loads(capsys.readouterr().out) == {"problems": [{"path": "/pairs", "message": "Write a list here."}]}


def test_a_variant_with_other_values_is_refused(attempt, written, capsys):
    _, _, paths = attempt("order")
    assert main(["score", *paths, "--variant", written('{"order": [1.5]}')]) == UNREADABLE
    assert "not drawn for the exercise" in capsys.readouterr().err


def test_it_can_be_run_as_a_file(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["rules", "--help"])
    with pytest.raises(SystemExit) as ended:
        runpy.run_path(str(ROOT / "assessments" / "rules" / "__main__.py"), run_name="__main__")
    assert ended.value.code == 0
    assert "optimum" in capsys.readouterr().out
