import uuid

import pytest

from assessments import selectors, services
from assessments.rules.types import Owner
from tests.factories.accounts import make_user
from tests.factories.assessments import (
    RIGHT,
    TITLES,
    WRONG,
    finish_attempt,
    make_attempt,
    make_published_exercise,
)

pytestmark = pytest.mark.django_db

KINDS = [
    "choice",
    "order",
    "branch",
    "numeric",
    "match",
    "sjt",
    "placement",
    "intray",
    "redpen",
    "rubric",
    "network",
    "hotspot",
]
KINDS += ["negotiation"]
STEPWISE = {"branch", "negotiation"}

MISSING = {"order": (0,), "branch": (0,), "match": (1, 2, 3), "sjt": (1,), "placement": (1, 2, 3, 4)}
MISSING |= {
    "hotspot": (0,),
    "network": (0,),
    "intray": (1, 2, 3, 4),
    "redpen": (1, 2, 3),
    "rubric": (0,),
    "negotiation": (0,),
}


def start(kind, learner, **policy):
    return make_attempt(make_published_exercise(kind, **policy), learner)


def page_of(attempt, learner, **fields):
    return selectors.attempt_page(key=attempt.key, owner=Owner(learner_id=learner.pk), language="en", **fields)


def save(attempt, seq, base, response):
    services.save_response(attempt_id=attempt.pk, client_seq=seq, base_version=base, response=response)


@pytest.mark.parametrize("kind", KINDS)
def test_an_attempt_of_somebody_else_is_not_found(learner, kind):
    attempt, other = start(kind, learner), make_user()
    for found in (selectors.own_attempt, selectors.attempt_page, selectors.receipt, selectors.review):
        more = {} if found is selectors.own_attempt else {"language": "en"}
        assert found(key=attempt.key, owner=Owner(learner_id=other.pk), **more) is None
        assert found(key=uuid.uuid4(), owner=Owner(learner_id=learner.pk), **more) is None


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_of_a_fresh_attempt(learner, kind):
    attempt = start(kind, learner, minutes=7)
    page = page_of(attempt, learner)
    assert (page.key, page.kind, page.title) == (attempt.key, kind, TITLES[kind])
    assert (page.is_open, page.base_version, page.saved_at, page.others) == (True, 0, None, None)
    assert page.missing == MISSING.get(kind, (1, 2))
    assert page.policy.minutes == 7
    assert page.client_seq != page_of(attempt, learner).client_seq


@pytest.mark.parametrize(
    "kind",
    ["choice", "order", "numeric", "match", "sjt", "placement", "intray", "redpen", "rubric", "network", "hotspot"],
)
def test_the_page_shows_what_was_saved_last(learner, kind):
    attempt = start(kind, learner)
    save(attempt, "one", 0, WRONG[kind])
    save(attempt, "two", 1, RIGHT[kind])
    page = page_of(attempt, learner)
    assert (page.response, page.base_version, page.missing, page.others) == (RIGHT[kind], 2, (), None)
    own = selectors.own_attempt(key=attempt.key, owner=Owner(learner_id=learner.pk))
    sent = {}
    for name, value in page.fields:
        sent.setdefault(name, []).append(value)
    assert page_of(attempt, learner, draft=sent).presentation == page.presentation
    assert own.is_complete(sent)


@pytest.mark.parametrize(
    "kind",
    ["choice", "order", "numeric", "match", "sjt", "placement", "intray", "redpen", "rubric", "network", "hotspot"],
)
def test_the_page_shows_both_responses_until_one_is_chosen(learner, kind):
    attempt = start(kind, learner)
    save(attempt, "one", 0, RIGHT[kind])
    save(attempt, "two", 0, WRONG[kind])
    page = page_of(attempt, learner)
    assert page.response == RIGHT[kind]
    assert page.others.lines == page_of(attempt, learner, draft=_sent(page.others.fields)).lines
    assert page.others.lines != page.lines
    save(attempt, "three", 1, WRONG[kind])
    assert page_of(attempt, learner).others is None


def _sent(fields):
    sent = {}
    for name, value in fields:
        sent.setdefault(name, []).append(value)
    return sent


def test_a_response_without_a_main_line_is_shown_beside_an_empty_page(learner):
    attempt = start("choice", learner)
    save(attempt, "one", 5, RIGHT["choice"])
    page = page_of(attempt, learner)
    assert (page.response, page.saved_at) == ({"answers": {}}, None)
    assert page.others is not None


def test_a_case_shows_its_moves_and_ignores_a_draft(learner):
    attempt = start("branch", learner)
    services.make_move(attempt_id=attempt.pk, step=1, move="wait")
    page = page_of(attempt, learner, draft={"path": ["call"]})
    assert [step.option_id for step in page.presentation.history] == ["wait"]
    assert page.lines[0].answers == ("Wait and see",)
    assert page.fields == ()
    own = selectors.own_attempt(key=attempt.key, owner=Owner(learner_id=learner.pk))
    assert (own.moves, own.is_complete({})) == (("wait",), False)
    services.make_move(attempt_id=attempt.pk, step=2, move="brief")
    assert page_of(attempt, learner).missing == ()


@pytest.mark.parametrize(("kind", "move"), [("branch", "wait"), ("choice", None)])
def test_a_form_means_a_move_where_the_kind_knows_moves(learner, kind, move):
    attempt = start(kind, learner)
    own = selectors.own_attempt(key=attempt.key, owner=Owner(learner_id=learner.pk))
    assert (own.is_stepwise, own.read_move({"option": ["wait"]})) == (move is not None, move)


@pytest.mark.parametrize("kind", KINDS)
def test_statements_are_few_and_do_not_grow_with_saves(learner, statements, kind):
    attempt = start(kind, learner)
    for number in range(4):
        save(attempt, f"seq{number}", number, RIGHT["choice" if kind in STEPWISE else kind])
    with statements() as made:
        page_of(attempt, learner)
    assert len(made.counted) == 2
    save(attempt, "stale", 0, WRONG["choice" if kind in STEPWISE else kind])
    with statements() as made:
        page_of(attempt, learner)
    assert len(made.counted) == (2 if kind in STEPWISE else 3)


def test_an_open_attempt_has_neither_receipt_nor_review(learner):
    attempt = start("choice", learner)
    assert selectors.receipt(key=attempt.key, owner=Owner(learner_id=learner.pk), language="en") is None
    assert selectors.review(key=attempt.key, owner=Owner(learner_id=learner.pk), language="en") is None


def test_a_finished_attempt_is_no_longer_open(learner):
    attempt = finish_attempt(start("choice", learner), is_right=True)
    assert not page_of(attempt, learner).is_open
    assert not selectors.own_attempt(key=attempt.key, owner=Owner(learner_id=learner.pk)).is_open
