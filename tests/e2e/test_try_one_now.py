"""Somebody without an account tries an exercise, and keeps it."""

import pytest

from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.player import Player

EMAIL = "try.one@example.org"


def begin(player, title):
    player.visitor.go("/try/")
    card = player.page.locator(".sample", has_text=title)
    player.go_on(card.get_by_role("button"), "/attempts/")


def sign_up(player):
    page = player.page
    player.go_on(page.get_by_role("link", name="Keep this result: sign up"), "/accounts/signup/")
    for label, value in (("Your name", "Noor Try"), ("E-mail address", EMAIL), ("Password", "a quiet harbour town")):
        page.get_by_label(label, exact=True).fill(value)
    player.go_on(player.button("Sign up"), "/accounts/confirm-email/")
    player.visitor.go(player.stack.link_in_mail(EMAIL, r"http\S+/confirm-email/\S+"))
    player.go_on(player.button("Yes, this is my address"), "/(learn|try)/")


def test_a_guest_on_a_phone_without_javascript_plays_one_and_keeps_it(visit):
    player = Player(visit(javascript=False, viewport=PHONE), keyboard=False)
    page = player.page
    begin(player, "Six flags")
    player.solve()
    player.go_on(page.get_by_role("link", name="See the result and the reasons"), "/review/")
    address = page.url
    assert page.get_by_text("(100 %)").first.is_visible()
    assert page.get_by_text("kept for 30 days in this browser").is_visible()
    stranger = visit(javascript=False)
    assert "/accounts/login/" in stranger.go(address).url
    sign_up(player)
    player.visitor.go("/try/")
    player.visitor.look("try-claimed")
    assert page.get_by_text("before signing up").is_visible()
    assert page.get_by_text("Nothing in this list counts towards a certificate.").is_visible()
    player.go_on(page.get_by_role("link", name="Six flags", exact=False).last, "/review/")
    assert page.url.partition("?")[0] == address.partition("?")[0]
    assert page.get_by_text("counts towards nothing").is_visible()
    owner = """select u.email, a.guest, a.as_guest from assessments_attempt a
               join accounts_user u on a.learner_id = u.id where u.email = ?"""
    assert player.stack.rows(owner, EMAIL) == [(EMAIL, None, 1)]


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_every_page_on_the_way_is_accessible(visit, viewport):
    player = Player(visit(viewport=viewport), keyboard=False)
    visitor, page = player.visitor, player.page
    for path, name in (("/", "home-try"), ("/try/", "try-list"), ("/try/the-watch/", "try-sample")):
        visitor.go(path)
        visitor.look(name)
    for title in ("Five chairs", "Six flags", "A watch", "One sentence"):
        begin(player, title)
        visitor.look(f"try-attempt-{title}")
        player.solve()
        visitor.look(f"try-receipt-{title}")
        player.go_on(page.get_by_role("link", name="See the result and the reasons"), "/review/")
        visitor.look(f"try-review-{title}")
    visitor.go("/try/")
    visitor.look("try-tried")
