"""Stored scores that a released scorer must give for ever.

Each file holds lines of JSON: a definition with its variant, then responses with their results. To store a new scorer
id once, call `store("the-id/1", "kind")`, for a kind of several scorers also with what makes a definition of that one
(`ordering.case`); a file that exists is never written again. A scorer that learns a new form of
definition gets a second file for it.
"""

import hashlib
import json
from pathlib import Path

from assessments.rules import canon, registry
from assessments.rules.policy import Policy
from tests.assessments.rules.cases import make, mark, respond
from tests.assessments.rules.changes import spoil

FOLDER = Path(__file__).parent / "golden"
DEFINITIONS = 20
RESPONSES = 10
# scorer with a form of definition that came later → scorer
FORMS = {"branch-dp/1 with variables": "branch-dp/1"}


def path_of(scorer):
    return FOLDER / f"{scorer.replace('/', '-').replace(' ', '-')}.jsonl"


def stored():
    """Name every file: scorers, and scorers with a later form."""
    return sorted([*registry.SCORERS, *FORMS])


def lines(scorer):
    return map(json.loads, path_of(scorer).read_text(encoding="utf-8").splitlines())


def definitions(scorer):
    """Yield every stored definition with what was drawn, in the order of the seeds."""
    return (entry for entry in lines(scorer) if "definition" in entry)


def cases(scorer):
    """Yield (compiled scorer, response with its marks, policy, stored result)."""
    compiled = None
    for entry in lines(scorer):
        if "definition" in entry:
            compiled = registry.compile_definition(entry["definition"], entry["variant"])
        else:
            given = (entry["response"], *([entry["marks"]] if "marks" in entry else []))
            yield compiled, given, Policy.from_json(entry["policy"]), entry["result"]


def replayed(scorer):
    """Yield (result as it is now, stored result)."""
    for compiled, given, policy, before in cases(scorer):
        yield scored_with(compiled, given, policy), before


def scored_with(compiled, given, policy):
    score = compiled.score if len(given) == 1 else compiled.inner.score_marked
    return score(*given, policy.digest())


def digest_all():
    given_again = (scored for scorer in stored() for scored, _ in replayed(scorer))
    return hashlib.sha256(b"".join(canon.canonical(scored.to_json()) for scored in given_again)).hexdigest()


def store(scorer, kind, case=None):
    lines = []
    for seed in range(DEFINITIONS):
        definition, rng = case(seed, scorer) if case else make(kind, seed)
        definition["scorer"] = FORMS.get(scorer, scorer)
        definition["texts"] = {"en": {path: "x" for path in definition["texts"]["en"] if not path.endswith("why")}}
        variant = registry.draw_variant(definition, seed.to_bytes(16, "big"))
        lines.append({"definition": definition, "variant": variant})
        lines.extend(
            _case(registry.compile_definition(definition, variant), definition, rng, turn) for turn in range(RESPONSES)
        )
    with path_of(scorer).open("xb") as file:
        file.writelines(canon.canonical(line) + b"\n" for line in lines)


def _case(scorer, definition, rng, turn):
    response = registry.answer_key(definition) if turn == 0 else respond(definition, rng)
    if turn >= RESPONSES - 2:
        response = spoil(response, rng)
        response = response if canon.response_digest(response) == _digest_or_none(response) else None
    policy = Policy(max_tries=turn)
    marks = mark(definition, rng if turn else None)
    given = (response, marks) if marks else (response,)
    case = {"response": response, "policy": policy.to_json()} | ({"marks": marks} if marks else {})
    return case | {"result": scored_with(scorer, given, policy).to_json()}


def _digest_or_none(response):
    try:
        return canon.digest(response)
    except canon.CanonError:
        return None
