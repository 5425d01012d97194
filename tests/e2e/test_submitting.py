"""What a browser submits is what it says it sends."""

import re

import pytest

from tests.e2e.player import Player

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
    for name in set(page.locator('input[type="radio"]').evaluate_all("inputs => inputs.map(input => input.name)")):
        page.locator(f'input[name="{name}"]').first.check()
    for name in set(page.locator('input[type="checkbox"]').evaluate_all("inputs => inputs.map(input => input.name)")):
        page.locator(f'input[name="{name}"]').first.check()


def test_answers_that_changed_on_their_way_are_kept_and_not_submitted(player):
    page = player.page
    answer_all(page)
    page.get_by_text(re.compile("^Saved at")).wait_for()

    def lose_an_answer(route):
        fields = route.request.post_data.split("&")
        dropped = next(field for field in fields if field.startswith("q-"))
        route.continue_(post_data="&".join(field for field in fields if field != dropped))

    page.route("**/submit/", lose_an_answer)
    page.get_by_role("button", name="Submit", exact=True).click()
    page.get_by_text("what arrived is not what your browser sent").wait_for()
    page.wait_for_load_state("networkidle")  # the browser has sent its own copy again, and shows what became of it
    player.visitor.look("submitted-not-whole")
    page.unroute("**/submit/")
    answer_all(page)
    with page.expect_request("**/submit/") as sent:
        page.get_by_role("button", name="Submit", exact=True).click()
    assert re.search(r"(^|&)digest=[0-9a-f]{64}(&|$)", sent.value.post_data)
    page.wait_for_url("**/receipt/**")
