import uuid

import pytest
from django.contrib.sessions.backends.db import SessionStore

from assessments import selectors, services
from assessments.rules.types import Owner
from tests.factories.accounts import make_user
from tests.factories.assessments import finish_attempt, make_attempt, make_guest_attempt, make_sample

pytestmark = pytest.mark.django_db

GUEST = uuid.UUID(int=7)
ME = Owner(guest=GUEST)


def test_a_card_says_what_it_is():
    make_sample("order", minutes=4)
    (card,) = selectors.samples("fr")
    assert (card.slug, card.kind, card.title, card.lang, card.minutes) == (
        "try-order", "order", "The city's list", "en", 4,
    )  # fmt: skip
    assert card.intro_html == "<p>Read first.</p>"
    assert selectors.sample(slug="try-order", language="fr") == card
    assert selectors.sample(slug="nothing", language="fr") is None


@pytest.mark.parametrize("number", [1, 3])
def test_lists_take_one_statement_each(statements, number):
    for kind in ("choice", "order", "branch")[:number]:
        finish_attempt(make_guest_attempt(make_sample(kind), GUEST), is_right=True)
    with statements() as made:
        assert len(selectors.samples("en")) == number
        assert len(selectors.tried_samples(owner=ME, language="en")) == number
    assert len(made.counted) == 2


def test_what_was_tried_is_the_owners_own_newest_first():
    choice, order = make_sample("choice"), make_sample("order")
    done = finish_attempt(make_guest_attempt(choice, GUEST), is_right=True)
    going = make_guest_attempt(order, GUEST)
    make_guest_attempt(order, uuid.uuid4())
    make_attempt(order, make_user())
    found = selectors.tried_samples(owner=ME, language="en")
    assert [(entry.key, entry.slug, entry.percent, entry.as_guest) for entry in found] == [
        (going.key, "try-order", None, True),
        (done.key, "try-choice", 100, True),
    ]


def test_a_learner_sees_both_sorts_and_keeps_what_is_on_offer_no_more():
    exercise, learner, session = make_sample(), make_user(), SessionStore()
    mine = Owner(learner_id=learner.pk)
    claimed = make_guest_attempt(exercise, GUEST)
    services.remember_guest(session=session, guest=GUEST)
    services.claim_attempts(session=session, learner_id=learner.pk)
    own = make_attempt(exercise, learner)
    found = selectors.tried_samples(owner=mine, language="en")
    assert [(entry.key, entry.as_guest) for entry in found] == [(own.key, False), (claimed.key, True)]
    services.sync_samples({})
    found = selectors.tried_samples(owner=mine, language="en")
    assert [(entry.key, entry.slug) for entry in found] == [(claimed.key, "")]


def test_the_review_of_a_guest_shows_the_key_and_stands_among_their_own_tries():
    exercise = make_sample()
    first = finish_attempt(make_guest_attempt(exercise, GUEST), is_right=False)
    finish_attempt(make_guest_attempt(exercise, GUEST), is_right=True)
    found = selectors.review(key=first.key, owner=ME, language="en")
    assert (found.sample, found.as_guest, found.state.tries_used, found.state.counted_percent) == (
        "try-choice",
        True,
        2,
        100,
    )
    assert found.state.key_is_due


def test_the_review_of_a_guest_ends_with_the_offer():
    exercise = make_sample()
    attempt = finish_attempt(make_guest_attempt(exercise, GUEST), is_right=False)
    assert selectors.review(key=attempt.key, owner=ME, language="en").may_retry
    services.sync_samples({})
    found = selectors.review(key=attempt.key, owner=ME, language="en")
    assert (found.sample, found.may_retry, found.state.is_ready) == ("", False, False)


def test_nobody_sees_what_belongs_to_another_owner():
    attempt = finish_attempt(make_guest_attempt(make_sample(), GUEST), is_right=True)
    for owner in (Owner(guest=uuid.uuid4()), Owner(learner_id=make_user().pk)):
        assert selectors.own_attempt(key=attempt.key, owner=owner) is None
        assert selectors.attempt_page(key=attempt.key, owner=owner, language="en") is None
        assert selectors.receipt(key=attempt.key, owner=owner, language="en") is None
        assert selectors.review(key=attempt.key, owner=owner, language="en") is None
