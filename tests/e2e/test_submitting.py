"""What a browser submits is what it says it sends."""

import re

import pytest

from tests.e2e.player import Player
from tests.e2e.waiting import until

LESSON = "/learn/protocol-first-things-first/gifts-food-access/"


@pytest.fixture
def player(visit):
    visitor = visit()
    visitor.sign_in("halfway@demo.example")
    player = Player(visitor, keyboard=False)
    visitor.go(LESSON)
    visitor.page.locator(".card__title a").first.click()
    main = visitor.page.get_by_role("main")
    start = main.get_by_role("button", name="Start").or_(main.get_by_role("link", name="Continue your try"))
    player.go_on(start, "/attempts/")
    return player


def answer_all(page):
    """Answer everything, and wait until the server has it: this browser keeps no copy any more."""
    for kind in ("radio", "checkbox"):
        inputs = page.locator(f'#exercise input[type="{kind}"]')
        for name in set(inputs.evaluate_all("inputs => inputs.map(input => input.name)")):
            page.locator(f'#exercise input[name="{name}"]').first.check()
    until(page, "Object.keys(localStorage).every(name => !name.startsWith('chancery-answers-'))")


def lose_an_answer(route):
    fields = route.request.post_data.split("&")
    dropped = next(field for field in fields if field.startswith("q-"))
    route.continue_(post_data="&".join(field for field in fields if field != dropped))


def submit_whole(page):
    with page.expect_request("**/submit/") as sent:
        page.get_by_role("button", name="Submit", exact=True).click()
    assert re.search(r"(^|&)digest=[0-9a-f]{64}(&|$)", sent.value.post_data)
    page.wait_for_url("**/receipt/**")


def test_answers_that_changed_on_their_way_are_kept_and_not_submitted(player):
    page = player.page
    answer_all(page)
    page.route("**/submit/", lose_an_answer)
    page.get_by_role("button", name="Submit", exact=True).click()
    page.get_by_text("what arrived is not what your browser sent").wait_for()
    player.visitor.look("submitted-not-whole")
    page.unroute("**/submit/")
    answer_all(page)
    submit_whole(page)


def test_answers_that_no_save_had_yet_stand_beside_what_arrived_of_them(player):
    page = player.page
    answer_all(page)
    page.route("**/submit/", lose_an_answer)
    page.evaluate(
        """() => {
            document.querySelectorAll('#exercise input[type="radio"]')[1].click();
            document.querySelector('#exercise [formaction$="/submit/"]').click();
        }"""
    )
    page.get_by_role("heading", name="There are two versions of your answers").wait_for()
    player.visitor.look("submitted-not-whole-two-versions")
    page.unroute("**/submit/")
    page.get_by_role("button", name="Use these instead").click()
    page.get_by_role("heading", name="There are two versions of your answers").wait_for(state="detached")
    submit_whole(page)
