"""What holds for every scorer (scoring.md 7.3)."""

import json
from dataclasses import asdict

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assessments.rules import canon, registry, verify
from assessments.rules.policy import Policy
from assessments.rules.types import MICRO, ScoredResponse
from tests.assessments.rules.cases import KINDS, make, mark, respond
from tests.assessments.rules.changes import ids_of, permuted, relabelled, spoil

seeds = st.integers(0, 2**32)
NAMES = ["answers", "chosen", "order", "path", "plan", "x"]
scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=5)
FIELDS = ("answers", "moves", "order", "path", "plan", "text", "x")
any_json = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(FIELDS), inner),
    max_leaves=6,
)
# What only those read whose answer leads there, who break a rule, or who mark; papers without an order name none.
ORDER = {"prompt_html", "why_html", "first_label", "last_label"}
READ_BY_SOME = {"intray": ORDER, "redpen": ORDER, "order": {"rules"}, "placement": {"rules"}, "rubric": {"checks"}}
READ_BY_SOME |= {"branch": {"scenes", "events", "variables", "worth"}, "negotiation": {"messages", "lines"}}
NEEDED_BY_SOME = {"intray": ORDER, "redpen": ORDER, "rubric": {"checks"}}
MAY_LACK = {
    "intro_html",
    "outcome_html",
    "why",
    "why_html",
    "note",
    "source",
    "sources_html",
    "credit",
    "date",
    "reply",
}
MAY_LACK |= {"document", "label", "first_label", "last_label"}
for_each_kind = pytest.mark.parametrize("kind", KINDS)


class Marking:
    """Scores, by the same marks whatever the response where a person marks."""

    def __init__(self, scorer, marks):
        self.possible = scorer.possible
        self._scorer, self._marks = scorer, marks

    def score(self, response, policy=""):
        if self._marks is None:
            return self._scorer.score(response, policy)
        return self._scorer.inner.score_marked(response, self._marks, policy)


def scorer_of(definition, seed=1, marks=None, variant=None):
    drawn = variant or registry.draw_variant(definition, seed.to_bytes(16, "big"))
    return Marking(registry.compile_definition(definition, drawn), marks or mark(definition, None))


@for_each_kind
@given(seed=seeds)
def test_scores_are_bounded_exact_and_explained(kind, seed):
    definition, rng = make(kind, seed)
    for _ in range(4):
        scorer = scorer_of(definition, marks=mark(definition, rng))
        scored = scorer.score(respond(definition, rng))
        assert verify.check(scored) == []
        assert scored.possible == scorer.possible == definition["points"] * MICRO


@for_each_kind
@given(seed=seeds)
def test_spoiled_responses_get_a_sound_score(kind, seed):
    definition, rng = make(kind, seed)
    scorer = scorer_of(definition)
    for _ in range(6):
        scored = scorer.score(spoil(respond(definition, rng), rng))
        assert verify.check(scored) == []
        canon.canonical(scored.to_json())


@for_each_kind
@given(response=any_json)
def test_any_json_gets_a_sound_score(kind, response):
    definition, _ = make(kind, 7)
    scored = scorer_of(definition).score(response)
    assert verify.check(scored) == []
    canon.canonical(scored.to_json())


@for_each_kind
@given(definition=any_json)
def test_validate_takes_any_json(kind, definition):
    assert registry.validate(definition)
    assert registry.validate(dict.fromkeys(("texts", "items", "scenes", "scenarios"), definition) | {"kind": kind})


@for_each_kind
@given(seed=seeds)
def test_a_spoiled_definition_is_refused_or_scores(kind, seed):
    definition, rng = make(kind, seed)
    for _ in range(6):
        spoiled = spoil(definition, rng)
        if problems := registry.validate(spoiled):
            assert all(value is not None for problem in problems for value in problem.params.values())
            continue
        variant = registry.draw_variant(spoiled, b"seed")
        scored = scorer_of(spoiled, variant=variant).score(registry.answer_key(spoiled))
        assert verify.check(scored) == []
        assert scored.earned == scored.possible
        registry.present(spoiled, variant, "en")
        registry.debrief(spoiled, variant, "en", scored, reveal=True)


@pytest.mark.parametrize("kind", registry.COMPLETE)
@given(seed=seeds)
def test_a_draft_is_completed_or_left_as_it_is(kind, seed):
    definition, rng = make(kind, seed)
    draft = spoil({name: part for name, part in definition.items() if name != "bounds"}, rng)
    assume(isinstance(draft, dict))
    whole = registry.complete(draft)
    assert whole is draft or whole == {**draft, "bounds": whole["bounds"]}


@for_each_kind
@given(seed=seeds)
def test_the_key_earns_everything_and_nothing_earns_nothing(kind, seed):
    definition, _ = make(kind, seed)
    scorer = scorer_of(definition)
    full = scorer.score(registry.answer_key(definition))
    assert (full.state, full.earned) == ("answered", full.possible)
    for empty in (None, {}):
        none = scorer.score(empty)
        assert (none.state, none.earned, none.policy) == ("unanswered", 0, "")


@for_each_kind
@given(seed=seeds)
def test_a_score_can_be_replayed_and_stored(kind, seed):
    definition, rng = make(kind, seed)
    variant = registry.draw_variant(definition, b"seed")
    response, policy, marks = respond(definition, rng), Policy(max_tries=2), mark(definition, rng)
    scored = registry.score_marked(definition, variant, response, marks, policy.digest())
    stored = json.loads(json.dumps(scored.to_json()))
    assert verify.replay(definition, variant, response, policy, marks) == scored
    assert ScoredResponse.from_json(stored) == scored


@for_each_kind
@given(seed=seeds)
def test_other_ids_give_the_same_points(kind, seed):
    definition, rng = make(kind, seed)
    response, marks = respond(definition, rng), mark(definition, rng)
    names = {name: f"z{place}" for place, name in enumerate(reversed(ids_of(definition)))}
    scored = scorer_of(definition, marks=marks).score(response)
    renamed = scorer_of(relabelled(definition, names), marks=relabelled(marks, names))
    renamed = renamed.score(relabelled(response, names))
    assert [line.earned for line in renamed.criteria] == [line.earned for line in scored.criteria]


@for_each_kind
@given(seed=seeds)
def test_another_order_of_the_lists_gives_the_same_points(kind, seed):
    definition, rng = make(kind, seed)
    response, marks = respond(definition, rng), mark(definition, rng)
    variant = registry.draw_variant(definition, b"seed")
    scored = scorer_of(definition, marks=marks, variant=variant).score(response)
    other = scorer_of(permuted(definition, rng), marks=marks, variant=variant).score(response)
    assert other.earned == scored.earned
    assert sorted(line.earned for line in other.criteria) == sorted(line.earned for line in scored.criteria)


@for_each_kind
@given(seed=seeds)
def test_other_ids_in_another_order_give_the_same_points_for_what_was_drawn(kind, seed):
    """What was drawn for an attempt names ids as well: it is renamed likewise, not drawn again."""
    definition, rng = make(kind, seed)
    variant = registry.draw_variant(definition, seed.to_bytes(16, "big"))
    given_ = (variant, respond(definition, rng), mark(definition, rng))
    found = ids_of(definition)
    names = {name: f"z{place}" for place, name in enumerate(rng.sample(found, len(found)))}
    other = permuted(relabelled(definition, names), rng)
    scored = registry.score_marked(definition, *given_)
    renamed = registry.score_marked(other, *(relabelled(value, names) for value in given_))
    assert (renamed.state, renamed.earned, renamed.possible) == (scored.state, scored.earned, scored.possible)
    assert worths(renamed) == worths(scored)


def worths(scored):
    """List what each line is worth and why, whatever it is called; a millionth left over goes to the first reason."""
    return sorted(
        (line.rule, line.earned, line.possible, sorted(entry.key for entry in line.evidence))
        for line in scored.criteria
    )


@for_each_kind
@given(seed=seeds)
def test_each_line_counts_to_the_competency_that_its_part_names(kind, seed):
    definition, rng = make(kind, seed)
    assume("blueprint" not in definition)
    listed = definition.get("items") or definition.get("criteria") or ()
    parts = {"": definition} | {part["id"]: part for part in listed if "competency" in part}
    parts |= {"order": definition["order"]} if definition.get("order") else {}
    for number, part in enumerate(parts.values()):
        part["competency"] = f"c-{number}"
    for response in (respond(definition, rng), None):
        for line in scorer_of(definition).score(response).criteria:
            assert line.competency == parts.get(line.id.rpartition(".")[2], definition)["competency"]


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "negotiation"])
@given(seed=seeds)
def test_a_draw_changes_no_points(kind, seed):
    """In a negotiation the other side draws what it offers where two are the same to it; a pool draws questions."""
    definition, rng = make(kind, seed)
    assume("blueprint" not in definition)
    response = respond(definition, rng)
    first, second = (scorer_of(definition, number).score(response) for number in (1, 2))
    assert first.criteria == second.criteria


@for_each_kind
@given(seed=seeds)
def test_text_edits_change_neither_structure_nor_points(kind, seed):
    definition, rng = make(kind, seed)
    response = respond(definition, rng)
    edited = {**definition, "texts": {"en": {path: f"{text}!" for path, text in definition["texts"]["en"].items()}}}
    assert canon.structure_digest(edited) == canon.structure_digest(definition)
    assert canon.digest(edited) != canon.digest(definition)
    assert scorer_of(edited).score(response).criteria == scorer_of(definition).score(response).criteria


@for_each_kind
@given(seed=seeds)
def test_what_an_author_writes_is_read_by_those_who_answer_rightly(kind, seed):
    definition, _ = make(kind, seed)
    assume("blueprint" not in definition)
    definition["texts"] = {"en": {path: f"[{path}]" for path in definition["texts"]["en"]}}
    variant, key = registry.draw_variant(definition, b"seed"), registry.answer_key(definition)
    scored = registry.score_marked(definition, variant, key, mark(definition, None))
    task = json.dumps(asdict(registry.present(definition, variant, "en", key)))
    review = json.dumps(asdict(registry.debrief(definition, variant, "en", scored, reveal=True)))
    assert '"[title]"' in task
    assert '"[title]"' in review
    unread = {path for path in definition["texts"]["en"] if f"[{path}]" not in task + review}
    assert {path.split(".")[0] for path in unread} <= READ_BY_SOME.get(kind, set())


@for_each_kind
@pytest.mark.parametrize("seed", [3, 11])
def test_a_text_that_is_needed_is_asked_for_by_name(kind, seed):
    definition, _ = make(kind, seed)
    table = definition["texts"]["en"]
    for path in table:
        texts = {"en": {name: text for name, text in table.items() if name != path}}
        found = [problem.path for problem in registry.validate({**definition, "texts": texts})]
        is_needed = path.split(".")[-1] not in MAY_LACK
        is_open = path.split(".")[0] in NEEDED_BY_SOME.get(kind, ())
        assert found == [f"/texts/en/{path}"] * is_needed or (is_open and not found)


@for_each_kind
@given(seed=seeds)
def test_structural_edits_change_the_structure(kind, seed):
    definition, rng = make(kind, seed)
    for edited in ({**definition, "points": definition["points"] + 1}, permuted(definition, rng)):
        same = json.dumps(edited) == json.dumps(definition)
        assert (canon.structure_digest(edited) == canon.structure_digest(definition)) is same


@for_each_kind
@given(seed=seeds)
def test_a_presentation_takes_any_response(kind, seed):
    definition, rng = make(kind, seed)
    variant = registry.draw_variant(definition, b"seed")
    shown = registry.present(definition, variant, "en", spoil(respond(definition, rng), rng))
    assert shown.kind == kind
