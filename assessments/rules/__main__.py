"""Lets anybody check an exercise: `python -m assessments.rules optimum DEFINITION.json`.

Needs neither settings nor database. Prints one JSON object; docs/exercise-format.md says what is in it.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from assessments.rules import canon, registry
from assessments.rules.errors import NotProvedError

DONE, REFUSED, UNREADABLE, NOT_PROVED = 0, 1, 2, 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command.

    Args:
        arguments: of the command line; those of the process when missing.

    Returns:
        The exit code: 0 done; 1 the definition has problems, which are printed; 2 wrong arguments or no JSON; 3 the
        search for the best answer was given up.
    """
    parser = argparse.ArgumentParser(prog="python -m assessments.rules")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    optimum = commands.add_parser("optimum", help="print an answer that earns every point, and the bounds")
    optimum.add_argument("definition", metavar="DEFINITION.json", help="an exercise definition; - reads the input")
    options = parser.parse_args(arguments)
    try:
        definition = json.loads(_read(options.definition))
    except (OSError, ValueError, RecursionError) as error:
        print(f"{options.definition}: {error}", file=sys.stderr)
        return UNREADABLE
    code, found = _optimum(definition)
    json.dump(found, sys.stdout, ensure_ascii=False, indent=1)
    print()
    return code


def _read(path: str) -> str:
    return sys.stdin.read() if path == "-" else Path(path).read_text(encoding="utf-8")


def _keep_quiet(_percent: int) -> None:
    """Let a search take its time."""


def _optimum(given: Any) -> tuple[int, dict[str, Any]]:
    definition = registry.complete(given, _keep_quiet) if isinstance(given, dict) else given
    problems = registry.validate(definition)
    if problems:
        return REFUSED, {"problems": [{"path": problem.path, "message": problem.message} for problem in problems]}
    head = {"definition": canon.digest(definition), "kind": definition["kind"], "scorer": definition["scorer"]}
    try:
        return DONE, {**head, "optimum": registry.optimum(definition)}
    except NotProvedError:
        return NOT_PROVED, {**head, "optimum": None}


if __name__ == "__main__":
    sys.exit(main())
