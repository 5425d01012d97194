"""The whole way of a piece of written work: handed in, marked, released, read, corrected."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import DESKTOP
from tests.e2e.player import Player

NARROW = {"width": 360, "height": 740}
MEMO = "/learn/protocol-first-things-first/flags-titles-letters/a-memo-about-a-flag/"


def seat(visit, email, *, keyboard=False, **options):
    visitor = visit(**options)
    visitor.sign_in(email)
    return Player(visitor, keyboard=keyboard)


def write(player, label, text):
    field = player.page.get_by_label(label, exact=True)
    if player.keyboard:
        player.tab_to(field)
        player.page.keyboard.press("Control+a")
        player.page.keyboard.insert_text(text)
    else:
        field.fill(text)


def hand_in(player, text):
    player.visitor.go(MEMO)
    player.go_on(player.button("Start"), "/attempts/")
    write(player, "Your text", text)
    player.go_on(player.button("Submit"), "/receipt/")
    player.page.get_by_role("heading", name="Handed in").wait_for()
    player.visitor.look("receipt-waiting")
    return re.search(r"/attempts/([0-9a-f-]{36})/", player.page.url)[1]


def give_levels(player, level):
    """Give every criterion the level of this number, counted from 0."""
    criteria = player.page.locator("fieldset.question")
    for number in range(criteria.count()):
        player.tick(criteria.nth(number).locator('input[type="radio"]').nth(level))


@pytest.mark.parametrize(
    ("email", "keyboard", "viewport"),
    [("halfway@demo.example", True, NARROW), ("new@demo.example", False, DESKTOP)],
)
def test_work_is_handed_in_marked_released_and_read(visit, email, keyboard, viewport):
    learner = seat(visit, email, keyboard=keyboard, viewport=viewport)
    learner.visitor.go("/learn/protocol-first-things-first/")
    if learner.button("Enrol in this course").count():
        learner.press(learner.button("Enrol in this course"))
        learner.page.get_by_role("link", name="Begin", exact=True).wait_for()
    key = hand_in(learner, f"Mr Haddad,\n\nplease decide by Wednesday. {email}")

    marker = seat(visit, "instructor@demo.example", keyboard=keyboard, viewport=viewport)
    page = marker.page
    marker.visitor.look("marker-dashboard")
    marker.go_on(page.get_by_role("link", name=re.compile("your marks$")), "/marking/$")
    marker.visitor.look("marking-queue")
    marker.go_on(page.get_by_role("link", name=re.compile(key[:8].upper())), f"/marking/{key}/$")
    page.get_by_text("please decide by Wednesday").first.wait_for()
    marker.visitor.look("marking-empty")
    marker.press(marker.button("Release the marks …"))
    page.get_by_role("heading", name="Not ready to be released yet").wait_for()
    marker.visitor.look("marking-missing")
    give_levels(marker, 1)
    write(marker, "On the whole", "Clear from the first line.")
    marker.tab_to(marker.button("Save"))
    page.reload()
    expect(page.get_by_label("On the whole", exact=True)).to_have_value("Clear from the first line.")
    page.get_by_text(re.compile("^Saved at")).wait_for()
    marker.visitor.look("marking-saved")
    marker.go_on(marker.button("Release the marks …"), "/release/$")
    page.get_by_text("Clear from the first line.").wait_for()
    marker.visitor.look("marking-release")
    marker.go_on(marker.button("Release the marks"), "/marking/$")
    page.get_by_text("The marks are released.").wait_for()

    learner.visitor.go(learner.stack.link_in_mail(email, rf"http\S+/attempts/{key}/review/"))
    learner.page.get_by_text("Clear from the first line.").wait_for()
    learner.visitor.look("review-marked")


def test_marks_are_corrected_without_javascript(visit):
    """Rosa's memo was marked in the demo."""
    marker = seat(visit, "instructor@demo.example", viewport=DESKTOP, javascript=False)
    page = marker.page
    marker.visitor.go("/marking/?show=marked")
    rows = page.locator("tbody a")
    marker.go_on(rows.last, "/marking/[0-9a-f-]{36}/$")
    give_levels(marker, 3)
    marker.go_on(marker.button("Correct the released marks …"), "/release/$")
    write(marker, "Why are the marks corrected?", "I had read an older version.")
    marker.go_on(marker.button("Correct the marks"), "/marking/$")
    learner = seat(visit, "certified@demo.example", viewport=NARROW)
    learner.visitor.go(MEMO)
    learner.go_on(learner.page.get_by_role("link", name="Result and reasons of try 1"), "/review/")
    learner.page.get_by_text("I had read an older version.").wait_for()
    learner.page.get_by_text("(100 %)").first.wait_for()
    learner.visitor.look("review-corrected")


def test_two_tabs_of_a_marker_lose_nothing(visit):
    """Mei-Ling's memo waits in the demo."""
    marker = seat(visit, "instructor@demo.example", viewport=DESKTOP)
    page = marker.page
    marker.visitor.go("/marking/")
    waiting = page.locator("tbody a").first.get_attribute("href")
    other = page.context.new_page()
    for tab in (page, other):
        tab.goto(marker.stack.url + waiting)
    for tab, words in ((page, "From the first tab."), (other, "From the second tab.")):
        tab.get_by_label("On the whole", exact=True).fill(words)
        tab.get_by_label("On the whole", exact=True).blur()
        tab.get_by_text(re.compile("^Saved at|^Other marks were saved")).wait_for()
    other.reload()
    other.get_by_role("heading", name="There are two versions of your marks").wait_for()
    marker.page = marker.visitor.page = other
    marker.visitor.look("marking-two-versions")
    other.get_by_role("button", name="Use these instead").click()
    other.wait_for_url(re.compile("#sheet$"))
    assert other.get_by_label("On the whole", exact=True).input_value() == "From the second tab."
