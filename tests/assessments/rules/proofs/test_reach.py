from assessments.rules.proofs.reach import CaseProof, frontier_deals, prove_case
from tests.assessments.rules.branching import branch_of, event, number
from tests.assessments.rules.negotiating import negotiation_of


def test_a_case_that_asks_for_the_best_has_no_detour():
    definition = branch_of({"s": {"a": (3, "t"), "b": (-3, "e")}, "t": {"c": (3, "e"), "d": (0, "e")}, "e": {}})
    assert prove_case(definition) == CaseProof(worst=-3, detours=(), equals=())


def test_a_poor_choice_that_is_made_up_for_is_a_detour():
    graph = {"s": {"a": (3, "e"), "b": (0, "t")}, "t": {"c": (3, "e"), "d": (0, "e")}, "e": {}}
    assert prove_case(branch_of(graph)) == CaseProof(0, (("s", "b"),), ("s",))


def test_a_choice_that_is_not_called_best_and_loses_nothing_is_a_detour():
    graph = {"s": {"a": (3, "e"), "b": (2, "t")}, "t": {"c": (1, "e"), "d": (0, "e")}, "e": {}}
    proof = prove_case(branch_of(graph))
    assert ("s", "b") in proof.detours
    assert proof.equals == ("s",)


def test_a_worst_path_may_earn_something():
    assert prove_case(branch_of({"s": {"a": (3, "e"), "b": (2, "e")}, "e": {}})).worst == 2


def test_what_chance_brings_is_looked_at():
    harm = event("rain", effects=[{"var": "mood", "add": -2}], at=["t"], chance=50)
    loss = [{"id": "calm", "when": [{"var": "mood", "at_most": 0}], "points": -6}]
    graph = {"s": {"a": (3, "t"), "b": (2, "t")}, "t": {"c": (2, "e"), "d": (1, "e")}, "e": {}}
    definition = branch_of(graph, variables=[number("mood")], events=[harm], worth=loss)
    assert prove_case(definition).worst == -3


def test_states_that_are_met_twice_are_looked_at_once():
    graph = {"s": {"a": (3, "t"), "b": (3, "t")}, "t": {"c": (3, "e"), "d": (-3, "e")}, "e": {}}
    assert prove_case(branch_of(graph)) == CaseProof(0, (), ("s",))


def test_deals_on_the_frontier_are_counted():
    issues = {"i": [(0, 40), (10, 30), (20, 20), (30, 10), (40, 0)]}
    assert frontier_deals(negotiation_of(issues, (0, 0))) == 5
    assert frontier_deals(negotiation_of(issues, (10, 10))) == 3
    assert frontier_deals(negotiation_of(issues, (30, 30))) == 0
