"""The protocol lab in a browser: by keyboard alone, by single clicks alone, without JavaScript, on a narrow phone."""

from typing import NamedTuple

import pytest

from tests.e2e.conftest import DESKTOP
from tests.e2e.player import Player

NARROW = {"width": 360, "height": 740}
COURSE = "/learn/protocol-first-things-first"
HOST = "minister"


class Lab(NamedTuple):
    address: str
    points: int
    elsewhere: str = ""


DINNER = Lab(f"{COURSE}/seats-cars-signing/dinner/", 12, "Quebec, list of 1990")
MASTS = Lab(f"{COURSE}/flags-titles-letters/masts/", 10, "the United States")
TABLES = Lab(f"{COURSE}/seats-cars-signing/two-tables/", 8)


def begin(visit, email, lab=DINNER, **options):
    visitor = visit(**options)
    player = Player(visitor, keyboard=email.startswith("halfway"))
    visitor.sign_in(email)
    visitor.go(lab.address)
    player.go_on(visitor.page.get_by_role("button", name="Start"), "/attempts/")
    return player


def look(player, name):
    """Check the page as it is: accessible, and nothing sticks out to the side."""
    player.visitor.look(name)
    width = player.page.viewport_size["width"]
    assert player.page.evaluate("document.documentElement.scrollWidth") <= width


def plan_of(player):
    best = player.answer()["plan"].items()
    return {guest: place for guest, place in best if player.page.locator(f'select[name="g-{guest}"]').count()}


def place_on_the_drawing(player, guest, place):
    """Take a guest by the letter and put them on a place of the drawing."""
    page = player.page
    player.press(page.locator(f'[data-guest="{guest}"] button'))
    spot = page.locator(f'[data-place="{place}"]')
    player.press(spot)
    assert page.locator(f'select[name="g-{guest}"]').input_value() == place


def submit_too_early(player, name):
    player.go_on(player.button("Submit"), "unanswered=1")
    player.page.get_by_text("Not everybody has a place of their own yet").wait_for()
    look(player, f"{name}-unanswered")


def finish(player, name, lab=DINNER):
    page = player.page
    look(player, f"{name}-placed")
    player.go_on(player.button("Submit"), "/receipt/")
    look(player, f"{name}-receipt")
    player.go_on(page.get_by_role("link", name="See the result and the reasons"), "/review/")
    page.get_by_text("No plan does better").wait_for()
    page.get_by_text(f"{lab.points} of {lab.points} points (100 %)").wait_for()
    if lab.elsewhere:
        page.get_by_role("heading", name=f"The same plan in {lab.elsewhere}").wait_for()
    look(player, f"{name}-review")


@pytest.mark.parametrize(
    ("email", "options"),
    [
        ("halfway@demo.example", {"viewport": DESKTOP}),
        ("nearly@demo.example", {"viewport": NARROW, "javascript": False}),
    ],
    ids=["keyboard", "plain"],
)
def test_the_lab_by_its_lists(visit, email, options):
    name = "lab-lists" if options.get("javascript", True) else "lab-plain"
    player = begin(visit, email, **options)
    look(player, name)
    plan = plan_of(player)
    (first, place), *rest = plan.items()
    player.choose(f"g-{first}", place)
    submit_too_early(player, name)
    for guest, place in rest:
        player.choose(f"g-{guest}", place)
    finish(player, name)


@pytest.mark.parametrize(
    ("email", "viewport"),
    [("halfway@demo.example", DESKTOP), ("certified@demo.example", NARROW)],
    ids=["keyboard", "clicks"],
)
def test_the_lab_on_its_drawing(visit, email, viewport):
    player = begin(visit, email, viewport=viewport)
    name = f"lab-drawing-{viewport['width']}"
    plan = plan_of(player)
    (first, to), (second, where), *rest = plan.items()
    place_on_the_drawing(player, first, where)
    player.page.get_by_text("now sits here").wait_for()
    place_on_the_drawing(player, second, where)
    player.page.get_by_text("has no place").wait_for()
    look(player, f"{name}-first")
    submit_too_early(player, name)
    place_on_the_drawing(player, first, to)
    for guest, place in rest:
        place_on_the_drawing(player, guest, place)
    assert player.page.locator(f'[data-guest="{HOST}"] select').count() == 0
    finish(player, name)


@pytest.mark.parametrize(
    ("email", "options"),
    [
        ("nearly@demo.example", {"viewport": NARROW}),
        ("halfway@demo.example", {"viewport": NARROW, "javascript": False}),
    ],
    ids=["clicks", "plain"],
)
def test_flags_by_the_rule_sets_of_two_countries(visit, email, options):
    scripted = options.get("javascript", True)
    player = begin(visit, email, MASTS, **options)
    name = f"lab-masts-{'drawing' if scripted else 'plain'}"
    player.page.get_by_text("Flag Institute guide, 2010: flags in a line (secondary source)").wait_for()
    for guest, place in plan_of(player).items():
        if scripted:
            place_on_the_drawing(player, guest, place)
        else:
            player.choose(f"g-{guest}", place)
    finish(player, name, MASTS)
    player.page.get_by_text("United States Flag Code, 4 U.S.C. chapter 1: section 7(e)").first.wait_for()


def test_two_tables_on_a_narrow_phone(visit):
    player = begin(visit, "nearly@demo.example", TABLES, viewport=NARROW)
    assert player.page.locator(".plan__label").all_text_contents() == ["Table 1", "Table 2"]
    assert player.page.locator("[data-place='t2-1']").get_attribute("data-name") == "Table 2, 1 to the host's right"
    look(player, "lab-tables")
    for guest, place in plan_of(player).items():
        place_on_the_drawing(player, guest, place)
    finish(player, "lab-tables", TABLES)


def test_a_plan_with_faults_is_explained(visit):
    player = begin(visit, "revoked@demo.example", viewport=NARROW)
    free = sorted(set(plan_of(player).values()))
    for guest, place in zip(sorted(plan_of(player)), free, strict=True):
        player.choose(f"g-{guest}", place)
    player.go_on(player.button("Submit"), "/receipt/")
    player.go_on(player.page.get_by_role("link", name="See the result and the reasons"), "/review/")
    player.page.get_by_text("What your plan kept and broke").wait_for()
    player.page.get_by_text("The one move that helps most").wait_for()
    player.page.get_by_role("heading", name="A best plan").wait_for()
    look(player, "lab-faults-review")
