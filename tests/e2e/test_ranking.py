"""Shared ranks and things to leave out in a browser: by keyboard, by single clicks, without JavaScript, on a phone."""

import pytest

from tests.e2e.conftest import DESKTOP
from tests.e2e.player import Player

NARROW = {"width": 360, "height": 740}
DASH = "\N{EN DASH}"
COURSE = "/learn/protocol-first-things-first/"
LISTS = {
    "ranks": f"{COURSE}consuls-article-16/a-list-without-dates/",
    "note": f"{COURSE}names-on-envelopes/a-note-in-pieces/",
}
WAYS = [
    ("halfway@demo.example", {"viewport": DESKTOP}),
    ("certified@demo.example", {"viewport": NARROW}),
    ("nearly@demo.example", {"viewport": NARROW, "javascript": False}),
]


def begin(visit, path, email, **options):
    visitor = visit(**options)
    player = Player(visitor, keyboard=email.startswith("halfway"))
    visitor.sign_in(email)
    visitor.go(path)
    player.go_on(player.page.get_by_role("button", name="Start"), "/attempts/")
    return player


def look(player, name):
    """Check the page as it is: accessible, and nothing sticks out to the side."""
    player.visitor.look(name)
    width = player.page.viewport_size["width"]
    assert player.page.evaluate("document.documentElement.scrollWidth") <= width


def finish(player, name, words):
    player.go_on(player.button("Submit"), "/receipt/")
    look(player, f"{name}-receipt")
    player.go_on(player.page.get_by_role("link", name="See the result and the reasons"), "/review/")
    player.page.get_by_text(words).first.wait_for()
    look(player, f"{name}-review")


@pytest.mark.parametrize("which", LISTS)
@pytest.mark.parametrize(("email", "options"), WAYS, ids=["keyboard", "clicks", "plain"])
def test_a_list_is_put_right(visit, which, email, options):
    name = f"{which}-{email.split('@')[0]}"
    player = begin(visit, LISTS[which], email, **options)
    look(player, name)
    player.go_on(player.button("Submit"), "unanswered=1")
    look(player, f"{name}-unanswered")
    answer = player.answer()
    player.put_in_order(answer["order"])
    player.set_apart(answer)
    if options.get("javascript", True):
        shown = player.page.locator("[data-rank]").evaluate_all("rows => rows.map(row => row.dataset.rank)")
        assert shown == {"ranks": list("11233455"), "note": [*"12345", *3 * DASH]}[which]
    look(player, f"{name}-done")
    finish(player, name, "(100 %)")


@pytest.mark.parametrize("which", LISTS)
def test_what_was_put_wrongly_is_named(visit, which):
    player = begin(visit, LISTS[which], "revoked@demo.example", viewport=NARROW)
    entries = [entry["id"] for entry in player.definition()["entries"]]
    player.put_in_order([entries[1], entries[0], *entries[2:]])
    player.set_apart({"same": [], "out": entries[4:6]} if which == "note" else {"same": entries[2:3], "out": []})
    finish(player, f"{which}-wrong", "comparisons are right")
    for words in {"ranks": ["Put at the same rank", "share a rank"], "note": ["Left out", "In your list"]}[which]:
        assert player.page.get_by_text(words).first.is_visible()
