"""The whole way of a piece of written work: handed in, marked, released, read, corrected."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import DESKTOP
from tests.e2e.player import Player

NARROW = {"width": 360, "height": 740}
MEMO = "/learn/protocol-first-things-first/a-rule-for-the-mast/a-memo-about-a-flag/"


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


def point_at(marker, words):
    """Point at a sentence from the list by keyboard, or at what a mouse selected in the text."""
    page = marker.page
    place = page.locator("[data-place]").first
    if marker.keyboard:
        marker.tab_to(place.locator("select"))
        page.keyboard.type("2")
    else:
        page.locator(".sentence", has_text=words).evaluate(
            """(sentence, words) => {
                const range = new Range();
                range.setStart(sentence.firstChild, sentence.textContent.indexOf(words));
                range.setEnd(sentence.firstChild, sentence.textContent.indexOf(words) + words.length);
                getSelection().removeAllRanges();
                getSelection().addRange(range);
            }""",
            words,
        )
        marker.press(place.get_by_role("button", name=re.compile("^Point at the selected text")))
    expect(place.get_by_role("status")).to_contain_text(words)


def follow_the_passage(learner):
    expect(learner.page.locator("mark")).to_contain_text("decide by Wednesday")
    learner.press(learner.page.get_by_role("link", name="See it in your text: passage 1"))
    expect(learner.page).to_have_url(re.compile("#place-"))
    learner.press(learner.page.get_by_role("link", name=re.compile("^Passage 1")))
    expect(learner.page).to_have_url(re.compile("#mark-"))


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
    key = hand_in(learner, f"Mr \U0001f3db Haddad,\n\nplease decide by Wednesday. {email}")

    marker = seat(visit, "instructor@demo.example", keyboard=keyboard, viewport=viewport)
    page = marker.page
    marker.visitor.look("marker-dashboard")
    marker.go_on(page.get_by_role("link", name=re.compile("for your marks or your second look$")), "/marking/$")
    marker.visitor.look("marking-queue")
    marker.go_on(page.get_by_role("button", name=re.compile(key[:8].upper())), f"/marking/{key}/$")
    page.get_by_text("please decide by Wednesday").first.wait_for()
    marker.visitor.look("marking-empty")
    marker.press(marker.button("Release the marks …"))
    page.get_by_role("heading", name="Not ready to be released yet").wait_for()
    marker.visitor.look("marking-missing")
    give_levels(marker, 1)
    if not keyboard:
        marker.press(page.get_by_role("button", name=re.compile("^Point at the selected text")).first)
        page.get_by_text("Select a passage in the text first.").wait_for()
    point_at(marker, "decide by Wednesday")
    write(marker, "On the whole", "Clear from the first line.")
    marker.tab_to(marker.button("Save"))
    page.reload()
    expect(page.get_by_label("On the whole", exact=True)).to_have_value("Clear from the first line.")
    page.get_by_text(re.compile("^Saved at")).wait_for()
    expect(page.locator("[data-place]").first.get_by_role("status")).to_contain_text("decide by Wednesday")
    marker.visitor.look("marking-saved")
    marker.go_on(marker.button("Release the marks …"), "/release/$")
    page.get_by_text("Clear from the first line.").wait_for()
    marker.visitor.look("marking-release")
    marker.go_on(marker.button("Release the marks"), "/marking/$")
    page.get_by_text("The marks are released.").wait_for()

    learner.visitor.go(learner.stack.link_in_mail(email, rf"http\S+/attempts/{key}/review/"))
    learner.page.get_by_text("Clear from the first line.").wait_for()
    follow_the_passage(learner)
    learner.visitor.look("review-marked")


def test_marks_are_corrected_without_javascript(visit):
    """Rosa's memo was marked in the demo."""
    marker = seat(visit, "instructor@demo.example", viewport=DESKTOP, javascript=False)
    page = marker.page
    marker.visitor.go("/marking/?show=marked")
    rows = page.locator("tbody button")
    marker.go_on(rows.last, "/marking/[0-9a-f-]{36}/$")
    give_levels(marker, 3)
    expect(page.locator("[data-place] select").first).to_have_value(re.compile("[0-9]+-[0-9]+"))
    page.locator("[data-place] select").nth(3).select_option(label="The whole of paragraph 2")
    marker.visitor.look("marking-corrected-without-javascript")
    marker.go_on(marker.button("Correct the released marks …"), "/release/$")
    write(marker, "Why are the marks corrected?", "I had read an older version.")
    marker.go_on(marker.button("Correct the marks"), "/marking/$")
    learner = seat(visit, "certified@demo.example", viewport=NARROW)
    learner.visitor.go(MEMO)
    learner.go_on(learner.page.get_by_role("link", name="Result and reasons of try 1"), "/review/")
    learner.page.get_by_text("I had read an older version.").wait_for()
    learner.page.get_by_text("(100 %)").first.wait_for()
    assert learner.page.locator("a.passage").count() == 4
    learner.visitor.look("review-corrected")


def test_two_tabs_of_a_marker_lose_nothing(visit):
    """Mei-Ling's memo waits in the demo."""
    marker = seat(visit, "instructor@demo.example", viewport=DESKTOP)
    page = marker.page
    marker.visitor.go("/marking/")
    waiting = page.locator("tbody form").first.get_attribute("action").removesuffix("open/")
    marker.go_on(page.locator("tbody button").first, f"{waiting}$")
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
