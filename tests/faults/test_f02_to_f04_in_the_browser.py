"""F2, F3 and F4: two tabs, a line that is cut, a session that ends; what was typed is kept and the page says so."""

import re

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.e2e import chromium
from tests.faults.people import key_of

pytestmark = pytest.mark.e2e

SAVED, NOT_SAVED = re.compile("Saved at"), re.compile("Not saved yet")
SAVES = "assessments_responsesave s join assessments_attempt a on a.id = s.attempt_id where a.key = ?"
SCORES = "assessments_score s join assessments_attempt a on a.id = s.attempt_id where a.key = ?"


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=list(chromium.ARGUMENTS))
        yield browser
        browser.close()


class Seat:
    """A learner with an open attempt in a browser whose line can be cut."""

    def __init__(self, browser, stack, *, javascript=True):
        self.stack, self.learner, self.course = stack, stack.person(), stack.hands.course()
        self.attempt = self.learner.begin(self.course)
        self.context = browser.new_context(java_script_enabled=javascript)
        self.context.add_cookies([self.cookie(self.learner)])
        self.page = self.open()

    def cookie(self, learner):
        session = learner.http.cookies["sessionid"]
        return {"name": "sessionid", "value": session, "domain": "localhost", "path": "/"}

    def open(self):
        page = self.context.new_page()
        page.goto(self.stack.line_url + self.attempt)
        return page

    def state(self, page=None):
        return (page or self.page).locator("#save-state")

    def tick(self, answer, page=None):
        (page or self.page).locator(f'input[name="q-q1"][value="{answer}"]').check()

    def count(self, table):
        return self.stack.count(table, key_of(self.attempt))


@pytest.fixture
def seat(browser, stack):
    seats = []

    def sit(**given):
        seats.append(Seat(browser, stack, **given))
        return seats[-1]

    yield sit
    for taken in seats:
        taken.context.close()


def test_two_tabs_keep_both_answers_and_show_them(seat):
    learner = seat()
    second = learner.open()
    learner.tick("a")
    expect(learner.state()).to_have_text(SAVED)
    learner.tick("b", second)
    expect(learner.state(second)).to_contain_text("Both are kept")
    second.reload()
    choice = second.get_by_role("region", name="There are two versions of your answers")
    expect(choice).to_contain_text("The host")
    expect(choice).to_contain_text("Nobody")
    choice.get_by_role("button", name="Use these instead").click()
    expect(second.locator('input[name="q-q1"][value="b"]')).to_be_checked()
    assert learner.count(SAVES) == 3


@pytest.mark.parametrize("away", ["00:05", "10:00", "02:00:00"])
def test_a_line_that_is_cut_loses_no_draft(seat, stack, away):
    learner = seat()
    learner.page.clock.install()
    stack.line.cut()
    learner.tick("b")
    learner.page.clock.run_for(1000)
    expect(learner.state()).to_have_text(NOT_SAVED)
    learner.page.clock.fast_forward(away)
    expect(learner.state()).to_have_text(NOT_SAVED)
    assert learner.count(SAVES) == 0
    stack.line.mend()
    learner.page.clock.fast_forward("01:00")
    expect(learner.state()).to_have_text(SAVED)
    assert learner.count(SAVES) == 1


def test_an_answer_that_is_lost_on_its_way_back_is_stored_once(seat, stack):
    learner = seat()
    stack.line.loses_answers = True
    learner.tick("b")
    expect(learner.state()).to_have_text(NOT_SAVED)
    assert learner.count(SAVES) == 1
    stack.line.mend()
    expect(learner.state()).to_have_text(SAVED)
    assert learner.count(SAVES) == 1


def test_a_draft_that_waits_in_a_closed_browser_is_sent_by_the_next_page(seat, stack):
    learner = seat()
    stack.line.cut()
    learner.tick("b")
    expect(learner.state()).to_have_text(NOT_SAVED)
    learner.page.close()
    stack.line.mend()
    page = learner.open()
    expect(page.locator('input[name="q-q1"][value="b"]')).to_be_checked()
    stack.wait_for(1, SAVES, key_of(learner.attempt))


def test_a_submission_that_is_cut_off_is_sent_again_and_scored_once(seat, stack):
    learner = seat()
    learner.tick("a")
    expect(learner.state()).to_have_text(SAVED)
    stack.line.loses_answers = True
    learner.page.get_by_role("button", name="Submit", exact=True).click(no_wait_after=True)
    stack.wait_for(1, SCORES, key_of(learner.attempt))
    stack.line.mend()
    assert learner.learner.submit(learner.attempt).url.endswith("/receipt/")
    learner.open().get_by_text("100 %").first.wait_for()
    assert learner.count(SCORES) == 1


def test_a_session_that_ends_while_typing_loses_nothing(seat, stack):
    learner = seat()
    stack.rows("delete from django_session where session_key = ?", learner.learner.http.cookies["sessionid"])
    learner.tick("b")
    expect(learner.state()).to_contain_text("signed out")
    sign_in(learner.open(), learner)
    learner.page.evaluate("dispatchEvent(new Event('focus'))")
    expect(learner.state()).to_have_text(SAVED)
    expect(learner.page.locator('input[name="q-q1"][value="b"]')).to_be_checked()
    assert learner.count(SAVES) == 1


def test_a_session_that_ends_without_javascript_loses_nothing(seat, stack):
    learner = seat(javascript=False)
    stack.rows("delete from django_session where session_key = ?", learner.learner.http.cookies["sessionid"])
    learner.tick("b")
    learner.page.get_by_role("button", name="Save", exact=True).click()
    sign_in(learner.page, learner)
    expect(learner.page.locator('input[name="q-q1"][value="b"]')).to_be_checked()
    learner.page.get_by_role("button", name="Save", exact=True).click()
    expect(learner.state()).to_have_text(SAVED)
    assert learner.count(SAVES) == 1


def sign_in(page, seat):
    page.get_by_label("E-mail").fill(seat.learner.email)
    page.get_by_label("Password", exact=True).fill("correct horse")
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"**{seat.attempt}*")
