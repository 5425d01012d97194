"""Written work in a browser: by keyboard alone, by single clicks alone, without JavaScript, on a narrow phone."""

import re

import pytest

from tests.e2e.conftest import DESKTOP
from tests.e2e.player import Player

NARROW = {"width": 360, "height": 740}
MEMO = "/learn/protocol-first-things-first/a-rule-for-the-mast/a-memo-about-a-flag/"
DRAFT = """To: Deputy Mayor Samir Haddad
Subject: Flag of Lethvia

Please decide by Thursday 10 June 2026 that no guest flag flies before there is a rule.

As you know, [name] has asked."""


def begin(visit, email, *, keyboard=False, **options):
    visitor = visit(**options)
    player = Player(visitor, keyboard=keyboard)
    visitor.sign_in(email)
    visitor.go("/learn/protocol-first-things-first/")
    enrol = player.button("Enrol in this course")
    if enrol.count():
        player.press(enrol)
        visitor.page.get_by_role("link", name="Begin", exact=True).wait_for()
    visitor.go(MEMO)
    start = visitor.page.get_by_role("main").get_by_role("button", name=re.compile("^Start"))
    player.go_on(start, "/attempts/")
    return player


def look(player, name):
    """Check the page as it is: accessible, and nothing sticks out to the side."""
    player.visitor.look(name)
    width = player.page.viewport_size["width"]
    assert player.page.evaluate("document.documentElement.scrollWidth") <= width


def check(player, name):
    player.go_on(player.button("Check my text"), "checked=1")
    findings = player.page.locator("#findings")
    findings.get_by_text("The day of the week does not fit the date:").wait_for()
    assert findings.get_by_role("link", name="“[name]”").count() == 1
    assert findings.get_by_text("The task asks for at least 150.").count() == 1
    look(player, f"{name}-checked")


def judge(player, name):
    """Give the highest level to each criterion of one's own text."""
    page = player.page
    player.press(page.get_by_text("The rubric, with a choice at each criterion"))
    look(player, f"{name}-judging")
    for criterion in player.definition()["criteria"]:
        player.tick(page.locator(f'input[name="level-{criterion["id"]}"][value="l4"]'))
    player.press(player.button("Keep my judgement"))
    page.get_by_text("You will see it beside the marks.").wait_for()
    look(player, f"{name}-judged")


@pytest.mark.parametrize(
    ("email", "options"),
    [
        ("author@demo.example", {"viewport": DESKTOP, "keyboard": True}),
        ("revoked@demo.example", {"viewport": NARROW, "javascript": False}),
    ],
    ids=["keyboard", "plain"],
)
def test_a_memo_is_written_checked_and_handed_in(visit, email, options):
    name = "memo-plain" if "javascript" in options else "memo"
    player = begin(visit, email, **options)
    look(player, name)
    player.go_on(player.button("Submit"), "unanswered=1")
    player.page.get_by_role("heading", name="There is no text yet").wait_for()
    look(player, f"{name}-empty")
    player.write(DRAFT)
    check(player, name)
    player.go_on(player.button("Submit"), "/receipt/")
    player.page.get_by_role("heading", name="Handed in").wait_for()
    look(player, f"{name}-receipt")
    judge(player, name)


def test_what_is_typed_is_saved_while_it_is_typed_and_found_again(visit):
    player = begin(visit, "publisher@demo.example", viewport=NARROW)
    page = player.page
    player.write(DRAFT)
    page.get_by_text("32 words", exact=True).wait_for()
    page.get_by_text(re.compile("Saved at")).wait_for()
    page.reload()
    assert page.locator("textarea").input_value() == DRAFT
    check(player, "memo-clicks")
    player.press(page.locator("#findings").get_by_role("link", name="“[name]”"))
    chosen = page.evaluate("getSelection().toString() || text.value.slice(text.selectionStart, text.selectionEnd)")
    assert chosen == "[name]"
