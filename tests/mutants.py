"""Mutation testing of the scoring rules by part: `python -m tests.mutants PART ...`; without a part it lists them.

A part can be cut down to some of its modules: `order:show,review`. `--some` tries three mutants of ten.
mutmut changes one thing in a copy of a part's source under var/mutants, again and again, and runs that part's own
tests each time: a change that no test notices is a rule that no test states. docs/mutants.md holds what was found.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from config.launch.preparation import ROOT

FOLDER = ROOT / "var" / "mutants"
SOURCE, TESTS = "assessments/rules", "tests/assessments/rules"
# Names of three mutants of ten.
SOME = "*[147]"
COPIED = (SOURCE, TESTS, "tests/outsider", "tests/bench", "docs")
# What a test compares the rules with.
ENUMS = "assessments/enums.py"
# A sentence for people is checked by reading it.
LEFT_ALONE = [r"gettext_noop\(", r"^\s*raise "]
# Without Django, plugins or the settings of the suite; property tests draw a few examples only. Only that a test
# fails counts: nothing explains why, or looks for a simpler example.
BRIEF = ("--assert=plain", "--tb=no")
PLUGINS = ("django", "cacheprovider", "socket", "timeout", "xdist", "cov", "playwright")
# What a run without a change has worked out before is forgotten, or no test would notice.
CONFTEST = """
import sys
from hypothesis import HealthCheck, Phase
few = {"max_examples": 6, "phases": (Phase.explicit, Phase.generate), "suppress_health_check": HealthCheck}
settings.register_profile("mutants", settings.get_profile("rules"), **few)
settings.load_profile("mutants")

def pytest_sessionstart(session):
    for found in [module for name, module in sys.modules.items() if name.startswith("assessments")]:
        for value in list(vars(found).values()):
            getattr(value, "cache_clear", lambda: None)()
"""
MODULES = {
    **dict.fromkeys(("canon", "life", "points", "policy", "prf", "rescoring", "sizes", "texts", "windows"), ()),
    "changes": ("test_canon",),
    "checks": ("test_registry",),
    "registry": ("test_texts", "test_changes", "test_golden", "test_invariants"),
    "verify": ("test_golden", "test_invariants", "aggregate/test_late"),
}
KINDS = {
    "branch": ("test_branch", "test_branch_shape", "test_branch_stories"),
    "choice": ("test_choice", "test_pool"),
    "hotspot": ("test_hotspot",),
    "intray": ("test_papers",),
    "match": ("test_match",),
    "negotiation": tuple(
        f"test_negotiation{part}" for part in ("", "_discount", "_figures", "_listening", "_shown", "_talk")
    ),
    "network": ("test_network",),
    "numeric": ("test_numeric",),
    "order": ("test_order", "test_order_compared", "test_order_variants"),
    "papers": ("test_papers",),
    "placement": ("test_placement", "test_placement_search"),
    "redpen": ("test_papers",),
    "rubric": ("test_rubric", "test_rubric_places", "test_checking"),
    "sjt": ("test_sjt",),
}
# What every scorer is tried with; of these a part runs what names its kind, or one of these words.
STORED = tuple(f"test_golden.py::test_stored_{what}" for what in ("results_are_given_again", "draws_are_made_again"))
LIMITS = "test_schemas.py::test_limits_are_those_of_our_check"
EVERY_KIND = (*STORED, LIMITS, "test_invariants.py", "test_secrets.py")
NAMED = {"choice": ("select",), "papers": ("intray", "redpen")}


def _kind(name, tests):
    chosen = " or ".join((name, *tests, *NAMED.get(name, ())))
    return f"scorers/{name}/*", (*(f"scorers/{one}.py" for one in tests), *EVERY_KIND), ("-k", chosen)


# Part → (what is changed, the tests that should notice, which of them).
PARTS = {
    **{name: (f"{name}.py", (f"test_{name}.py", *(f"{one}.py" for one in more)), ()) for name, more in MODULES.items()},
    **{name: _kind(name, tests) for name, tests in KINDS.items()},
    "aggregate": ("aggregate/*", ("aggregate",), ()),
    "results": ("scorers/results.py", ("scorers/test_results.py", *EVERY_KIND), ()),
    "scale": ("scorers/scale.py", ("scorers/test_scale.py", *EVERY_KIND), ()),
    "stats": ("stats/*", ("stats",), ()),
}


def workspace(part):
    """Copy what a part, or some modules of it, and the tests need; return the folder."""
    folder = FOLDER / part.replace(":", "-")
    part, _, modules = part.partition(":")
    changed, tests, chosen = PARTS[part]
    shutil.rmtree(folder, ignore_errors=True)
    for name in COPIED:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("assessments", "tests", "tests/assessments"):
        (folder / name / "__init__.py").touch()
    shutil.copy(ROOT / ENUMS, folder / ENUMS)
    with (folder / TESTS / "conftest.py").open("a", encoding="utf-8") as file:
        file.write(CONFTEST)
    settings = {
        "source_paths": [SOURCE],
        "only_mutate": [f"{SOURCE}/{changed.replace('*', f'{name}.py')}" for name in (modules or "*").split(",")],
        "also_copy": ["assessments/__init__.py", ENUMS, "docs"],
        "do_not_mutate_patterns": LEFT_ALONE,
        "pytest_add_cli_args": [*BRIEF, *chosen, *(word for name in PLUGINS for word in ("-p", f"no:{name}"))],
        "pytest_add_cli_args_test_selection": [f"{TESTS}/{name}" for name in tests],
        "timeout_multiplier": 5.0,
        "timeout_constant": 2.0,
    }
    lines = [f"{name} = {json.dumps(value)}" for name, value in settings.items()]
    text = "\n".join(["[tool.mutmut]", *lines, "[tool.pytest.ini_options]", 'addopts = ["--strict-markers"]', ""])
    (folder / "pyproject.toml").write_text(text, encoding="utf-8")
    return folder


def counted(folder):
    """Count what became of the mutants: exit code of the tests → number."""
    found = {}
    for path in (folder / "mutants").rglob("*.meta"):
        for code in json.loads(path.read_text(encoding="utf-8"))["exit_code_by_key"].values():
            found[code] = found.get(code, 0) + 1
    return found


def main(parts):
    environment = os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    names = [SOME] if "--some" in parts else []
    for part in (part for part in parts if part != "--some"):
        folder = workspace(part)
        with (folder / "log.txt").open("w") as log:
            command = ["mutmut", "run", "--max-children", "1", *names]
            subprocess.run(command, cwd=folder, env=environment, stdout=log, stderr=log, check=False)
        codes = counted(folder)
        killed, survived = codes.get(1, 0) + codes.get(3, 0), codes.get(0, 0)
        left = codes.get(None, 0)
        others = sum(codes.values()) - killed - survived - left
        sys.stdout.write(f"{part}: {killed} killed, {survived} survived, {others} neither, {left} not run; {folder}\n")
    if not parts:
        sys.stdout.write(f"Name one or more of: {', '.join(sorted(PARTS))}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
