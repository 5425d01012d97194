"""Places in a picture in a browser: by keyboard, by pointing, without JavaScript, on a narrow phone."""

import pytest

from tests.e2e.conftest import DESKTOP
from tests.e2e.player import Player
from tests.e2e.waiting import until

NARROW = {"width": 360, "height": 740}
TABLE = "/learn/protocol-first-things-first/the-signing-table/signing-table/"
RIGHT = ("flag-belmora", "assistant-middle", "folder-calder-bay")
# In per cent of the picture; the last lies in no place.
SPOTS = {"flag-belmora": (36, 28), "assistant-middle": (50, 52), "folder-calder-bay": (70, 67), "": (92, 40)}


def begin(visit, *, keyboard, **options):
    visitor = visit(**options)
    visitor.sign_in("halfway@demo.example")
    player = Player(visitor, keyboard=keyboard)
    visitor.go(TABLE)
    player.go_on(player.page.get_by_role("main").get_by_role("button").first, "/attempts/")
    return player


def look(player, name):
    """Check the page as it is: accessible, and nothing sticks out to the side."""
    player.visitor.look(name)
    width = player.page.viewport_size["width"]
    assert player.page.evaluate("document.documentElement.scrollWidth") <= width


def point(player, region):
    """Click on the picture."""
    paper = player.page.locator("[data-paper]")
    paper.scroll_into_view_if_needed()
    box = paper.bounding_box()
    across, down = SPOTS[region]
    player.page.mouse.click(box["x"] + box["width"] * across / 100, box["y"] + box["height"] * down / 100)


def chosen(player):
    return {box.get_attribute("value") for box in player.page.locator("input[name=region]:checked").all()}


def result(player, name):
    page = player.page
    player.go_on(player.button("Submit"), "/receipt/")
    look(player, f"{name}-receipt")
    player.go_on(page.get_by_role("link", name="See the result and the reasons"), "/review/")
    page.get_by_role("heading", name="What you pointed at").wait_for()
    look(player, f"{name}-review")
    assert page.locator("svg .hotspot__mark").count() == len(page.locator(".hotspot .answer").all())
    return page.locator(".answer__marks").all_inner_texts()


@pytest.mark.parametrize(
    ("keyboard", "options"),
    [(True, {"viewport": DESKTOP}), (False, {"viewport": NARROW, "javascript": False})],
    ids=["keyboard", "plain"],
)
def test_the_list_is_enough(visit, keyboard, options):
    name = f"places-{'keyboard' if keyboard else 'plain'}"
    player = begin(visit, keyboard=keyboard, **options)
    page = player.page
    look(player, name)
    player.go_on(player.button("Submit"), "unanswered=1")
    page.get_by_text("You have chosen no place yet").wait_for()
    look(player, f"{name}-none")
    for region in RIGHT:
        player.tick(page.locator(f'input[name=region][value="{region}"]'))
    assert result(player, name) == ["Found"] * 3


def test_pointing_ticks_the_boxes_and_sends_nothing_else(visit):
    player = begin(visit, keyboard=False, viewport=NARROW)
    page = player.page
    picture = page.locator("[data-paper] img")
    picture.scroll_into_view_if_needed()
    until(page, "document.querySelector('[data-paper] img').naturalWidth > 0")
    for region in RIGHT:
        point(player, region)
    assert chosen(player) == set(RIGHT)
    point(player, "")
    page.get_by_text("There is nothing to choose here.").wait_for()
    point(player, "flag-belmora")
    page.get_by_text("Not chosen any more: The flag of Belmora, on the left pole").wait_for()
    assert chosen(player) == set(RIGHT[1:])
    player.tick(page.locator('input[name=region][value="folder-tolmera"]'))
    assert page.locator("path.is-chosen").count() == 3
    page.locator("#save-state", has_text="Saved at").wait_for()
    look(player, "places-pointed")
    sent = page.evaluate("[...new Set(new FormData(document.querySelector('#exercise')).keys())]")
    assert [name for name in sent if name[0] in "xy" or "." in name] == []
    page.reload()
    assert chosen(player) == {*RIGHT[1:], "folder-tolmera"}
    assert sorted(result(player, "places-pointed")) == ["Found", "Found", "Missed", "Not right"]
