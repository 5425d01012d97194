"""The whole journey of a learner, from signing up to a certificate that a stranger checks."""

import re

import pytest

from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.player import Player

COURSE = "/learn/protocol-first-things-first/"


def sign_up(player, email):
    page = player.page
    player.visitor.go("/accounts/signup/")
    player.visitor.look("sign-up")
    for label, value in (("Your name", "Dina Farouk"), ("E-mail address", email), ("Password", "a quiet harbour town")):
        field = page.get_by_label(label, exact=True)
        if player.keyboard:
            player.tab_to(field)
            page.keyboard.type(value)
        else:
            field.fill(value)
    player.go_on(player.button("Sign up"), "/accounts/confirm-email/")
    player.visitor.look("check-your-mail")
    player.visitor.go(player.stack.link_in_mail(email, r"http\S+/confirm-email/\S+"))
    player.go_on(player.button("Yes, this is my address"), "/learn/")


def enrol(player):
    visitor = player.visitor
    visitor.look("dashboard-new")
    visitor.go("/")
    visitor.look("home")
    player.go_on(player.page.get_by_role("link", name="Courses", exact=True).first, "/courses/")
    visitor.look("catalogue")
    player.go_on(player.page.get_by_role("link", name="Protocol for city officials"), COURSE)
    visitor.look("course-before")
    player.press(player.button("Enrol in this course"))
    player.page.get_by_role("link", name="Begin", exact=True).wait_for()
    visitor.look("course-enrolled")


def lesson_addresses(player):
    player.visitor.go(COURSE)
    links = player.page.locator(".outline a")
    found = [links.nth(number).get_attribute("href") for number in range(links.count())]
    return list(dict.fromkeys(href for href in found if href.count("/") == 4 and "/final/" not in href))


def card_addresses(page):
    cards = page.locator(".card__title a")
    return [cards.nth(number).get_attribute("href") for number in range(cards.count())]


def do_lesson(player, address):
    """Read a lesson and pass every exercise of it; in a case study that opens further ones."""
    page, visitor = player.page, player.visitor
    visitor.go(address)
    name = address.strip("/").split("/")[-1]
    visitor.look(f"lesson-{name}")
    done = []
    while href := next((href for href in card_addresses(page) if href not in done), None):
        done.append(href)
        do_exercise(player, href)
        visitor.go(address)
    if player.button("Mark as done and go on").count():
        with page.expect_navigation():
            player.press(player.button("Mark as done and go on"))
        visitor.go(address)
    page.locator(".badge--good", has_text="Done").first.wait_for()


def do_exercise(player, address):
    page, visitor = player.page, player.visitor
    visitor.go(address)
    exercise = "-".join(address.strip("/").split("/")[-2:])
    visitor.look(f"exercise-{exercise}")
    player.go_on(player.button("Start"), "/attempts/")
    visitor.look(f"attempt-{exercise}")
    player.solve()
    visitor.look(f"receipt-{exercise}")
    if page.get_by_role("heading", name="Handed in").count():
        return
    player.go_on(page.get_by_role("link", name="See the result and the reasons"), "/review/")
    page.get_by_text("(100 %)").first.wait_for()
    visitor.look(f"review-{exercise}")


def collect_certificate(player, visit):
    page, visitor = player.page, player.visitor
    visitor.go("/learn/")
    visitor.look("dashboard-finished")
    player.go_on(page.get_by_role("link", name="Confirm the name"), "/certificate/")
    visitor.look("certificate-name")
    player.press(player.button("Confirm this name"))
    code = player.stack.wait_for_rows(
        """select c.code from courses_certificate c join courses_enrolment e on c.enrolment_id = e.id
           join accounts_user u on e.learner_id = u.id where u.email = ?""",
        player.email,
    )[0][0]
    player.stack.wait_for_rows(
        """select 1 from courses_credential s join courses_certificateissue i on s.issue_id = i.id
           join courses_certificate c on i.certificate_id = c.id where c.code = ?""",
        code,
    )
    visitor.go(COURSE + "certificate/")
    visitor.look("certificate-ready")
    stranger = visit()
    stranger.go(f"/certificates/{code}/")
    stranger.look("certificate-verify")
    assert stranger.page.get_by_text("This certificate is valid.").is_visible()
    assert stranger.page.locator("#holder").get_by_text("Dina Farouk").is_visible()
    pdf = stranger.page.request.get(f"{player.stack.url}/certificates/{code}/certificate.pdf")
    assert pdf.body().startswith(b"%PDF-")


def pass_final(player):
    player.visitor.go(COURSE)
    link = player.page.locator("a[href*='/final/']").first
    do_exercise(player, link.get_attribute("href"))


def take_the_course(player, visit, first):
    """Take every other lesson and then the final assessment, which completes the course."""
    sign_up(player, player.email)
    enrol(player)
    addresses = lesson_addresses(player)
    assert len(addresses) >= 24
    for address in addresses[first::2]:
        do_lesson(player, address)
    pass_final(player)
    collect_certificate(player, visit)


def test_journey_by_keyboard_alone(visit):
    player = Player(visit(viewport=DESKTOP), keyboard=True)
    player.email = "keyboard@journey.example"
    take_the_course(player, visit, 0)


def test_journey_without_javascript(visit):
    player = Player(visit(javascript=False, viewport=PHONE), keyboard=False)
    player.email = "plain@journey.example"
    take_the_course(player, visit, 1)


def test_answers_survive_a_closed_browser_and_go_on_elsewhere(visit):
    first = Player(visit(), keyboard=False)
    first.visitor.sign_in("new@demo.example")
    first.visitor.go(COURSE)
    first.press(first.button("Enrol in this course"))
    address = lesson_addresses(first)[0]
    first.visitor.go(address)
    first.page.locator(".card__title a").first.click()
    first.go_on(first.button("Start"), "/attempts/")
    chosen = first.page.locator('input[type="radio"]').first
    value = chosen.get_attribute("value")
    chosen.check()
    first.page.get_by_text(re.compile("Saved at")).wait_for()
    attempt = first.page.url
    first.page.context.close()

    second = Player(visit(viewport=PHONE), keyboard=False)
    second.visitor.sign_in("new@demo.example")
    second.visitor.go("/learn/")
    second.go_on(second.page.get_by_role("link", name="Go on with it"), "/attempts/")
    assert second.page.url.split("?")[0] == attempt.split("?")[0]
    assert second.page.locator(f'input[value="{value}"]').first.is_checked()


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize(
    ("email", "path"),
    [
        ("halfway@demo.example", "/learn/"),
        ("halfway@demo.example", COURSE),
        ("nearly@demo.example", "/learn/"),
        ("certified@demo.example", "/learn/"),
        ("certified@demo.example", "/record/"),
        ("revoked@demo.example", COURSE + "certificate/"),
        ("halfway@demo.example", "/account/"),
        (None, "/"),
        (None, "/courses/"),
        (None, "/learn/desk/visit/"),
        (None, "/learn/desk/trip/"),
        (None, "/accounts/login/"),
        (None, "/accounts/password/reset/"),
        (None, "/certificates/not-a-code/"),
        (None, "/certificates/"),
        ("certified@demo.example", "/transcripts/"),
        (None, "/no-such-page/"),
        (None, "/help/"),
        (None, "/demo/mailbox/"),
    ],
)
def test_page_is_accessible(visit, viewport, email, path):
    visitor = visit(viewport=viewport)
    if email:
        visitor.sign_in(email)
    visitor.quiet = True
    visitor.go(path)
    who = (email or "anybody").split("@")[0]
    visitor.look(f"page-{who}-{path.strip('/').replace('/', '-') or 'home'}")
    assert visitor.page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
