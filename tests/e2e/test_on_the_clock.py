"""A try with a time limit in a browser: told before, counted down at the end, handed in by itself, and given more."""

import datetime
import re
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.utils import timezone

from assessments.rules.policy import Policy
from assessments.selectors.clock import Clock
from tests.e2e.conftest import DESKTOP
from tests.e2e.player import Player

NARROW = {"width": 360, "height": 740}
COURSE = "/learn/protocol-first-things-first/"
CHECK = f"{COURSE}whose-rules/check/"
LIMIT = """
from assessments import services
from assessments.models import Attempt
from cms.models import ChoiceExercisePage, LessonPage
from cms.services import publishing
page = ChoiceExercisePage.objects.child_of(LessonPage.objects.get(slug="whose-rules", locale__language_code="en")).get()
page.limit_minutes, page.max_tries = %s, 0
publishing.publish(page)
for attempt in Attempt.objects.open().filter(exercise__key=page.translation_key, as_guest=False):
    services.void_attempt(
        attempt_id=attempt.pk, by_id=attempt.learner_id, reason="Room for another test.", seen=attempt.state
    )
"""
TIME_IS_OVER = """
import datetime
from django.db.models import F
from assessments.models import Attempt
span = datetime.timedelta(hours=5)
Attempt.objects.open().filter(closes_at__isnull=False).update(
    started_at=F("started_at") - span, closes_at=F("closes_at") - span
)
"""
HAND_IN = """
from django.utils import timezone
from assessments import services
services.close_overdue(now=timezone.now())
"""


@pytest.fixture
def limited(stack):
    """Set a time limit for one exercise, as its author would, and take it away again."""
    stack.manage("shell", "-c", LIMIT % 30)
    yield stack
    stack.manage("shell", "-c", LIMIT % 0)


def look(player, name):
    player.visitor.look(name)
    width = player.page.viewport_size["width"]
    assert player.page.evaluate("document.documentElement.scrollWidth") <= width


def begin(visit, email, *, name, keyboard=False, clock=False, **options):
    visitor = visit(**options)
    player = Player(visitor, keyboard=keyboard)
    if clock:
        player.page.clock.install()
    visitor.sign_in(email)
    visitor.go(COURSE)
    enrol = player.button("Enrol in this course")
    if enrol.count():
        player.press(enrol)
        visitor.page.get_by_role("link", name="Begin", exact=True).wait_for()
    visitor.go(CHECK)
    visitor.page.get_by_text("At most 30 minutes from when you begin").wait_for()
    look(player, f"{name}-before")
    start = visitor.page.get_by_role("main").get_by_role("button", name=re.compile("^Start"))
    player.go_on(start, "/attempts/")
    visitor.page.get_by_text("Open until").wait_for()
    return player


def test_the_last_minutes_are_counted_down(visit, limited):
    player = begin(visit, "new@demo.example", name="clock", keyboard=True, clock=True, viewport=DESKTOP)
    page, said = player.page, player.page.locator("[data-said]")
    look(player, "clock-open")
    page.clock.fast_forward("19:00")
    assert said.text_content() == ""
    for minutes, words in (("01:00", "10 minutes left."), ("05:00", "5 minutes left."), ("04:00", "One minute left.")):
        page.clock.fast_forward(minutes)
        said.get_by_text(words).wait_for(state="attached")
    look(player, "clock-last-minute")
    page.clock.fast_forward("01:01")
    said.get_by_text("Your time is over.").wait_for(state="attached")
    look(player, "clock-over")


def test_what_was_saved_is_handed_in_without_javascript(visit, limited):
    player = begin(visit, "halfway@demo.example", name="clock-plain", viewport=NARROW, javascript=False)
    page, address = player.page, player.page.url
    look(player, "clock-plain-open")
    item, options = next(iter(player.answer()["answers"].items()))
    player.tick(page.locator(f'input[name="q-{item}"][value="{options[0]}"]'))
    player.press(player.button("Save"))
    page.get_by_text(re.compile("^Saved at")).wait_for()
    limited.manage("shell", "-c", TIME_IS_OVER)
    player.visitor.go(address)
    page.get_by_text("Your time is over").wait_for()
    look(player, "clock-plain-over")
    limited.manage("shell", "-c", HAND_IN)
    player.press(page.get_by_role("link", name="Look again"))
    page.get_by_text("What you had saved was handed in.").wait_for()
    look(player, "clock-plain-review")


@pytest.mark.parametrize("viewport", [NARROW, DESKTOP], ids=["narrow", "wide"])
def test_a_coordinator_gives_more_time(visit, limited, viewport):
    player = Player(visit(viewport=viewport), keyboard=viewport is DESKTOP)
    page = player.page
    player.visitor.sign_in("coordinator@demo.example")
    player.visitor.go("/people/port-alder/")
    page.get_by_role("main").get_by_role("link", name="Jonas Lindqvist").first.click()
    player.press(page.locator("summary", has_text=re.compile("^More time$")))
    page.get_by_label("Time limits, per cent").fill("150")
    page.get_by_label("Days later to close").fill("2")
    look(player, "more-time-form")
    player.press(player.button("Give this time"))
    page.get_by_text("150 % of time limits".replace(" ", "\u00a0", 1)).wait_for()
    look(player, "more-time-given")


MINUTE = datetime.timedelta(minutes=1)
LATE = Policy(closes_at="2026-11-23T09:00:00Z", late_rule="step", late_percent_per_day=10, late_days=3)
SCRIPT = Path("assessments/static/assessments/js/clock.js").read_text()


def clock_page(clock):
    """Write a page that holds the clock and nothing else."""
    told = render_to_string("assessments/_closes.html", {"clock": clock, "policy": LATE})
    return f'<!doctype html><title>Clock</title>{told}<script type="module" src="/clock.js"></script>'


@pytest.fixture
def late_soon(browser):
    """Show a try that is late in two minutes and closes two minutes later; the address says lateness once it began."""
    now = timezone.now()
    soon = Clock(now + 4 * MINUTE, now + 2 * MINUTE, is_over=False, late_percent=0, read_at=now)
    late = Clock(soon.closes_at, soon.late_from, is_over=False, late_percent=10, read_at=soon.late_from)
    pages = [clock_page(soon), clock_page(soon), clock_page(late)]
    context = browser.new_context()
    page = context.new_page()
    page.clock.install(time=now)
    page.route("**/clock.js", lambda route: route.fulfill(body=SCRIPT, content_type="text/javascript"))
    page.route("**/try/", lambda route: route.fulfill(body=pages.pop(0) if pages[1:] else pages[0]))
    page.goto("http://clock.example/try/")
    yield page
    context.close()


def test_lateness_is_said_when_it_begins_and_the_end_when_it_comes(late_soon):
    place, said = late_soon.locator("#closes"), late_soon.locator("[data-said]")
    late_soon.clock.run_for("01:05")
    said.get_by_text("It is late in one minute.").wait_for(state="attached")
    late_soon.clock.run_for("01:00")
    said.get_by_text("handing in now costs 10").wait_for(state="attached")
    assert "notice--warn" in place.get_attribute("class")
    late_soon.clock.run_for("02:05")
    said.get_by_text("Your time is over.").wait_for(state="attached")
