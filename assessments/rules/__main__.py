"""Lets anybody check us: `python -m assessments.rules COMMAND ...`, JSON in, JSON out.

Needs neither settings nor database. docs/exercise-format.md says what goes in and what comes out.
"""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, NoReturn

from assessments.rules import canon, registry, stats
from assessments.rules.errors import CanonError, DataError, NotProvedError, PolicyError
from assessments.rules.policy import Policy
from assessments.rules.schemas import policy_schema, schema
from assessments.rules.types import Definition, Problem, ScoredResponse, Variant
from assessments.rules.verify import replay

DONE, REFUSED, UNREADABLE, NOT_PROVED = 0, 1, 2, 3
POLICY = "policy"

Outcome = tuple[int, Any]


class _UnreadableError(Exception):
    """A file cannot be read, or is no JSON."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command.

    Args:
        arguments: of the command line; those of the process when missing.

    Returns:
        The exit code: 0 done; 1 the input has problems, which are printed; 2 wrong arguments or no JSON; 3 the search
        for the best answer was given up.
    """
    options = _parser().parse_args(arguments)
    try:
        run: Callable[[argparse.Namespace], Outcome] = options.run
        code, found = run(options)
    except _UnreadableError as error:
        print(error, file=sys.stderr)
        return UNREADABLE
    _print(found)
    return code


def _print(value: Any) -> None:
    json.dump(value, sys.stdout, ensure_ascii=False, indent=1, allow_nan=False)
    print()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m assessments.rules", description=__doc__)
    parser.add_argument("--kinds", action=_Kinds, nargs=0, help="list kinds of exercise with their scorers, and end")
    text = "print the JSON Schema of a kind of exercise, or of a policy, and end"
    parser.add_argument("--schema", action=_Schema, choices=[*registry.KINDS, POLICY], metavar="KIND", help=text)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: Callable[[argparse.Namespace], Outcome], text: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=text, description=text)
        added.set_defaults(run=run)
        return added

    def exercise(name: str, run: Callable[[argparse.Namespace], Outcome], text: str) -> argparse.ArgumentParser:
        added = command(name, run, text)
        added.add_argument("definition", metavar="DEFINITION.json", help="an exercise definition; - reads the input")
        return added

    exercise("validate", _validate, "list what is wrong with a definition")
    exercise("optimum", _optimum, "print an answer that earns every point, and the bounds")
    _add_response(exercise("score", _score, "score a response, with the reasons"))
    explain = exercise("explain", _explain, "score a response and print the debrief, with the right answers")
    _add_response(explain)
    explain.add_argument("--language", default="en", help="code of the reader's language")
    statistic = command("stats", _stats, "work out a statistic of the data on the input")
    statistic.add_argument("name", choices=list(stats.STATISTICS))
    return parser


def _add_response(command: argparse.ArgumentParser) -> None:
    command.add_argument("response", metavar="RESPONSE.json", help="any JSON; - reads the input")
    command.add_argument("--variant", metavar="VARIANT.json", help="what was drawn for the attempt; else of the seed")
    command.add_argument("--seed", type=bytes.fromhex, default=b"", help="hexadecimal; empty when missing")
    command.add_argument("--marks", metavar="MARKS.json", help="of a person, where one marks the exercise")
    command.add_argument(
        "--policy", metavar="POLICY.json", help="rules of taking it; their digest is kept in the result"
    )
    command.add_argument("--late-seconds", type=int, default=0, metavar="N", help="handed in so long after the close")


class _Kinds(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        _print({name: sorted(kind.SCORERS) for name, kind in registry.KINDS.items()})
        parser.exit(DONE)


class _Schema(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, _: object, kind: Any, *__: object) -> NoReturn:
        _print(policy_schema() if kind == POLICY else schema(kind))
        parser.exit(DONE)


def _json(path: str) -> Any:
    try:
        return json.loads(sys.stdin.read() if path == "-" else Path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise _UnreadableError(f"{path}: {error}") from error


def _problems(problems: Sequence[Problem]) -> Outcome:
    listed = [{"path": problem.path, "message": problem.message} for problem in problems]
    return (REFUSED if problems else DONE), {"problems": listed}


def _head(definition: Definition) -> dict[str, Any]:
    return {"definition": canon.digest(definition), "kind": definition["kind"], "scorer": definition["scorer"]}


def _whole(path: str) -> tuple[Any, Sequence[Problem]]:
    """Read a definition and add the bounds that it lacks, however long that takes."""
    given = _json(path)
    whole = registry.complete(given, _keep_quiet) if isinstance(given, dict) else given
    return whole, registry.validate(whole)


def _keep_quiet(_percent: int) -> None:
    """Let a search take its time."""


def _validate(options: argparse.Namespace) -> Outcome:
    _, problems = _whole(options.definition)
    return _problems(problems)


def _optimum(options: argparse.Namespace) -> Outcome:
    definition, problems = _whole(options.definition)
    if problems:
        return _problems(problems)
    try:
        return DONE, {**_head(definition), "optimum": registry.optimum(definition)}
    except NotProvedError:
        return NOT_PROVED, {**_head(definition), "optimum": None}


def _score(options: argparse.Namespace) -> Outcome:
    definition, problems = _whole(options.definition)
    return _problems(problems) if problems else (DONE, _scored(definition, options)[1].to_json())


def _explain(options: argparse.Namespace) -> Outcome:
    definition, problems = _whole(options.definition)
    if problems:
        return _problems(problems)
    variant, scored = _scored(definition, options)
    debrief = registry.debrief(definition, variant, options.language, scored, reveal=True)
    return DONE, {"score": scored.to_json(), "debrief": asdict(debrief)}


def _scored(definition: Definition, options: argparse.Namespace) -> tuple[Variant, ScoredResponse]:
    response = _json(options.response)
    variant = registry.draw_variant(definition, options.seed)
    if options.variant:
        given = _json(options.variant)
        if not isinstance(given, dict) or given.keys() != variant.keys():
            raise _UnreadableError(f"{options.variant}: write what was drawn, with the parts {sorted(variant)}")
        variant = given
    marks = _json(options.marks) if options.marks else None
    policy = _policy(options.policy) if options.policy else None
    if options.late_seconds and not policy:
        raise _UnreadableError("--late-seconds: say with --policy what lateness costs")
    try:
        if policy:
            return variant, replay(definition, variant, response, policy, marks, max(0, options.late_seconds))
        return variant, registry.score_marked(definition, variant, response, marks)
    except (CanonError, LookupError, TypeError, ValueError, AttributeError) as error:
        raise _UnreadableError(f"{options.variant}: this was not drawn for the exercise ({error!r})") from error


def _policy(path: str) -> Policy:
    given = _json(path)
    if not isinstance(given, dict):
        raise _UnreadableError(f"{path}: write the policy as one object with named parts")
    try:
        return Policy.from_json(given)
    except PolicyError as error:
        raise _UnreadableError(f"{path}: {error.field}: {error}") from error


def _stats(options: argparse.Namespace) -> Outcome:
    try:
        return DONE, stats.run(options.name, _json("-"))
    except DataError as error:
        return REFUSED, {"problems": [{"path": error.path, "message": error.message}]}


if __name__ == "__main__":
    sys.exit(main())
