"""A check that asks some of its questions, in a browser: two tries of a learner, and the preview of its author."""

import re

import pytest

from tests.e2e.conftest import DESKTOP
from tests.e2e.player import Player

NARROW = {"width": 360, "height": 740}
COURSE = """---
format: 1
key: 7f3a6f04-2b40-4a52-9b0c-5d1d2a6f6c01
language: en
slug: doors
title: Doors
summary: Who opens them.
estimated_minutes: 10
pass_percent: 60
---
"""
MODULE = "---\nkey: 7f3a6f04-2b40-4a52-9b0c-5d1d2a6f6c02\nslug: one\ntitle: One\n---\n"
PAGE = """---
key: 7f3a6f04-2b40-4a52-9b0c-5d1d2a6f6c03
kind: lesson
slug: door
title: The door
summary: Who opens it?
estimated_minutes: 5
done_by: said
exercises: [01-door.pool.yaml]
---
A door has two sides.
"""
POOL = """key: 7f3a6f04-2b40-4a52-9b0c-5d1d2a6f6c04
kind: choice
slug: pool
title: Six of twelve
minutes: 5
max_tries: 2
pass_percent: 60
points: 6
blueprint:
  - {id: easy, difficulty: easy, take: 4}
  - {id: hard, difficulty: hard, take: 2}
questions:
"""
QUESTION = """  - id: {difficulty}-{number}
    mode: single
    prompt: Who opens {difficulty} door {number}?
    difficulty: {difficulty}
    options:
      - {{id: guide, text: The guide, right: true, why: The guide of door {number} has the key.}}
      - {{id: guest, text: The guest, right: false, why: A guest of door {number} waits.}}
    why: Keys stay with those who know the house.
"""
CELLS = [("easy", number) for number in range(1, 9)] + [("hard", number) for number in range(1, 5)]
ASKED = re.compile(r"Who opens (\w+ door \d)\?")


@pytest.fixture(scope="module")
def pool(stack, tmp_path_factory):
    """Bring in one course with twelve questions, of which six are asked."""
    root = tmp_path_factory.mktemp("curriculum")
    folder = root / "doors" / "01-one"
    folder.mkdir(parents=True)
    (root / "competencies.yaml").write_text("[]\n")
    (root / "terms.yaml").write_text("[]\n")
    (root / "doors" / "course.md").write_text(COURSE)
    (folder / "module.md").write_text(MODULE)
    (folder / "01-door.md").write_text(PAGE)
    questions = "".join(QUESTION.format(difficulty=difficulty, number=number) for difficulty, number in CELLS)
    (folder / "01-door.pool.yaml").write_text(POOL + questions)
    stack.manage("import_curriculum", str(root))


def asked(page):
    """List the doors that the page asks about, and check that it is wide enough."""
    width = page.viewport_size["width"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    return ASKED.findall(page.locator("main").inner_text())


def answer(player, option):
    groups = player.page.locator(f'input[value="{option}"]')
    for number in range(groups.count()):
        player.tick(groups.nth(number))
    player.go_on(player.button("Submit"), "/receipt/")


def review(player):
    player.go_on(player.page.get_by_role("link", name="See the result and the reasons"), "/review/")
    return asked(player.page)


@pytest.mark.parametrize(
    ("email", "viewport", "javascript", "keyboard"),
    [("halfway@demo.example", NARROW, True, True), ("nearly@demo.example", DESKTOP, False, False)],
)
@pytest.mark.usefixtures("pool")
def test_every_try_has_its_own_questions(visit, email, viewport, javascript, keyboard):
    visitor = visit(viewport=viewport, javascript=javascript)
    player, page = Player(visitor, keyboard=keyboard), visitor.page
    visitor.sign_in(email)
    visitor.go("/learn/doors/")
    with page.expect_navigation():
        player.press(player.button("Enrol in this course"))
    visitor.go("/learn/doors/door/pool/")
    player.go_on(player.button("Start"), "/attempts/")
    assert page.get_by_text("6 of 12 questions, drawn for this try.").is_visible()
    first = asked(page)
    assert len(set(first)) == 6
    visitor.look("pool")
    answer(player, "guest")
    assert sorted(asked(page)) == sorted(first)
    assert sorted(review(player)) == sorted(first)
    visitor.look("pool-review")
    assert "has the key" not in page.content()
    visitor.go("/learn/doors/door/pool/")
    player.go_on(page.get_by_role("main").get_by_role("button", name=re.compile("[Tt]ry")).first, "/attempts/")
    second = asked(page)
    assert second != first
    answer(player, "guide")
    assert sorted(review(player)) == sorted(second)
    assert page.get_by_text("6 of 6 points (100 %)").is_visible()
    told = set(re.findall(r"The guide of door (\d) has the key", page.content()))
    assert told == {door[-1] for door in second}
    visitor.look("pool-key")


@pytest.mark.usefixtures("pool")
def test_an_author_draws_again(visit, stack):
    visitor = visit(viewport=NARROW)
    visitor.sign_in("instructor@demo.example")
    ((key,),) = stack.rows("select id from wagtailcore_page where slug = 'pool'")
    visitor.go(f"/cms/rehearse/{key}/")
    first = asked(visitor.page)
    assert len(first) == 6
    visitor.look("pool-rehearsal")
    seen = {tuple(first)}
    for _ in range(3):
        visitor.page.get_by_role("link", name="Draw other questions").click()
        visitor.page.wait_for_url("**draw=**")
        seen.add(tuple(asked(visitor.page)))
    assert len(seen) > 1
    visitor.page.get_by_role("button", name="See the result").click()
    visitor.page.get_by_text("0 of 6 points").first.wait_for()
    assert tuple(asked(visitor.page)[:6]) in seen
