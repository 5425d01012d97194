"""A case with variables and events: by keyboard, by single clicks, without JavaScript, on a narrow phone."""

import pytest

from tests.e2e.conftest import DESKTOP
from tests.e2e.player import Player

NARROW = {"width": 360, "height": 740}
LEARNER = "halfway@demo.example"
BEGIN = f"""
from accounts.models import User
from tests.factories.assessments import make_attempt, make_published_exercise
from tests.factories.stories import story
parts, texts = story()
exercise = make_published_exercise("branch", structure=parts, texts=texts, max_tries=1)
print(make_attempt(exercise, User.objects.get(email="{LEARNER}")).key)
"""


def begin(visit, *, keyboard, **options):
    visitor = visit(**options)
    visitor.sign_in(LEARNER)
    key = visitor.stack.manage("shell", "--no-imports", "-c", BEGIN).split()[-1]
    visitor.go(f"/attempts/{key}/")
    return Player(visitor, keyboard=keyboard)


def look(player, name):
    player.visitor.look(name)
    width = player.page.viewport_size["width"]
    assert player.page.evaluate("document.documentElement.scrollWidth") <= width


def decide(player, number, option):
    player.page.get_by_text(f"Decision {number}", exact=True).wait_for()
    player.tick(player.page.locator(f'input[name="option"][value="{option}"]'))
    player.press(player.button("Take this decision"))


@pytest.mark.parametrize(
    ("keyboard", "options"),
    [
        (True, {"viewport": DESKTOP}),
        (False, {"viewport": NARROW}),
        (False, {"viewport": NARROW, "javascript": False}),
    ],
    ids=["keyboard", "clicks", "plain"],
)
def test_waiting_is_found_out_and_explained(visit, keyboard, options):
    player = begin(visit, keyboard=keyboard, **options)
    page = player.page
    script = options.get("javascript", True)
    name = f"story-{'keyboard' if keyboard else 'clicks' if script else 'plain'}"
    page.get_by_text("60 minutes").wait_for()
    look(player, f"{name}-first")
    decide(player, 1, "wait")
    page.get_by_role("alert").get_by_text("A reporter calls").wait_for()
    assert page.locator('input[value="consul"]').count() == 0
    assert page.get_by_text("before: 60 minutes").is_visible()
    look(player, f"{name}-reporter")
    decide(player, 2, "desk")
    page.get_by_role("alert").get_by_text("The hour is over").wait_for()
    page.get_by_role("heading", name="Too late").wait_for()
    look(player, f"{name}-late")
    player.go_on(player.button("Submit and see the debrief"), "/receipt/")
    player.go_on(page.get_by_role("link", name="See the result and the reasons"), "/review/")
    page.get_by_role("heading", name="How things stood, decision by decision").wait_for()
    page.get_by_text("Not offered to you here").wait_for()
    look(player, f"{name}-review")
