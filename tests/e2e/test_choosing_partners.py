"""Partners under a budget in a browser: by keyboard, by single clicks, without JavaScript, on a narrow phone."""

import pytest

from tests.e2e.conftest import DESKTOP
from tests.e2e.player import Player

NARROW = {"width": 360, "height": 740}
SAMPLE = "/try/which-networks/"
DEAR = ("c40", "eurocities", "gcom")
POOR = ("c40", "eurocities")


def begin(visit, *, keyboard, **options):
    visitor = visit(**options)
    player = Player(visitor, keyboard=keyboard)
    visitor.go(SAMPLE)
    player.go_on(visitor.page.get_by_role("button", name="Start"), "/attempts/")
    return player


def look(player, name):
    """Check the page as it is: accessible, and nothing sticks out to the side."""
    player.visitor.look(name)
    width = player.page.viewport_size["width"]
    assert player.page.evaluate("document.documentElement.scrollWidth") <= width


def box(player, partner):
    return player.page.locator(f'input[name="partner"][value="{partner}"]')


def choose(player, partners):
    for partner in partners:
        player.tick(box(player, partner))


def leave_out(player, partner):
    if player.keyboard:
        player.tab_to(box(player, partner))
        player.page.keyboard.press("Space")
    else:
        box(player, partner).click()
    assert not box(player, partner).is_checked()


def result(player, name, heading):
    page = player.page
    player.go_on(player.button("Submit"), "/receipt/")
    look(player, f"{name}-receipt")
    player.go_on(page.get_by_role("link", name="See the result and the reasons"), "/review/")
    page.get_by_role("heading", name=heading).wait_for()
    look(player, f"{name}-review")


@pytest.mark.parametrize(
    ("keyboard", "options"),
    [
        (True, {"viewport": DESKTOP}),
        (False, {"viewport": NARROW}),
        (False, {"viewport": NARROW, "javascript": False}),
    ],
    ids=["keyboard", "clicks", "plain"],
)
def test_the_best_choice(visit, keyboard, options):
    script = options.get("javascript", True)
    name = f"partners-{'keyboard' if keyboard else 'clicks' if script else 'plain'}"
    player = begin(visit, keyboard=keyboard, **options)
    page = player.page
    look(player, name)
    player.go_on(player.button("Submit"), "unanswered=1")
    page.get_by_text("You have chosen nobody yet").wait_for()
    look(player, f"{name}-nobody")
    choose(player, DEAR)
    if script:
        page.get_by_text("60 too much: the budget is 300").wait_for()
        assert page.locator("[data-need=union] [data-partners]").inner_text() == "Eurocities"
        assert page.locator(".network__spot--chosen").count() == len(DEAR)
        assert page.locator("[data-candidate=u20] [data-badge]").is_visible()
    player.go_on(player.button("Submit"), "unanswered=1")
    page.get_by_text("Your choice costs more than you have").wait_for()
    page.get_by_text("60 too much: the budget is 300").wait_for()
    look(player, f"{name}-dear")
    best = player.answer()["chosen"]
    for partner in sorted(set(DEAR) - set(best)):
        leave_out(player, partner)
    choose(player, best)
    look(player, f"{name}-best")
    result(player, name, "No affordable choice covers more")
    page.get_by_text("20 of 20 points (100 %)").wait_for()


def test_a_poor_choice_is_explained(visit):
    player = begin(visit, keyboard=False, viewport=NARROW)
    choose(player, POOR)
    result(player, "partners-poor", "What your choice covers")
    for heading in ("The one change that helps most", "What each partner brings", "Always taking whoever adds most"):
        assert player.page.get_by_text(heading).first.is_visible()
