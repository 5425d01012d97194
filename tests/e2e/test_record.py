"""What somebody knows before and after a course, and their record: on a phone and a desk, by day and in the dark."""

import re

import pytest

from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.player import Player

COURSE = """---
format: 1
key: 5f1c2e04-2b40-4a52-9b0c-5d1d2a6f6c01
language: en
slug: gates
title: Gates
summary: Who closes them.
estimated_minutes: 10
pass_percent: 60
exercises: [know.choice.yaml]
---
"""
MODULE = "---\nkey: 5f1c2e04-2b40-4a52-9b0c-5d1d2a6f6c02\nslug: one\ntitle: One\n---\n"
PAGE = """---
key: 5f1c2e04-2b40-4a52-9b0c-5d1d2a6f6c03
kind: lesson
slug: gate
title: The gate
summary: Who closes it?
estimated_minutes: 5
done_by: said
---
A gate has two sides.
"""
KNOW = """key: 5f1c2e04-2b40-4a52-9b0c-5d1d2a6f6c04
kind: choice
slug: know
title: What you know of gates
minutes: 3
assessment: both
required: false
questions:
  - id: last
    mode: single
    prompt: Who closes the gate?
    options:
      - {id: host, text: The host, right: true, why: The host is there last.}
      - {id: guest, text: The guest, right: false, why: A guest has left.}
    why: Whoever is there last closes it.
"""


@pytest.fixture(scope="module")
def gates(stack, tmp_path_factory):
    """Bring in one course that asks the same before it and after it."""
    root = tmp_path_factory.mktemp("curriculum")
    folder = root / "gates" / "01-one"
    folder.mkdir(parents=True)
    (root / "competencies.yaml").write_text("[]\n")
    (root / "terms.yaml").write_text("[]\n")
    (root / "gates" / "course.md").write_text(COURSE)
    (root / "gates" / "know.choice.yaml").write_text(KNOW)
    (folder / "module.md").write_text(MODULE)
    (folder / "01-gate.md").write_text(PAGE)
    stack.manage("import_curriculum", str(root))


def look(visitor, name):
    """Check the page by day and in the dark; nothing on it is wider than the screen."""
    width = visitor.page.viewport_size["width"]
    for scheme in ("dark", "light"):
        visitor.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        visitor.look(f"{name}-{scheme}")
    assert visitor.page.evaluate("document.documentElement.scrollWidth") <= width


def take(player, page, option):
    """Answer the questions from the page of the course and come back to it."""
    player.go_on(player.button("Answer the questions"), "/attempts/")
    player.tick(page.locator(f'input[value="{option}"]'))
    look(player.visitor, "assessment")
    player.go_on(player.button("Submit"), "/receipt/|/review/")
    player.visitor.go("/learn/gates/")


@pytest.mark.usefixtures("gates")
@pytest.mark.parametrize(
    ("email", "viewport", "keyboard"),
    [("halfway@demo.example", PHONE, True), ("nearly@demo.example", DESKTOP, False)],
)
def test_it_is_asked_before_and_after_and_told_only_then(visit, email, viewport, keyboard):
    visitor = visit(viewport=viewport)
    player, page = Player(visitor, keyboard=keyboard), visitor.page
    visitor.sign_in(email)
    visitor.go("/learn/gates/")
    with page.expect_navigation():
        player.press(player.button("Enrol in this course"))
    visitor.go("/learn/")
    look(visitor, "offered")
    player.go_on(page.get_by_role("link", name="To the questions (Gates)"), "/learn/gates/#gain-title")
    take(player, page, "guest")
    assert page.get_by_text("You see the result when you have finished the course").is_visible()
    look(visitor, "before")
    visitor.go("/learn/gates/gate/")
    with page.expect_navigation():
        player.press(page.get_by_role("main").get_by_role("button", name=re.compile("done", re.IGNORECASE)))
    visitor.go("/learn/gates/")
    assert page.get_by_role("heading", name="What have you learned?").is_visible()
    take(player, page, "host")
    assert re.search(r"Before\s+0\s%.*After\s+100\s%", page.get_by_role("main").inner_text(), re.DOTALL)
    look(visitor, "both")


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP])
def test_the_record_and_the_transcript_read_well(visit, viewport):
    visitor = visit(viewport=viewport)
    page = visitor.page
    visitor.sign_in("certified@demo.example")
    visitor.go("/record/")
    pictures = page.locator(".skill__picture")
    assert pictures.count() == page.locator(".skill table").count() > 0
    page.locator(".skill summary").first.click()
    assert page.locator(".skill table").first.is_visible()
    look(visitor, "record")
    visitor.go("/record/?tries=all")
    assert page.locator(".skill table").last.is_visible()
    page.emulate_media(media="print")
    visitor.look("record-print")
    page.emulate_media(media="screen")
    page.get_by_role("main").get_by_role("link", name=re.compile("Transcripts of finished courses")).click()
    look(visitor, "transcripts")
    page.get_by_role("button", name="Make a transcript").click()
    page.get_by_role("heading", name="What it lists").wait_for()
    look(visitor, "transcript")


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP])
@pytest.mark.usefixtures("gates")
def test_instructors_read_of_groups_alone(visit, viewport):
    visitor = visit(viewport=viewport)
    visitor.sign_in("instructor@demo.example")
    visitor.go("/marking/gain/")
    assert visitor.page.get_by_text("Not enough yet").first.is_visible()
    look(visitor, "gain")
