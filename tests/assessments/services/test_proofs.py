from assessments.services import Proof, prove
from tests.assessments.rules.branching import branch_of
from tests.assessments.rules.cases import choice_item, choice_of, match_of
from tests.assessments.rules.negotiating import negotiation_of

CASE = {"s": {"a": (3, "e"), "b": (-3, "e")}, "e": {}}


def test_what_cannot_be_played_has_its_problems_and_nothing_else():
    proof = prove(definition={"kind": "choice"}, pass_percent=60)
    assert proof.problems
    assert proof == Proof(proof.problems)


def test_each_kind_has_what_can_be_said_of_it():
    check = prove(definition=choice_of(choice_item("q", "single", 1, 2)), pass_percent=60)
    assert check.plays.passing(60)
    assert (check.case, check.frontier) == (None, None)
    assert prove(definition=branch_of(CASE), pass_percent=60).case.worst == -3
    talk = negotiation_of({"i": [(0, 20), (10, 10), (20, 0)], "j": [(0, 30), (10, 0)]}, (0, 0))
    assert prove(definition=talk, pass_percent=60).frontier == 4
    assert prove(definition=match_of({"a": "x", "b": "y", "c": "z"}), pass_percent=60) == Proof()
