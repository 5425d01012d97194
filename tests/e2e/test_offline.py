"""Without a connection, or signed out: a page that says so, and answers that arrive by themselves afterwards."""

import re

import pytest

from tests.e2e.player import Player
from tests.e2e.waiting import until

HALFWAY = "halfway@demo.example"
LESSON = "/learn/protocol-first-things-first/gifts-food-access/"
SAVES = """select s.id from assessments_responsesave s join assessments_attempt a on s.attempt_id = a.id
           where a.key = ? and s.response like ?"""
UNSENT = "Object.keys(localStorage).filter(name => name.startsWith('chancery-answers-')).length"
LEFT_BEHIND = """localStorage.setItem("chancery-answers-of-another-exercise", JSON.stringify(
    { seq: "1", base: 0, at: Date.now(), url: "/no-such-page/", fields: [] }))"""
HAS_WORKER = "navigator.serviceWorker.ready.then(() => true)"


@pytest.fixture
def reader(visit):
    visitor = visit()
    visitor.sign_in(HALFWAY)
    return visitor


@pytest.fixture
def exercise(reader):
    """Begin a knowledge check, or go on with it, and return a player on its page."""
    player = Player(reader, keyboard=False)
    reader.go(LESSON)
    reader.page.locator(".card__title a").first.click()
    main = reader.page.get_by_role("main")
    start = main.get_by_role("button", name="Start").or_(main.get_by_role("link", name="Continue your try"))
    player.go_on(start, "/attempts/")
    return player


def wait_for_the_save(player, key, option):
    player.stack.wait_for_rows(SAVES, key.replace("-", ""), f'%"{option}"%')


def key_of(player):
    return re.search(r"/attempts/([0-9a-f-]{36})/", player.page.url)[1]


def answer_something(player):
    """Choose an answer that is not chosen yet and return its value."""
    choice = player.page.locator('input[name^="q-"]:not(:checked)').first
    name, value = choice.get_attribute("name"), choice.get_attribute("value")
    player.page.locator(f'input[name="{name}"][value="{value}"]').check()
    return value


def test_a_page_without_a_connection_says_so_and_tries_again(reader):
    page = reader.page
    assert page.evaluate(HAS_WORKER)
    page.context.set_offline(True)
    page.goto(f"{reader.stack.url}/help/")
    page.get_by_role("heading", name="You are offline").wait_for()
    assert page.locator(".site-header img").evaluate("image => image.naturalWidth > 0")
    reader.look("offline")
    assert "Halfway" not in page.content()
    page.context.set_offline(False)
    page.get_by_role("link", name="Try again").click()
    page.get_by_role("heading", name="Help").first.wait_for()


def test_answers_given_without_a_connection_arrive_from_the_next_page(exercise):
    page, key = exercise.page, key_of(exercise)
    page.context.set_offline(True)
    option = answer_something(exercise)
    page.get_by_text("Not saved yet: you are offline.").wait_for()
    context = page.context
    page.close()
    context.set_offline(False)
    exercise.visitor.page = other = context.new_page()
    exercise.visitor.go("/learn/")
    wait_for_the_save(exercise, key, option)
    until(other, f"{UNSENT} === 0")


def test_who_was_signed_out_signs_in_beside_the_answers(exercise):
    page, key = exercise.page, key_of(exercise)
    page.context.clear_cookies(name="sessionid")
    option = answer_something(exercise)
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Sign in again").click()
    exercise.visitor.look("signed-out-while-answering")
    tab = opened.value
    tab.get_by_label("E-mail").fill(HALFWAY)
    tab.get_by_label("Password", exact=True).fill("chancery-demo")
    tab.get_by_role("main").get_by_role("button", name="Sign in").click()
    tab.wait_for_url("**/attempts/**")
    wait_for_the_save(exercise, key, option)
    page.bring_to_front()
    page.evaluate("dispatchEvent(new Event('focus'))")
    page.get_by_text("Saved at").wait_for()
    assert page.get_by_role("link", name="Sign in again").is_hidden()


def test_the_next_person_at_this_computer_finds_nothing(exercise):
    page, key = exercise.page, key_of(exercise)
    page.context.clear_cookies(name="csrftoken")
    visitor_in_another_tab = page.context.new_page()
    visitor_in_another_tab.goto(exercise.stack.url)  # gets another token
    option = answer_something(exercise)
    page.evaluate(LEFT_BEHIND)
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(exercise.stack.url + "/")
    wait_for_the_save(exercise, key, option)
    assert page.evaluate("Object.keys(localStorage).length") == 0
