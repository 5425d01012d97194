"""In-tray and red pen in a browser: by keyboard, by single clicks, without JavaScript, on a narrow phone."""

import pytest

from tests.e2e.conftest import DESKTOP
from tests.e2e.player import Player

NARROW = {"width": 360, "height": 740}
COURSE = "/learn/protocol-first-things-first/"
PAPERS = {"in-tray": f"{COURSE}yes-on-these-terms/in-tray/", "red-pen": f"{COURSE}the-signing-table/red-pen/"}
WAYS = [
    ("halfway@demo.example", {"viewport": DESKTOP}),
    ("certified@demo.example", {"viewport": NARROW}),
    ("nearly@demo.example", {"viewport": NARROW, "javascript": False}),
]


def begin(visit, paper, email, **options):
    visitor = visit(**options)
    player = Player(visitor, keyboard=email.startswith("halfway"))
    visitor.sign_in(email)
    visitor.go(PAPERS[paper])
    player.go_on(player.page.get_by_role("button", name="Start"), "/attempts/")
    return player


def look(player, name):
    """Check the page as it is: accessible, and nothing sticks out to the side."""
    player.visitor.look(name)
    width = player.page.viewport_size["width"]
    assert player.page.evaluate("document.documentElement.scrollWidth") <= width


def submit_too_early(player, name):
    player.go_on(player.button("Submit"), "unanswered=1")
    player.page.get_by_text("things are still open").wait_for()
    look(player, f"{name}-unanswered")


def finish(player, name):
    player.go_on(player.button("Submit"), "/receipt/")
    look(player, f"{name}-receipt")
    player.go_on(player.page.get_by_role("link", name="See the result and the reasons"), "/review/")
    player.page.get_by_text("(100 %)").wait_for()
    look(player, f"{name}-review")


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize(("email", "options"), WAYS, ids=["keyboard", "clicks", "plain"])
def test_a_paper_is_worked_through(visit, paper, email, options):
    name = f"{paper}-{email.split('@')[0]}"
    player = begin(visit, paper, email, **options)
    look(player, name)
    answer = player.answer()
    (item, chosen), *rest = answer["answers"].items()
    player.mark(item, chosen[0])
    submit_too_early(player, name)
    for item, chosen in rest:
        player.mark(item, chosen[0])
    player.put_in_order(answer["order"])
    look(player, f"{name}-done")
    finish(player, name)


def test_letters_say_whether_they_are_done(visit):
    player = begin(visit, "in-tray", "revoked@demo.example", viewport=NARROW)
    page = player.page
    letter = page.locator("details.letter").first
    assert letter.evaluate("letter => letter.open")
    assert letter.locator("[data-state]").text_content() == "Still open"
    for item in ("forms-do", "forms-who"):
        player.mark(item, player.answer()["answers"][item][0])
    assert letter.locator("[data-state]").text_content() == "Done"
    page.get_by_text("1 of 12 done").wait_for()
    page.locator("details.letter").nth(1).locator("summary").click()
    assert not letter.evaluate("letter => letter.open")
    look(player, "in-tray-second-letter")


def test_the_marked_document_is_shown_as_it_would_read(visit):
    player = begin(visit, "red-pen", "revoked@demo.example", viewport=NARROW)
    page = player.page
    page.get_by_text("The document as it would read now").click()
    copy = page.locator('[data-copy="costs"]')
    copy.get_by_text("The host pays the travel").wait_for()
    player.mark("costs", "c")
    copy.get_by_text("Each side bears its own costs").wait_for()
    assert not copy.get_by_text("The host pays the travel").is_visible()
    player.mark("river", "strike")
    assert not page.locator('[data-copy="river"] .copy__text').is_visible()
    player.mark("radar", "ask")
    page.locator('[data-copy="radar"] [data-note]').get_by_text("Ask the ministry").wait_for()
    look(player, "red-pen-copy")
