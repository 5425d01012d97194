"""Situations to judge in a browser: written as a file, judged with and without JavaScript, on a phone and at a desk."""

import pytest

from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.player import Player

LESSON = "/learn/flags/upside-down/"
COURSE = """---
format: 1
key: 7b1e6a40-5a0c-4b52-9d61-0c8f5f1f0a01
language: en
slug: flags
title: Flags
summary: What hangs where.
estimated_minutes: 10
pass_percent: 60
---
"""
MODULE = "---\nkey: 7b1e6a40-5a0c-4b52-9d61-0c8f5f1f0a02\nslug: one\ntitle: One\n---\n"
PAGE = """---
key: 7b1e6a40-5a0c-4b52-9d61-0c8f5f1f0a03
kind: lesson
slug: upside-down
title: Upside down
summary: What now?
estimated_minutes: 5
done_by: said
exercises: [01-upside-down.rate.yaml, 01-upside-down.rank.yaml, 01-upside-down.best-worst.yaml]
---
Look up before the guests do.
"""
EXERCISE = """key: 7b1e6a40-5a0c-4b52-9d61-0c8f5f1f0b0{number}
kind: sjt
slug: {mode}
title: A flag, {mode}
minutes: 2
practice: true
mode: {mode}
scenarios:
  - id: flag
    body: Their flag hangs upside down.
    question: What now?
    options:
      - {{id: lower, text: Lower it., rating: 7, why: An empty mast offends nobody. You gain time.}}
      - {{id: wait, text: Send for the technician., rating: 4, why: It takes time. The guests wonder.}}
      - {{id: leave, text: Leave it., rating: 1, why: Pictures last. Nobody reads the explanation.}}
"""
ANSWERS = {
    "rate": ("r-flag.lower=6", "r-flag.wait=5", "r-flag.leave=2"),
    "rank": ("r-flag.lower=1", "r-flag.wait=2", "r-flag.leave=3"),
    "best-worst": ("best-flag=lower", "worst-flag=leave"),
}


@pytest.fixture(scope="module")
def flags(stack, tmp_path_factory):
    """Bring in one course with an exercise of each way to answer."""
    root = tmp_path_factory.mktemp("curriculum")
    folder = root / "flags" / "01-one"
    folder.mkdir(parents=True)
    (root / "competencies.yaml").write_text("[]\n")
    (root / "terms.yaml").write_text("[]\n")
    (root / "flags" / "course.md").write_text(COURSE)
    (folder / "module.md").write_text(MODULE)
    (folder / "01-upside-down.md").write_text(PAGE)
    for number, mode in enumerate(ANSWERS):
        exercise = EXERCISE.format(number=number, mode=mode)
        (folder / f"01-upside-down.{mode}.yaml").write_text(exercise)
    stack.manage("import_curriculum", str(root))


@pytest.mark.parametrize(
    ("email", "viewport", "javascript", "keyboard"),
    [("halfway@demo.example", PHONE, True, True), ("nearly@demo.example", DESKTOP, False, False)],
)
@pytest.mark.usefixtures("flags")
def test_every_way_to_judge(visit, email, viewport, javascript, keyboard):
    visitor = visit(viewport=viewport, javascript=javascript)
    player, page = Player(visitor, keyboard=keyboard), visitor.page
    visitor.sign_in(email)
    visitor.go("/learn/flags/")
    with page.expect_navigation():
        player.press(player.button("Enrol in this course"))
    for mode, answers in ANSWERS.items():
        visitor.go(f"{LESSON}{mode}/")
        player.go_on(player.button("Start"), "/attempts/")
        visitor.look(f"judge-{mode}")
        for name, value in (answer.split("=") for answer in answers):
            player.tick(page.locator(f'input[name="{name}"][value="{value}"]'))
        player.go_on(player.button("Submit"), "/receipt/")
        visitor.look(f"judge-{mode}-receipt")
        player.go_on(page.get_by_role("link", name="See the result and the reasons"), "/review/")
        page.get_by_text("10 of 10 points (100 %)").wait_for()
        visitor.look(f"judge-{mode}-review")
