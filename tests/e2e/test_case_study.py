"""A case study in a browser: acts that open one after the other, and papers beside every exercise."""

import pytest

from tests.e2e.conftest import DESKTOP
from tests.e2e.player import Player

NARROW = {"width": 360, "height": 740}
CASE = "/learn/protocol-first-things-first/one-mast-two-flags/"
ACTS = (("read-the-request",), ("three-answers",), ("twenty-to-eight", "from-nine-to-sunset"))
WAYS = [
    ("keyboard@case.example", {"viewport": DESKTOP}, True),
    ("clicks@case.example", {"viewport": NARROW}, False),
    ("plain@case.example", {"viewport": NARROW, "javascript": False}, False),
]


def look(player, name):
    """Check the page as it is: accessible, and nothing sticks out to the side."""
    player.visitor.look(name)
    width = player.page.viewport_size["width"]
    assert player.page.evaluate("document.documentElement.scrollWidth") <= width


def join(visit, email, options, *, keyboard):
    visitor = visit(**options)
    player = Player(visitor, keyboard=keyboard)
    visitor.go("/accounts/signup/")
    for label, value in (("Your name", "Ida"), ("E-mail address", email), ("Password", "a quiet harbour town")):
        visitor.page.get_by_label(label, exact=True).fill(value)
    player.go_on(player.button("Sign up"), "/accounts/confirm-email/")
    visitor.go(player.stack.link_in_mail(email, r"http\S+/confirm-email/\S+"))
    player.go_on(player.button("Yes, this is my address"), "/learn/")
    visitor.go("/learn/protocol-first-things-first/")
    with visitor.page.expect_navigation():
        player.press(player.button("Enrol in this course"))
    return player


def read_the_papers(player, number, name):
    """Open the papers in a tab of their own, in the middle of an exercise, and come back."""
    page = player.page
    with page.context.expect_page() as opened:
        player.press(page.get_by_role("link", name="Documents of the case (new tab)"))
    papers = opened.value
    papers.get_by_role("heading", name="Documents of the case").wait_for()
    assert papers.locator("article.stack[id^=document-]").count() == number
    papers.close()
    assert "/attempts/" in page.url
    look(player, f"{name}-beside")


def play(player, exercise, papers, name):
    page = player.page
    player.go_on(page.locator(f'.card__title a[href$="/{exercise}/"]'), f"/{exercise}/$")
    player.go_on(player.button("Start"), "/attempts/")
    read_the_papers(player, papers, f"{name}-{exercise}")
    player.solve()
    player.go_on(page.get_by_role("link", name="See the result and the reasons"), "/review/")
    player.go_on(page.get_by_role("link", name="Go on", exact=True).first, "/one-mast-two-flags/#")


@pytest.mark.parametrize(("email", "options", "keyboard"), WAYS, ids=["keyboard", "clicks", "plain"])
def test_a_case_from_the_letter_to_the_debrief(visit, email, options, keyboard):
    player = join(visit, email, options, keyboard=keyboard)
    page, name = player.page, f"case-{email.partition('@')[0]}"
    player.visitor.go(CASE)
    look(player, f"{name}-first")
    assert page.get_by_text("Dear Mayor Achterberg").is_visible()
    assert page.get_by_text("Equal treatment on 12 June").count() == 0
    player.press(page.locator("#documents > summary"))
    player.go_on(page.get_by_role("link", name="All on one page"), "/documents/")
    look(player, f"{name}-documents")
    player.go_on(page.get_by_role("link", name="Back to the case"), f"{CASE}$")
    for number, (exercises, papers) in enumerate(zip(ACTS, (2, 5, 6), strict=True), start=1):
        for exercise in exercises:
            play(player, exercise, papers, name)
        assert page.url.endswith(f"#act-{number + 1}" if number < len(ACTS) else "#debrief")
        page.locator(f"#act-{number}").get_by_text("Done", exact=True).wait_for()
        look(player, f"{name}-after-act-{number}")
    page.get_by_role("heading", name="What happened").wait_for()
    player.press(page.locator("#act-1 summary").first)
    assert page.get_by_text("Dear Mayor Achterberg").count() == 1
    look(player, f"{name}-debrief")


def test_a_closed_exercise_says_when_it_opens(visit):
    player = join(visit, "early@case.example", {"viewport": NARROW}, keyboard=False)
    player.visitor.go(f"{CASE}three-answers/")
    player.page.get_by_text("opens when you have submitted those of the acts before it").wait_for()
    assert player.button("Start").count() == 0
    look(player, "case-closed-exercise")
