"""The player that authors see; cms puts it on a page of its own."""

import pytest
from django.template.loader import render_to_string

from assessments import services
from tests.factories.assessments import MOVES, PATHS, RIGHT, make_definition

ACTION = "/cms/rehearse/1/"


def play(definition, response, **context):
    rehearsal = services.rehearse(definition=definition, seed="1", response=response, language="en")
    return render_to_string("assessments/rehearsal.html", {"rehearsal": rehearsal, "action": ACTION, **context})


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        ("choice", 'name="q-q1"'),
        ("order", 'name="order"'),
        ("branch", 'name="option"'),
        ("numeric", 'name="u-q1"'),
        ("match", 'name="m-car"'),
        ("sjt", 'name="r-flag.wait"'),
        ("placement", 'name="g-dean"'),
        ("intray", 'name="q-visit-do"'),
        ("redpen", 'name="q-costs"'),
        ("rubric", 'name="text"'),
        ("negotiation", 'name="issue-place"'),
        ("network", 'value="club"'),
        ("hotspot", 'value="plate"'),
    ],
)
def test_every_kind_can_be_played_without_an_attempt(kind, field):
    page = play(make_definition(kind), None)
    assert field in page
    assert f'action="{ACTION}"' in page
    assert "nothing counts" in page
    assert "CANARY" not in page
    assert "autosave" not in page


@pytest.mark.parametrize(
    "kind",
    ["choice", "order", "numeric", "match", "sjt", "placement", "intray", "redpen", "rubric", "network", "hotspot"],
)
def test_the_result_is_shown_when_asked_for(kind):
    page = play(make_definition(kind), RIGHT[kind], show_result=True)
    assert "What the learner is told at the end" in page
    assert "CANARY" in page


def test_a_case_carries_its_path_and_ends_with_the_debrief():
    page = play(make_definition("branch"), {"path": PATHS[False][:1]})
    assert '<input type="hidden" name="path" value="wait">' in page
    assert "What the learner is told" not in page
    page = play(make_definition("branch"), {"path": PATHS[False]})
    assert "The road not taken" in page


def test_a_talk_carries_its_moves_and_ends_with_the_debrief():
    offer, again = MOVES["negotiation"][True]
    page = play(make_definition("negotiation"), {"moves": [offer]})
    assert '<input type="hidden" name="moves" value="{&quot;' in page
    assert "What the learner is told" not in page
    page = play(make_definition("negotiation"), {"moves": [offer, again]})
    assert "All deals, and where yours lies" in page
    assert "CANARY why trading beats halving" in page


@pytest.mark.parametrize(
    ("kind", "response", "kept"),
    [
        ("negotiation", {"moves": [{"type": "accept"}]}, 'name="issue-place"'),
        ("branch", {"path": [PATHS[False][0], "nonsense"]}, '<input type="hidden" name="path" value="wait">'),
    ],
)
def test_a_move_that_is_not_possible_is_not_carried_on(kind, response, kept):
    page = play(make_definition(kind), response)
    assert "That was not possible here" in page
    assert kept in page
    assert not {'name="moves"', 'value="nonsense"'} & set(page.split())
    assert "What the learner is told" not in page
    assert "That was not possible here" not in play(make_definition(kind), None)


def test_a_draft_lists_what_is_missing():
    page = play({"kind": "choice"}, None)
    assert "cannot be played yet" in page
    assert "<form" not in page
