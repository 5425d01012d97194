"""The negotiation table in a browser: by keyboard alone, by single clicks on a narrow phone, without JavaScript."""

import pytest

from tests.e2e.conftest import DESKTOP
from tests.e2e.player import Player

NARROW = {"width": 360, "height": 740}
TABLE = "/try/a-week-on-the-water/"
MOST = {"opening": "calder-bay", "stage": "theirs", "classes": "twelve"}
LESS = {"opening": "ferry", "stage": "half", "classes": "eight"}


def begin(visit, *, keyboard, **options):
    visitor = visit(**options)
    player = Player(visitor, keyboard=keyboard)
    visitor.go(TABLE)
    player.press(visitor.page.get_by_role("main").get_by_role("button").first)
    visitor.page.get_by_role("heading", name="Your first offer").wait_for()
    return player


def look(player, name):
    """Check the page as it is: accessible, and nothing sticks out to the side."""
    player.visitor.look(name)
    width = player.page.viewport_size["width"]
    assert player.page.evaluate("document.documentElement.scrollWidth") <= width


def to_the_review(player):
    player.go_on(player.page.get_by_role("link", name="See the result and the reasons"), "/review/")


def open_and_press(player, summary, button):
    """Open what asks once more, then say yes."""
    player.press(player.page.locator("summary", has_text=summary))
    player.press(player.button(button))


@pytest.mark.parametrize(
    ("keyboard", "options"),
    [
        (True, {"viewport": DESKTOP}),
        (False, {"viewport": NARROW}),
        (False, {"viewport": NARROW, "javascript": False}),
    ],
    ids=["keyboard", "clicks", "plain"],
)
def test_a_deal_with_full_marks(visit, keyboard, options):
    name = f"talk-{'plain' if 'javascript' in options else options['viewport']['width']}"
    player = begin(visit, keyboard=keyboard, **options)
    look(player, f"{name}-table")
    player.solve()
    look(player, f"{name}-receipt")
    to_the_review(player)
    player.page.get_by_text("20 of 20 points (100 %)").wait_for()
    player.page.get_by_role("heading", name="All deals, and where yours lies").wait_for()
    look(player, f"{name}-review")


def test_a_talk_that_ends_with_their_offer(visit):
    player = begin(visit, keyboard=False, viewport=NARROW)
    page = player.page
    player.offer(1, MOST, "usual-1")
    page.get_by_text("Most of all: Place of the opening.").wait_for()
    look(player, "talk-answer")
    player.offer(2, LESS)
    page.get_by_text("Your offer is worth 54 to you.").wait_for()
    open_and_press(player, "Accept their offer", "Yes, accept it")
    page.get_by_text("You are agreed. The talk is over.").wait_for()
    look(player, "talk-agreed")
    player.go_on(player.button("Submit and see the debrief"), "/receipt/")
    to_the_review(player)
    page.get_by_text("One thing to try next time").wait_for()
    look(player, "talk-accepted-review")


def test_walking_away_by_keyboard(visit):
    player = begin(visit, keyboard=True, viewport=DESKTOP)
    player.offer(1, MOST)
    open_and_press(player, "Walk away", "Yes, walk away")
    player.page.get_by_text("You walked away. The talk is over.").wait_for()
    look(player, "talk-left")
    player.go_on(player.button("Submit and see the debrief"), "/receipt/")
    to_the_review(player)
    player.page.get_by_text("offer that as a package").wait_for()
    look(player, "talk-left-review")
